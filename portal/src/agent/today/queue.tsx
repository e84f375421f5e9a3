import { Loaded, useGraph } from '../../data.tsx';
import { Empty } from '../../ui/notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { useWords } from '../../words.tsx';
import type { Happening } from '../live/activity.queries.ts';
import { useReloadOn } from '../live/live.tsx';
import { Pager, usePages } from '../parts/pager.tsx';
import styles from './queue.module.css';
import { QueueRow } from './queue-row.tsx';
import { QueueQuery } from './today.queries.ts';

const pageSize = 20;

/** What waits for an answer of ours, the least time first. */
export function Queue() {
  const { t } = useWords();
  const pages = usePages();
  const queue = useGraph(QueueQuery, { after: pages.after });
  useReloadOn(movesQueue, queue.reload);
  const total = queue.data?.planProposals.totalCount;
  return (
    <section className={styles.queue} aria-labelledby="queue-title">
      <div className={styles.head}>
        <h2 id="queue-title">{t('agent.queue.title')}</h2>
        {total !== undefined && total > 0 && (
          <span className={styles.count}>{t('agent.queue.count', { count: total })}</span>
        )}
      </div>
      <Loaded from={queue} skeleton={<Skeleton blocks={3} lines={0} />}>
        {({ planProposals }) => {
          // What ran out a moment ago is still listed until the sweep; it can no longer be answered.
          const open = planProposals.nodes.filter((item) => item.status === 'AWAITING_CREDITOR');
          if (open.length === 0) return <Empty>{t('agent.queue.empty')}</Empty>;
          return (
            <>
              <ol className={`plain ${styles.rows}`}>
                {open.map((item) => (
                  <QueueRow key={item.id} item={item} />
                ))}
              </ol>
              <Pager pages={pages} list={planProposals} pageSize={pageSize} />
            </>
          );
        }}
      </Loaded>
    </section>
  );
}

function movesQueue({ proposal }: Happening): boolean {
  return proposal !== null;
}
