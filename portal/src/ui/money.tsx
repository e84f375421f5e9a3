import { type DateStyle, formatDate, formatInstant, formatMoney } from '../format.ts';
import type { MoneyValue } from '../graph.ts';
import { useSession } from '../session.tsx';
import { useWords } from '../words.tsx';
import styles from './money.module.css';

/** `sign` writes a plus or a minus: for lines of a sum. */
export function Money({ value, sign }: { value: MoneyValue; sign?: '+' | '−' }) {
  const { locale } = useWords();
  return (
    <span className={styles.money}>
      {sign && `${sign} `}
      {formatMoney(value, locale)}
    </span>
  );
}

export function DateText({ value, style = 'long' }: { value: string; style?: DateStyle }) {
  const { locale } = useWords();
  return <time dateTime={value}>{formatDate(value, locale, style)}</time>;
}

/** An instant, in the person's own time zone. */
export function InstantText({ value }: { value: string }) {
  const { locale } = useWords();
  const { timeZone } = useSession();
  return <time dateTime={value}>{formatInstant(value, locale, timeZone)}</time>;
}
