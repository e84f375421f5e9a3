import { useState } from 'react';
import { Loaded, useGraph } from '../../data.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { DateText, Money } from '../../ui/money.tsx';
import { Empty } from '../../ui/notice.tsx';
import { useWords } from '../../words.tsx';
import { type LedgerLine, LedgerQuery } from './account.queries.ts';
import styles from './ledger-card.module.css';

/** Everything that ever changed the balance, newest first, page by page. */
export function LedgerCard({ debtId }: { debtId: string }) {
  const { t } = useWords();
  const [cursors, setCursors] = useState<readonly (string | null)[]>([null]);
  return (
    <Card title={t('ledger.title')}>
      {cursors.map((after, index) => (
        <Lines
          key={after}
          debtId={debtId}
          after={after}
          last={index === cursors.length - 1}
          onMore={(cursor) => setCursors([...cursors, cursor])}
        />
      ))}
    </Card>
  );
}

interface LinesProps {
  readonly debtId: string;
  readonly after: string | null;
  readonly last: boolean;
  readonly onMore: (cursor: string) => void;
}

function Lines({ debtId, after, last, onMore }: LinesProps) {
  const { t } = useWords();
  const ledger = useGraph(LedgerQuery, { id: debtId, after });
  return (
    <Loaded from={ledger}>
      {({ node }) => {
        const page = node && 'ledger' in node ? node.ledger : null;
        if (!page || page.totalCount === 0) return <Empty>{t('ledger.empty')}</Empty>;
        const { hasNextPage, endCursor } = page.pageInfo;
        return (
          <>
            <ol className="plain">
              {page.nodes.map((line) => (
                <Line key={line.id} line={line} />
              ))}
            </ol>
            {last && hasNextPage && endCursor && (
              <Button kind="secondary" onClick={() => onMore(endCursor)}>
                {t('ledger.more')}
              </Button>
            )}
          </>
        );
      }}
    </Loaded>
  );
}

const parts = ['PRINCIPAL', 'INTEREST', 'FEES', 'COSTS'] as const;

function Line({ line }: { line: LedgerLine }) {
  const { t } = useWords();
  const negative = line.amount.minorUnits.startsWith('-');
  const size = { ...line.amount, amount: line.amount.amount.replace(/^-/, '') };
  const touched = parts.filter((part) => line.entries.some((entry) => entry.account === part));
  return (
    <li className={styles.line}>
      <span className={styles.head}>
        <strong>{t(`ledger.kind.${line.kind}`)}</strong>
        <strong>
          <Money value={size} sign={negative ? '−' : '+'} />
        </strong>
      </span>
      <span className={styles.soft}>
        <DateText value={line.effectiveOn} style="medium" />
        {line.description && ` · ${line.description}`}
      </span>
      <span className={styles.soft}>
        {t(`ledger.explain.${line.kind}`)}
        {touched.length > 0 &&
          ` ${t('ledger.touches', { parts: touched.map((part) => t(`component.${part}`)).join(t('ui.and')) })}`}
      </span>
    </li>
  );
}
