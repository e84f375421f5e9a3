import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import {
  deadlines,
  isOpen,
  MAX_ROUNDS,
  move,
  type ProposalEvent,
  type ProposalStatus,
  proposalStatuses,
  proposalTransitions,
  type Side,
  statusAt,
  whoseTurn,
} from '../../../server/features/plans/proposal.ts';

const events: readonly ProposalEvent[] = ['ACCEPT', 'COUNTER', 'DECLINE', 'WITHDRAW', 'SIGN', 'EXPIRE'];
const outcome = (status: ProposalStatus, event: ProposalEvent, side: Side, round = 1) => {
  const moved = move({ status, round }, event, side);
  return moved.ok ? moved.value : moved.error;
};

describe('a negotiation', () => {
  it('begins with the creditor to answer', () => {
    expect(proposalTransitions.initial).toBe('AWAITING_CREDITOR');
    expect(proposalTransitions.states).toEqual(proposalStatuses);
  });

  it.each<[ProposalStatus, Side, Partial<Record<ProposalEvent, string>>]>([
    [
      'AWAITING_CREDITOR',
      'CREDITOR',
      {
        ACCEPT: 'ACCEPTED',
        COUNTER: 'AWAITING_DEBTOR',
        DECLINE: 'DECLINED',
        WITHDRAW: 'WITHDRAWN',
        EXPIRE: 'EXPIRED',
      },
    ],
    ['AWAITING_CREDITOR', 'DEBTOR', { WITHDRAW: 'WITHDRAWN', EXPIRE: 'EXPIRED' }],
    [
      'AWAITING_DEBTOR',
      'DEBTOR',
      {
        ACCEPT: 'ACCEPTED',
        COUNTER: 'AWAITING_CREDITOR',
        DECLINE: 'DECLINED',
        WITHDRAW: 'WITHDRAWN',
        EXPIRE: 'EXPIRED',
      },
    ],
    ['AWAITING_DEBTOR', 'CREDITOR', { WITHDRAW: 'WITHDRAWN', EXPIRE: 'EXPIRED' }],
    ['ACCEPTED', 'DEBTOR', { SIGN: 'SIGNED', WITHDRAW: 'WITHDRAWN', EXPIRE: 'EXPIRED' }],
    ['SIGNED', 'DEBTOR', {}],
    ['DECLINED', 'CREDITOR', {}],
    ['WITHDRAWN', 'DEBTOR', {}],
    ['EXPIRED', 'CREDITOR', {}],
  ])('in %s lets the %s do exactly what the table says', (status, side, allowed) => {
    for (const event of events) {
      const moved = move({ status, round: 1 }, event, side);
      expect([event, moved.ok ? moved.value : undefined]).toEqual([event, allowed[event]]);
    }
  });

  it('says why something is not possible now', () => {
    expect(outcome('AWAITING_CREDITOR', 'ACCEPT', 'DEBTOR')).toBe('NOT_YOUR_TURN');
    expect(outcome('AWAITING_DEBTOR', 'DECLINE', 'CREDITOR')).toBe('NOT_YOUR_TURN');
    expect(outcome('AWAITING_DEBTOR', 'SIGN', 'DEBTOR')).toBe('NOT_YET_AGREED');
    expect(outcome('ACCEPTED', 'COUNTER', 'DEBTOR')).toBe('ALREADY_AGREED');
    expect(outcome('SIGNED', 'WITHDRAW', 'DEBTOR')).toBe('PROPOSAL_CLOSED');
  });

  it('ends its rounds', () => {
    expect(outcome('AWAITING_CREDITOR', 'COUNTER', 'CREDITOR', MAX_ROUNDS - 1)).toBe('AWAITING_DEBTOR');
    expect(outcome('AWAITING_CREDITOR', 'COUNTER', 'CREDITOR', MAX_ROUNDS)).toBe('ROUNDS_USED_UP');
    expect(outcome('AWAITING_CREDITOR', 'ACCEPT', 'CREDITOR', MAX_ROUNDS)).toBe('ACCEPTED');
  });

  it('is somebody’s turn as long as it is open', () => {
    const turns = proposalStatuses.map((status) => whoseTurn(status));
    expect(turns).toEqual(['CREDITOR', 'DEBTOR', 'DEBTOR', 'NOBODY', 'NOBODY', 'NOBODY', 'NOBODY']);
    expect(proposalStatuses.filter(isOpen)).toEqual(['AWAITING_CREDITOR', 'AWAITING_DEBTOR', 'ACCEPTED']);
  });
});

describe('time', () => {
  const now = Temporal.Instant.from('2026-11-22T04:00:00Z');
  const policy = { proposalValidDays: 14, decisionDays: 5 };

  it('expires what is open, the moment after its time, and nothing else', () => {
    for (const status of proposalStatuses) {
      const late = isOpen(status) ? 'EXPIRED' : status;
      expect(statusAt(status, '2026-11-22T04:00:00Z', now)).toBe(status);
      expect(statusAt(status, '2026-11-22T03:59:59.999Z', now)).toBe(late);
      expect(statusAt(status, now.add({ seconds: 1 }), now)).toBe(status);
    }
  });

  it('gives days to answer, but never beyond the first instalment’s own day', () => {
    const far = deadlines(now, policy, '2026-12-22', 'Asia/Shanghai');
    expect(far.expiresAt.toString()).toBe('2026-12-06T04:00:00Z');
    expect(far.decisionDueAt.toString()).toBe('2026-11-27T04:00:00Z');
    const near = deadlines(now, policy, '2026-11-24', 'Asia/Shanghai');
    expect(near.expiresAt.toString()).toBe('2026-11-24T16:00:00Z'); // the end of that day in Shanghai
    expect(near.decisionDueAt.toString()).toBe('2026-11-24T16:00:00Z');
  });
});
