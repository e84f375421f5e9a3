import type { CalendarDate } from '../../kernel/calendar-date.ts';

/** Where an instalment stands on a day; it follows from the date and what was paid, so it is not stored. */
export const InstalmentStatus = {
  UPCOMING: 'UPCOMING',
  DUE: 'DUE',
  PARTLY_PAID: 'PARTLY_PAID',
  PAID: 'PAID',
  OVERDUE: 'OVERDUE',
} as const;
export type InstalmentStatus = keyof typeof InstalmentStatus;

export function instalmentStatus(
  instalment: { readonly amountMinor: bigint; readonly paidMinor: bigint; readonly dueOn: CalendarDate },
  today: CalendarDate,
): InstalmentStatus {
  if (instalment.paidMinor >= instalment.amountMinor) return 'PAID';
  if (instalment.dueOn < today) return 'OVERDUE';
  if (instalment.paidMinor > 0n) return 'PARTLY_PAID';
  return instalment.dueOn === today ? 'DUE' : 'UPCOMING';
}
