import type { Temporal } from 'temporal-polyfill';
import { type ClientRequest, claimRequest, isReplay } from '../../database/client-request.ts';
import { lockDebtor, type Tx } from '../../database/transaction.ts';
import type { AgentActor, DebtorActor } from '../../identity/actor.ts';
import { type Action, authorise } from '../../identity/permissions.ts';
import { fromDate, toDate } from '../../kernel/clock.ts';
import { AppError } from '../../kernel/errors.ts';
import { decodeId, isUuid } from '../../kernel/id.ts';
import { err, ok, type Result } from '../../kernel/result.ts';
import type { NotAllowedNowError } from '../../kernel/user-errors.ts';
import { appendEvent } from '../activity/activity.repository.ts';
import { type ConflictError, obstacle } from './plan-errors.ts';
import type { PlanProposalEntity } from './proposal.entity.ts';
import { lockProposal, type RowKey, updateProposal } from './proposal.repository.ts';
import { move, type ProposalEvent, type ProposalStatus, type Side, statusAt } from './proposal.ts';
import { conflictWith } from './proposal-conflict.service.ts';

/** Whoever takes part in a negotiation. */
export type Negotiator = DebtorActor | AgentActor;

/** A decision names the version of the proposal that it was made on. */
export interface DecisionInput {
  /** Made by the client; the same id and content are carried out once. */
  readonly id: string;
  readonly proposalId: string;
  readonly version: number;
}

export interface StepPlan {
  readonly actor: Negotiator;
  readonly action: Action;
  readonly event: ProposalEvent;
  readonly input: DecisionInput;
  readonly now: Temporal.Instant;
}

/** A proposal, locked, that may make this step; or that made it before. */
export type Step =
  | { readonly replayed: true; readonly proposal: PlanProposalEntity }
  | {
      readonly replayed: false;
      readonly proposal: PlanProposalEntity;
      readonly next: ProposalStatus;
      readonly request: ClientRequest;
    };
export type StepRefusal = ConflictError | NotAllowedNowError;

/**
 * How every answer to an offer begins: lock the person, then the proposal; then one answer is compared with the one
 * version. A proposal past its time is stored as expired, which is why refusals are returned and never thrown.
 */
export async function beginStep(tx: Tx, plan: StepPlan): Promise<Result<Step, StepRefusal>> {
  const { actor, action, event, input, now } = plan;
  const key = rowKey('PlanProposal', input.proposalId);
  const proposal = (await lockDebtor(tx, key.debtorId)) ? await lockProposal(tx, key) : null;
  if (proposal === null) throw new AppError('NOT_FOUND');
  authorise(actor, action, { debtorId: proposal.debtorId, creditorId: proposal.creditorId });
  const request = requestOf(key.debtorId, event, input, now);
  if (await isReplay(tx, request)) return ok({ replayed: true, proposal });
  if (proposal.status === 'EXPIRED' || (await expireIfLate(tx, proposal, now))) {
    return err(obstacle('PROPOSAL_EXPIRED'));
  }
  if (proposal.version !== input.version) return err(await conflictWith(tx, proposal, actor));
  const next = move(proposal, event, sideOf(actor));
  return next.ok ? ok({ replayed: false, proposal, next: next.value, request }) : err(obstacle(next.error));
}

/** Ends a step that succeeded: only what was done is remembered as done. */
export async function endStep(tx: Tx, request: ClientRequest): Promise<void> {
  await claimRequest(tx, request);
}

export function requestOf(
  debtorId: string,
  operation: string,
  input: { readonly id: string },
  at: Temporal.Instant,
): ClientRequest {
  if (!isUuid(input.id)) throw new AppError('BAD_USER_INPUT', 'The id of a request is a UUID in lower case.');
  return { debtorId, id: input.id, operation: `plan.${operation}`, content: input, at };
}

/** The proposal's time has passed: stored now, because somebody has come. Says whether it had. */
export async function expireIfLate(
  tx: Tx,
  proposal: PlanProposalEntity,
  now: Temporal.Instant,
): Promise<boolean> {
  const status = statusAt(proposal.status, fromDate(proposal.expiresAt), now);
  if (status === proposal.status) return false;
  await updateProposal(tx, proposal, { status, decisionDueAt: null, updatedAt: toDate(now) });
  await appendEvent(tx, {
    ...aboutProposal(proposal),
    type: 'PROPOSAL_EXPIRED',
    actor: { kind: 'SYSTEM' },
    occurredAt: now,
  });
  return true;
}

export function aboutProposal({ debtorId, creditorId, debtId, id }: PlanProposalEntity) {
  return { debtorId, creditorId, debtId, proposalId: id };
}

export function sideOf({ kind }: Negotiator): Side {
  return kind === 'DEBTOR' ? 'DEBTOR' : 'CREDITOR';
}

/** What is not such an id names nothing. */
export function rowKey(type: string, globalId: string): RowKey {
  const decoded = decodeId(globalId);
  if (!decoded.ok || decoded.value.type !== type || decoded.value.debtorId === null)
    throw new AppError('NOT_FOUND');
  return { debtorId: decoded.value.debtorId, id: decoded.value.id };
}
