import { Columns, Page } from '../../ui/page.tsx';
import { useWords } from '../../words.tsx';
import { FeedPanel } from './feed-panel.tsx';
import { Queue } from './queue.tsx';

/** What waits for us, and what is going on. */
export function TodayPage() {
  const { t } = useWords();
  return (
    <Page title={t('agent.today.title')} width="wide">
      <Columns main={<Queue />} side={<FeedPanel />} />
    </Page>
  );
}
