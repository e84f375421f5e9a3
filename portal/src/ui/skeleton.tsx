import { useWords } from '../words.tsx';
import styles from './skeleton.module.css';

/** The shape of what is coming; said once to those who do not see it. */
export function Skeleton({ lines = 4, blocks = 1 }: { lines?: number; blocks?: number }) {
  const { t } = useWords();
  return (
    <div className={styles.skeleton} role="status">
      <span className="visually-hidden">{t('ui.loading')}</span>
      {range(blocks).map((block) => (
        <div key={block} className={styles.block} />
      ))}
      {range(lines).map((line) => (
        <div key={line} className={styles.line} />
      ))}
    </div>
  );
}

function range(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index);
}
