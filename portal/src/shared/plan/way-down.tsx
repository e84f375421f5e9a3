import type { CSSProperties } from 'react';
import { formatDate, formatMoney } from '../../format.ts';
import { DateText, Money } from '../../ui/money.tsx';
import { useWords } from '../../words.tsx';
import styles from './way-down.module.css';
import { height, lengthInDays, minorOf, staircase, type WayDownPlan, width } from './way-down-path.ts';

interface WayDownProps {
  readonly plan: WayDownPlan;
  /** An earlier offer, drawn dashed behind this one. */
  readonly before?: WayDownPlan;
  /** A newer plan is being computed. */
  readonly pending?: boolean;
}

/** The way down to zero: what is left after each payment, from today to the last one. */
export function WayDown({ plan, before, pending = false }: WayDownProps) {
  const { t, locale } = useWords();
  const last = plan.schedule.at(-1);
  if (!last) return null;
  const days = Math.max(lengthInDays(plan), before ? lengthInDays(before) : 0);
  const most = Math.max(minorOf(plan.balance), before ? minorOf(before.balance) : 0);
  const path = staircase(plan, days, most);
  const endX = (lengthInDays(plan) / Math.max(1, days)) * width;
  const description = t('plan.picture.description', {
    balance: formatMoney(plan.balance, locale),
    count: plan.schedule.length,
    last: formatDate(last.dueOn, locale),
  });
  return (
    <figure className={`${styles.figure} ${pending ? styles.pending : ''}`}>
      <svg
        className={styles.picture}
        viewBox={`0 -4 ${width} ${height + 8}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={description}
      >
        <path className={styles.area} d={path.area} />
        <path className={styles.ground} d={`M0 ${height}H${width}`} />
        {before && <path className={styles.before} d={staircase(before, days, most).line} />}
        <path className={styles.line} d={path.line} />
        <path className={styles.dot} d={`M${endX} ${height}h0`} />
      </svg>
      <figcaption className={styles.ends} style={{ '--end': endX / width } as CSSProperties}>
        <span>
          <DateText value={plan.asOf} style="medium" />
          <strong>
            <Money value={plan.balance} />
          </strong>
        </span>
        <span>
          <DateText value={last.dueOn} style="medium" />
          <strong>{t('plan.picture.zero')}</strong>
        </span>
      </figcaption>
      {before && (
        <div className={styles.key}>
          <Key className={styles.line} label={t('plan.picture.now')} />
          <Key className={styles.before} label={t('plan.picture.before')} />
        </div>
      )}
    </figure>
  );
}

function Key({ className, label }: { className: string | undefined; label: string }) {
  return (
    <span>
      <svg width="28" height="8" aria-hidden="true">
        <path className={className} d="M0 4H28" />
      </svg>
      {label}
    </span>
  );
}
