import { useDraft } from '../../draft.ts';
import { Button } from '../../ui/button.tsx';
import { Empty } from '../../ui/notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { TroubleNotice } from '../../ui/trouble.tsx';
import { useWords } from '../../words.tsx';
import { useLive } from '../live/live.tsx';
import { Announcer } from './announcer.tsx';
import styles from './feed.module.css';
import { type FeedTopic, typesOf } from './feed.ts';
import { FeedFilter } from './feed-filter.tsx';
import { FeedRow } from './feed-row.tsx';
import { type Feed, useFeed } from './use-feed.ts';

/** What people do in the portal, as they do it. */
export function FeedPanel() {
  const { t } = useWords();
  const [topics, setTopics] = useDraft<readonly FeedTopic[]>('agent.feed.topics', []);
  const feed = useFeed(typesOf(topics));
  return (
    <section className={styles.panel} aria-labelledby="feed-title">
      <div className={styles.head}>
        <h2 id="feed-title">{t('agent.feed.title')}</h2>
        <LiveMark />
        <Follow feed={feed} />
      </div>
      <FeedFilter topics={topics} onChange={setTopics} />
      <Announcer feed={feed} />
      <Rows feed={feed} />
    </section>
  );
}

function LiveMark() {
  const { t } = useWords();
  const { state } = useLive();
  return (
    <span className={`${styles.live} ${styles[state]}`} role="status">
      {t(`agent.feed.state.${state}`)}
    </span>
  );
}

function Follow({ feed }: { feed: Feed }) {
  const { t } = useWords();
  return feed.held ? (
    <Button onClick={feed.follow}>{t('agent.feed.follow', { count: feed.waiting.length })}</Button>
  ) : (
    <Button kind="secondary" onClick={feed.hold}>
      {t('agent.feed.hold')}
    </Button>
  );
}

function Rows({ feed }: { feed: Feed }) {
  const { t } = useWords();
  if (feed.trouble && feed.rows.length === 0)
    return <TroubleNotice trouble={feed.trouble} onRetry={feed.retry} />;
  if (!feed.loaded) return <Skeleton lines={8} blocks={0} />;
  if (feed.rows.length === 0) return <Empty>{t('agent.feed.empty')}</Empty>;
  return (
    <>
      <ol className={`plain ${styles.rows}`}>
        {feed.rows.map((event) => (
          <FeedRow key={event.id} event={event} isNew={feed.arrived.includes(event.id)} />
        ))}
      </ol>
      {feed.cursor !== null && (
        <Button kind="quiet" onClick={feed.showEarlier}>
          {t('agent.feed.earlier')}
        </Button>
      )}
    </>
  );
}
