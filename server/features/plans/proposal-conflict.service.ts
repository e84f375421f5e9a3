import type { Tx } from '../../database/transaction.ts';
import { fromDate } from '../../kernel/clock.ts';
import { assertNever } from '../../kernel/errors.ts';
import { type ConflictError, conflict } from './plan-errors.ts';
import type { PlanProposalEntity } from './proposal.entity.ts';
import { agentName, currentOffer } from './proposal.repository.ts';
import type { ProposalStatus } from './proposal.ts';

interface Doer {
  readonly kind: 'DEBTOR' | 'AGENT' | 'POLICY';
  readonly agentId: string | null;
}

/** Tells who did what and when, so that the slower of two need not guess. Agents' names are for agents. */
export async function conflictWith(
  tx: Tx,
  proposal: PlanProposalEntity,
  viewer: { readonly kind: 'DEBTOR' | 'AGENT' },
): Promise<ConflictError> {
  const doer = await lastDoer(tx, proposal);
  const known = viewer.kind === 'AGENT' && doer.agentId !== null;
  const name = known ? await agentName(tx, doer.agentId!) : null;
  return conflict({
    by: name ?? doer.kind,
    sentence: `${name ?? called[doer.kind]} ${deedOf(proposal.status)}`,
    at: fromDate(proposal.updatedAt).toString(),
    current: { debtorId: proposal.debtorId, id: proposal.id },
  });
}

const called = { DEBTOR: 'The person', AGENT: 'The creditor', POLICY: 'The creditor’s policy' } as const;

async function lastDoer(tx: Tx, proposal: PlanProposalEntity): Promise<Doer> {
  if (proposal.status === 'SIGNED') return { kind: 'DEBTOR', agentId: null };
  if (proposal.decidedBy !== null) return { kind: proposal.decidedBy, agentId: proposal.decidedByAgentId };
  const offer = await currentOffer(tx, proposal);
  return { kind: offer.madeBy, agentId: offer.madeByAgentId };
}

function deedOf(status: ProposalStatus): string {
  switch (status) {
    case 'AWAITING_CREDITOR':
    case 'AWAITING_DEBTOR':
      return 'made another offer';
    case 'ACCEPTED':
      return 'accepted the offer';
    case 'SIGNED':
      return 'signed the agreement';
    case 'DECLINED':
      return 'declined the offer';
    case 'WITHDRAWN':
      return 'withdrew the proposal';
    case 'EXPIRED':
      return 'did not answer in time';
    default:
      return assertNever(status);
  }
}
