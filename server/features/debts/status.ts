import { type CalendarDate, daysBetween } from '../../kernel/calendar-date.ts';

/** Buckets by days past due (CN-BKT-02): M0 none, M1 1–30, … M6 151–180, M7_PLUS above 180. */
export const DelinquencyBucket = {
  M0: 'M0',
  M1: 'M1',
  M2: 'M2',
  M3: 'M3',
  M4: 'M4',
  M5: 'M5',
  M6: 'M6',
  M7_PLUS: 'M7_PLUS',
} as const;
export type DelinquencyBucket = keyof typeof DelinquencyBucket;

/** What the money says of a debt; holds, disputes and plans are told beside it, never mixed in. */
export const DebtStanding = { SETTLED: 'SETTLED', CURRENT: 'CURRENT', PAST_DUE: 'PAST_DUE' } as const;
export type DebtStanding = keyof typeof DebtStanding;

export interface DebtStatus {
  readonly standing: DebtStanding;
  readonly daysPastDue: number;
  readonly delinquencyBucket: DelinquencyBucket;
}

const BUCKET_DAYS = 30;
const buckets = Object.keys(DelinquencyBucket) as readonly DelinquencyBucket[];

/** The due date itself is not past due: due 15 March, on 1 April it is 17 days. */
export function daysPastDue(oldestUnpaidDueOn: CalendarDate | null, asOf: CalendarDate): number {
  return oldestUnpaidDueOn === null ? 0 : Math.max(0, daysBetween(oldestUnpaidDueOn, asOf));
}

export function bucketOf(days: number): DelinquencyBucket {
  return buckets[Math.min(Math.ceil(days / BUCKET_DAYS), buckets.length - 1)]!;
}

export function debtStatus(
  totalMinor: bigint,
  oldestUnpaidDueOn: CalendarDate | null,
  asOf: CalendarDate,
): DebtStatus {
  const days = totalMinor > 0n ? daysPastDue(oldestUnpaidDueOn, asOf) : 0;
  const standing = totalMinor <= 0n ? 'SETTLED' : days > 0 ? 'PAST_DUE' : 'CURRENT';
  return { standing, daysPastDue: days, delinquencyBucket: bucketOf(days) };
}
