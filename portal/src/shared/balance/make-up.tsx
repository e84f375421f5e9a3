import { formatMoney } from '../../format.ts';
import type { MoneyValue } from '../../graph.ts';
import { Money } from '../../ui/money.tsx';
import { useWords } from '../../words.tsx';
import styles from './make-up.module.css';

export type Component = 'PRINCIPAL' | 'INTEREST' | 'FEES' | 'COSTS';

export interface Part {
  readonly component: Component;
  readonly amount: MoneyValue;
}

const width = 600;
const height = 28;
const gap = 3;

/** What a sum is made of: a bar for the eye, a list for exact reading. */
export function MakeUp({ parts, title }: { parts: readonly Part[]; title: string }) {
  const { t, locale } = useWords();
  const shown = parts.filter((part) => Number(part.amount.minorUnits) > 0);
  const description = shown
    .map((part) => `${t(`component.${part.component}`)} ${formatMoney(part.amount, locale)}`)
    .join(', ');
  return (
    <figure className={styles.figure}>
      <svg
        className={styles.bar}
        viewBox={`0 0 ${width} ${height}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={`${title}: ${description}`}
      >
        {segments(shown).map(({ component, x, size }) => (
          <rect key={component} className={styles[component]} x={x} width={size} height={height} rx="2" />
        ))}
      </svg>
      <ul className={`plain ${styles.key}`}>
        {shown.map((part) => (
          <li key={part.component}>
            <svg width="14" height="14" aria-hidden="true">
              <rect className={styles[part.component]} width="14" height="14" rx="3" />
            </svg>
            <span>{t(`component.${part.component}`)}</span>
            <Money value={part.amount} />
          </li>
        ))}
      </ul>
    </figure>
  );
}

/** A part that is there is always visible, however small. */
function segments(parts: readonly Part[]): { component: Component; x: number; size: number }[] {
  const total = parts.reduce((sum, part) => sum + Number(part.amount.minorUnits), 0);
  const room = width - gap * Math.max(0, parts.length - 1);
  const sizes = parts.map((part) => Math.max(4, (Number(part.amount.minorUnits) / total) * room));
  const scale = room / sizes.reduce((sum, size) => sum + size, 0);
  let x = 0;
  return parts.map((part, index) => {
    const size = sizes[index]! * scale;
    const segment = { component: part.component, x, size };
    x += size + gap;
    return segment;
  });
}
