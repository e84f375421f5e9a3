import { formatDate, formatMoney, type Locale } from '../../format.ts';
import type { Currency } from '../../graph.ts';
import { useWords, type Words } from '../../words.tsx';
import styles from './rule-reasons.module.css';

export interface Reason {
  readonly ruleId: string;
  readonly outcome: 'PASS' | 'FAIL' | 'REFER';
  readonly threshold?: string | null;
  readonly actual?: string | null;
  readonly wouldPass?: string | null;
}

const marks = { PASS: '✓', REFER: '→', FAIL: '×' } as const;

/** Why something was decided so: each rule in words, its limit, and what would have passed. */
export function RuleReasons({ reasons, passed = true }: { reasons: readonly Reason[]; passed?: boolean }) {
  const words = useWords();
  const shown = reasons.filter((reason) => reason.outcome !== 'PASS' || (passed && !isNoLimit(reason)));
  return (
    <ul className={`plain ${styles.reasons}`}>
      {shown.map((reason) => (
        <li key={reason.ruleId} className={styles.reason}>
          <span className={styles.mark} aria-hidden="true">
            {marks[reason.outcome]}
          </span>
          <span>
            <span className="visually-hidden">{words.t(`rule.outcome.${reason.outcome}`)}: </span>
            {ruleText(reason, words)}
          </span>
          {reason.outcome !== 'PASS' && <Would reason={reason} words={words} />}
        </li>
      ))}
    </ul>
  );
}

/** A limit of nothing that was kept says nothing. */
function isNoLimit({ threshold }: Reason): boolean {
  return threshold !== null && threshold !== undefined && /^0(\.0+)? [A-Z]{3}$/.test(threshold);
}

function Would({ reason, words }: { reason: Reason; words: Words }) {
  if (!reason.wouldPass) return null;
  const text = words.find(`rule.would.${reason.ruleId}`, {
    value: ruleValue(reason.wouldPass, words.locale),
  });
  return text && <span className={styles.would}>{text}</span>;
}

/** A rule that has no words of its own yet is named by its id: an unknown reason is better than none. */
export function ruleText({ ruleId, threshold }: Reason, { t, find, locale }: Words): string {
  const limit = threshold ? ruleValue(threshold, locale) : '–';
  return find(`rule.${ruleId}`, { threshold: limit }) ?? t('rule.unknown', { ruleId, threshold: limit });
}

/** A rule's limit is plain text: "1234.56 CNY", "2027-11-22", "24". */
function ruleValue(text: string, locale: Locale): string {
  const money = /^(\d+(?:\.\d+)?) ([A-Z]{3})$/.exec(text);
  if (money)
    return formatMoney({ amount: money[1]!, minorUnits: '0', currency: money[2] as Currency }, locale);
  return /^\d{4}-\d{2}-\d{2}$/.test(text) ? formatDate(text, locale) : text;
}
