import { useNow } from '../../clock.ts';
import { Clock } from '../../ui/clock.tsx';
import { useWords } from '../../words.tsx';
import styles from './deadline.module.css';

/** By when we promised to answer; a promise that was broken is said in so many words. */
export function Deadline({ by }: { by: string }) {
  const { t } = useWords();
  const overdue = Date.parse(by) <= useNow(30_000);
  return (
    <span className={styles.deadline}>
      {overdue && <strong className={styles.overdue}>{t('agent.overdue')}</strong>}
      <Clock by={by} />
    </span>
  );
}
