import { Loaded, useGraph } from '../../data.tsx';
import { formatMoney } from '../../format.ts';
import { ButtonLink, ButtonRow } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Clock } from '../../ui/clock.tsx';
import { Money } from '../../ui/money.tsx';
import { Empty } from '../../ui/notice.tsx';
import { Columns, Page } from '../../ui/page.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { useWords } from '../../words.tsx';
import { AccountCard } from './account-card.tsx';
import { Clocks } from './clocks.tsx';
import { Events } from './events.tsx';
import { type HomeDebtor, HomeQuery } from './home.queries.ts';
import styles from './home-page.module.css';
import { nextStep } from './next-step.ts';

/** Where somebody stands, and the one thing to do next. */
export function HomePage() {
  const { t } = useWords();
  const home = useGraph(HomeQuery, {});
  return (
    <Page title={t('home.title')} width="wide">
      <Loaded from={home} skeleton={<Skeleton blocks={2} />}>
        {({ viewer }) => (viewer.debtor ? <Overview debtor={viewer.debtor} /> : <Skeleton blocks={2} />)}
      </Loaded>
    </Page>
  );
}

function Overview({ debtor }: { debtor: HomeDebtor }) {
  const { t } = useWords();
  const debts = debtor.debts.nodes;
  return (
    <>
      <div className={styles.totals}>
        <span className={styles.label}>{t('home.total', { count: debtor.totals.length })}</span>
        {debtor.totals.map((total) => (
          <span key={total.currency} className={styles.figure}>
            <Money value={total} />
          </span>
        ))}
      </div>
      <Columns
        main={
          <>
            <NextStepCard debtor={debtor} />
            <section className={styles.section}>
              <h2>{t('home.accounts')}</h2>
              {debts.length === 0 && <Empty>{t('home.noAccounts')}</Empty>}
              {debts.map((debt) => (
                <AccountCard key={debt.id} debt={debt} />
              ))}
            </section>
          </>
        }
        side={
          <>
            <Clocks debts={debts} />
            <Events events={debtor.activity.nodes} />
          </>
        }
      />
    </>
  );
}

function NextStepCard({ debtor }: { debtor: HomeDebtor }) {
  const { t, locale } = useWords();
  const step = nextStep(debtor.debts.nodes);
  const amount = step.amount ? formatMoney(step.amount, locale) : '';
  return (
    <Card title={t('home.next')} strong>
      <p className={styles.sentence}>{t(`next.${step.kind}.text`, { creditor: step.creditor, amount })}</p>
      {step.by && (
        <p>
          <Clock by={step.by} />
        </p>
      )}
      {step.kind !== 'NOTHING' && step.to && (
        <ButtonRow>
          <ButtonLink to={step.to}>{t(`next.${step.kind}.button`)}</ButtonLink>
        </ButtonRow>
      )}
    </Card>
  );
}
