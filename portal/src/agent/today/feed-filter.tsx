import { useWords } from '../../words.tsx';
import styles from './feed.module.css';
import { type FeedTopic, feedTopicNames } from './feed.ts';

interface FeedFilterProps {
  readonly topics: readonly FeedTopic[];
  readonly onChange: (topics: readonly FeedTopic[]) => void;
}

/** Nothing chosen shows everything. */
export function FeedFilter({ topics, onChange }: FeedFilterProps) {
  const { t } = useWords();
  return (
    <fieldset className={styles.filter}>
      <legend>{t('agent.feed.filter')}</legend>
      <div className={styles.chips}>
        {feedTopicNames.map((topic) => (
          <label key={topic} className={styles.chip}>
            <input
              type="checkbox"
              checked={topics.includes(topic)}
              onChange={({ target }) =>
                onChange(target.checked ? [...topics, topic] : topics.filter((chosen) => chosen !== topic))
              }
            />
            <span>{t(`agent.feed.topic.${topic}`)}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
