import { useNow } from '../clock.ts';
import { formatDate, formatInstant, formatTimeLeft } from '../format.ts';
import { useSession } from '../session.tsx';
import { useWords } from '../words.tsx';
import styles from './clock.module.css';

/** By when, and how long that is from now. `by` is a calendar date (the end of that day) or an instant. */
export function Clock({ by }: { by: string }) {
  const { t, locale } = useWords();
  const { timeZone } = useSession();
  const isDate = by.length === 10;
  const until = isDate ? Date.parse(by) + 86_400_000 : Date.parse(by);
  const left = formatTimeLeft(until, useNow(30_000), locale);
  const words = isDate ? formatDate(by, locale) : formatInstant(by, locale, timeZone);
  return (
    <span className={styles.clock}>
      <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
        <circle cx="8" cy="8" r="6.25" fill="none" stroke="currentColor" strokeWidth="1.5" />
        <path
          d="M8 4.5V8l2.4 1.6"
          fill="none"
          stroke="currentColor"
          strokeWidth="1.5"
          strokeLinecap="round"
        />
      </svg>
      <time dateTime={by}>{t('ui.clock.by', { when: words })}</time>
      <span>· {left ?? t('ui.clock.passed')}</span>
    </span>
  );
}
