import { Temporal } from 'temporal-polyfill';
import type { CalendarDate } from '../../kernel/calendar-date.ts';
import { assertNever } from '../../kernel/errors.ts';
import { err, ok, type Result } from '../../kernel/result.ts';
import { makeTransitions, type TransitionTable } from '../../kernel/transition.ts';

/** A negotiation: an offer lies on the table, and one side is to answer. ACCEPTED: agreed, yet to be signed. */
export const proposalStatuses = [
  'AWAITING_CREDITOR',
  'AWAITING_DEBTOR',
  'ACCEPTED',
  'SIGNED',
  'DECLINED',
  'WITHDRAWN',
  'EXPIRED',
] as const;
export type ProposalStatus = (typeof proposalStatuses)[number];
export type ProposalEvent = 'ACCEPT' | 'COUNTER' | 'DECLINE' | 'WITHDRAW' | 'SIGN' | 'EXPIRE';
export type Side = 'DEBTOR' | 'CREDITOR';

const table: TransitionTable<ProposalStatus, ProposalEvent> = {
  AWAITING_CREDITOR: {
    ACCEPT: 'ACCEPTED',
    COUNTER: 'AWAITING_DEBTOR',
    DECLINE: 'DECLINED',
    WITHDRAW: 'WITHDRAWN',
    EXPIRE: 'EXPIRED',
  },
  AWAITING_DEBTOR: {
    ACCEPT: 'ACCEPTED',
    COUNTER: 'AWAITING_CREDITOR',
    DECLINE: 'DECLINED',
    WITHDRAW: 'WITHDRAWN',
    EXPIRE: 'EXPIRED',
  },
  /** Until the signature the person may leave as easily as they came. */
  ACCEPTED: { SIGN: 'SIGNED', WITHDRAW: 'WITHDRAWN', EXPIRE: 'EXPIRED' },
  SIGNED: {},
  DECLINED: {},
  WITHDRAWN: {},
  EXPIRED: {},
};
export const proposalTransitions = makeTransitions<ProposalStatus, ProposalEvent>('AWAITING_CREDITOR', table);

/** After so many offers the two sides are told to start anew. */
export const MAX_ROUNDS = 10;

export interface ProposalState {
  readonly status: ProposalStatus;
  readonly round: number;
}
export type MoveRefusal =
  | 'PROPOSAL_CLOSED'
  | 'ALREADY_AGREED'
  | 'NOT_YET_AGREED'
  | 'NOT_YOUR_TURN'
  | 'ROUNDS_USED_UP';

/** The status after `event`, or why this side may not do that now. */
export function move(
  { status, round }: ProposalState,
  event: ProposalEvent,
  side: Side,
): Result<ProposalStatus, MoveRefusal> {
  const next = proposalTransitions.next(status, event);
  if (!next.ok) return err(refusalIn(status));
  if (isAnswer(event) && whoseTurn(status) !== side) return err('NOT_YOUR_TURN');
  if (event === 'COUNTER' && round >= MAX_ROUNDS) return err('ROUNDS_USED_UP');
  return ok(next.value);
}

export function whoseTurn(status: ProposalStatus): Side | 'NOBODY' {
  switch (status) {
    case 'AWAITING_CREDITOR':
      return 'CREDITOR';
    case 'AWAITING_DEBTOR':
    case 'ACCEPTED':
      return 'DEBTOR';
    case 'SIGNED':
    case 'DECLINED':
    case 'WITHDRAWN':
    case 'EXPIRED':
      return 'NOBODY';
    default:
      return assertNever(status);
  }
}

export function isOpen(status: ProposalStatus): boolean {
  return whoseTurn(status) !== 'NOBODY';
}

/** What the stored status means at `now`: an open proposal past its time has expired, stored or not. */
export function statusAt(
  status: ProposalStatus,
  expiresAt: string | Temporal.Instant,
  now: Temporal.Instant,
): ProposalStatus {
  return isOpen(status) && Temporal.Instant.compare(expiresAt, now) < 0 ? 'EXPIRED' : status;
}

export interface Deadlines {
  readonly expiresAt: Temporal.Instant;
  readonly decisionDueAt: Temporal.Instant;
}

/** An offer stands for so many days, but not beyond the day of its own first instalment. */
export function deadlines(
  now: Temporal.Instant,
  policy: { readonly proposalValidDays: number; readonly decisionDays: number },
  firstDueOn: CalendarDate,
  timeZone: string,
): Deadlines {
  const endOfFirstDay = Temporal.PlainDate.from(firstDueOn)
    .add({ days: 1 })
    .toZonedDateTime(timeZone)
    .toInstant();
  const expiresAt = earlier(now.add({ hours: 24 * policy.proposalValidDays }), endOfFirstDay);
  return { expiresAt, decisionDueAt: earlier(now.add({ hours: 24 * policy.decisionDays }), expiresAt) };
}

function earlier(a: Temporal.Instant, b: Temporal.Instant): Temporal.Instant {
  return Temporal.Instant.compare(a, b) <= 0 ? a : b;
}

function isAnswer(event: ProposalEvent): boolean {
  return event === 'ACCEPT' || event === 'COUNTER' || event === 'DECLINE';
}

function refusalIn(status: ProposalStatus): MoveRefusal {
  if (!isOpen(status)) return 'PROPOSAL_CLOSED';
  return status === 'ACCEPTED' ? 'ALREADY_AGREED' : 'NOT_YET_AGREED';
}
