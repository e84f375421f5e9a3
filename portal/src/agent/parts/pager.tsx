import { useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { useWords } from '../../words.tsx';
import styles from './pager.module.css';

export interface Pages {
  /** Where the page that is shown begins; null for the first. */
  readonly after: string | null;
  /** From 0. */
  readonly index: number;
  readonly next: (cursor: string) => void;
  readonly back: () => void;
  readonly toStart: () => void;
}

/** Pages of a list by cursor: forward from the last one, back by the ones that were seen. */
export function usePages(): Pages {
  const [cursors, setCursors] = useState<readonly string[]>([]);
  return {
    after: cursors.at(-1) ?? null,
    index: cursors.length,
    next: (cursor) => setCursors([...cursors, cursor]),
    back: () => setCursors(cursors.slice(0, -1)),
    toStart: () => setCursors([]),
  };
}

interface PagerProps {
  readonly pages: Pages;
  readonly pageSize: number;
  readonly list: {
    readonly nodes: readonly unknown[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor?: string | null };
    readonly totalCount: number;
  };
}

/** Nothing while everything fits on one page. */
export function Pager({ pages, pageSize, list }: PagerProps) {
  const { t } = useWords();
  const { hasNextPage, endCursor } = list.pageInfo;
  if (pages.index === 0 && !hasNextPage) return null;
  const from = pages.index * pageSize + 1;
  const to = from + list.nodes.length - 1;
  return (
    <nav className={styles.pager} aria-label={t('agent.pager.label')}>
      {pages.index > 0 && (
        <Button kind="secondary" onClick={pages.back}>
          {t('agent.pager.back')}
        </Button>
      )}
      <span className={styles.where}>{t('agent.pager.where', { from, to, total: list.totalCount })}</span>
      {hasNextPage && endCursor && (
        <Button kind="secondary" onClick={() => pages.next(endCursor)}>
          {t('agent.pager.next')}
        </Button>
      )}
    </nav>
  );
}
