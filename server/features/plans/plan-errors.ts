import { assertNever, type UserError, userError } from '../../kernel/errors.ts';
import { type NotAllowedNowError, notAllowedNow } from '../../kernel/user-errors.ts';
import { MAX_ROUNDS, type MoveRefusal } from './proposal.ts';
import { type Quote, recalledSentence } from './quote.ts';

/** Somebody was quicker. `current` is the proposal as it is now. */
export interface ConflictError extends UserError {
  readonly __typename: 'ConflictError';
  readonly decidedBy: string | null;
  readonly decidedAt: string | null;
  readonly current: { readonly debtorId: string; readonly id: string };
}

/** The quote that was seen no longer holds; here is the one that does. */
export interface QuoteChangedError extends UserError {
  readonly __typename: 'QuoteChangedError';
  readonly simulation: Quote;
}

export function conflict(deed: {
  readonly sentence: string;
  readonly by: string;
  readonly at: string;
  readonly current: ConflictError['current'];
}): ConflictError {
  const { sentence, by, at, current } = deed;
  return {
    __typename: 'ConflictError',
    ...userError('DECIDED_MEANWHILE', `${sentence}, at ${at}. Look at the proposal as it is now.`),
    decidedBy: by,
    decidedAt: at,
    current,
  };
}

export function quoteChanged(simulation: Quote): QuoteChangedError {
  const message =
    'The figures have changed since they were shown. Look at the new ones, then send their fingerprint.';
  return {
    __typename: 'QuoteChangedError',
    ...userError('QUOTE_CHANGED', message, ['fingerprint']),
    simulation,
  };
}

export type Obstacle =
  | MoveRefusal
  | 'DEBT_RECALLED'
  | 'PLAN_ACTIVE'
  | 'PROPOSAL_OPEN'
  | 'PROPOSAL_EXPIRED'
  | 'BALANCE_CHANGED';

export function obstacle(code: Obstacle): NotAllowedNowError {
  return notAllowedNow(code, sentence(code));
}

function sentence(code: Obstacle): string {
  switch (code) {
    case 'DEBT_RECALLED':
      return recalledSentence;
    case 'PLAN_ACTIVE':
      return 'A plan for this debt is being kept; a new one can be proposed when it has ended.';
    case 'PROPOSAL_OPEN':
      return 'There is already an open proposal for this debt. Answer or withdraw it first.';
    case 'PROPOSAL_EXPIRED':
      return 'This offer was not answered in time and has expired. Make a new proposal.';
    case 'BALANCE_CHANGED':
      return 'A payment or a charge has changed what is owed since this offer was made. Make a new offer.';
    case 'PROPOSAL_CLOSED':
      return 'This negotiation has ended. Make a new proposal.';
    case 'ALREADY_AGREED':
      return 'Both sides have agreed; the offer can now be signed or withdrawn.';
    case 'NOT_YET_AGREED':
      return 'Both sides have to agree before this can be signed.';
    case 'NOT_YOUR_TURN':
      return 'The other side is to answer now.';
    case 'ROUNDS_USED_UP':
      return `After ${MAX_ROUNDS} offers this one can only be accepted or declined.`;
    default:
      return assertNever(code);
  }
}
