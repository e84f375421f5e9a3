import { useWords } from '../../words.tsx';
import styles from './plan-progress.module.css';

interface PlanProgressProps {
  /** Paid and agreed, in minor units: for drawing only. */
  readonly paid: number;
  readonly total: number;
  /** One segment per payment while they can be told apart. */
  readonly count: number;
}

const width = 600;
const height = 12;

export function PlanProgress({ paid, total, count }: PlanProgressProps) {
  const { t } = useWords();
  const share = total > 0 ? Math.min(1, paid / total) : 0;
  const segments = count > 0 && count <= 36 ? count : 1;
  const gap = segments > 1 ? 3 : 0;
  const size = (width - gap * (segments - 1)) / segments;
  return (
    <svg
      className={styles.bar}
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={t('ui.percentPaid', { percent: Math.floor(share * 100) })}
    >
      {Array.from({ length: segments }, (_, index) => {
        const x = index * (size + gap);
        const filled = Math.min(1, Math.max(0, share * segments - index));
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: the segments are their positions
          <g key={index}>
            <rect className={styles.track} x={x} width={size} height={height} rx="2" />
            {filled > 0 && (
              <rect
                className={filled > 0.995 || segments === 1 ? styles.done : styles.partly}
                x={x}
                width={size * filled}
                height={height}
                rx="2"
              />
            )}
          </g>
        );
      })}
    </svg>
  );
}
