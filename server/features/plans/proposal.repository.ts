import type { Temporal } from 'temporal-polyfill';
import { sqlState, type Tx } from '../../database/transaction.ts';
import { PlanOfferEntity, PlanProposalEntity } from './proposal.entity.ts';
import { parseQuoteFacts, type QuoteFacts, type QuoteFactsJson, quoteFactsSql } from './quote-facts.ts';

export interface RowKey {
  readonly debtorId: string;
  readonly id: string;
}

/** The facts of a quote, by the same SQL as the queries; null when the debt is not there or not the actor's to see. */
export async function loadQuoteFacts(
  tx: Tx,
  { debtorId, id }: RowKey,
  now: Temporal.Instant,
): Promise<QuoteFacts | null> {
  const rows: { facts: QuoteFactsJson | null }[] = await tx.query(
    `select ${quoteFactsSql('debt', '$3::timestamptz')} as facts from debt where debtor_id = $1 and id = $2`,
    [debtorId, id, now.toString()],
  );
  if (!rows[0]) return null;
  if (!rows[0].facts) throw new Error(`The creditor of the debt ${id} has no policy in force.`);
  return parseQuoteFacts(rows[0].facts);
}

export async function lockProposal(tx: Tx, { debtorId, id }: RowKey): Promise<PlanProposalEntity | null> {
  return tx.findOne(PlanProposalEntity, { where: { debtorId, id }, lock: { mode: 'pessimistic_write' } });
}

/** The negotiation that is open by its stored status; there is at most one (plan_proposal_one_open). */
export async function lockOpenProposal(tx: Tx, debt: RowKey): Promise<PlanProposalEntity | null> {
  return tx
    .createQueryBuilder(PlanProposalEntity, 'proposal')
    .setLock('pessimistic_write')
    .where({ debtorId: debt.debtorId, debtId: debt.id })
    .andWhere("proposal.status in ('AWAITING_CREDITOR', 'AWAITING_DEBTOR', 'ACCEPTED')")
    .getOne();
}

export async function insertProposal(tx: Tx, proposal: PlanProposalEntity): Promise<void> {
  await tx.insert(PlanProposalEntity, proposal);
}

/** Of a proposal that is locked; every change counts the version up. */
export async function updateProposal(
  tx: Tx,
  { debtorId, id, version }: PlanProposalEntity,
  change: Partial<PlanProposalEntity>,
): Promise<void> {
  await tx.update(PlanProposalEntity, { debtorId, id }, { ...change, version: version + 1 });
}

export async function insertOffer(tx: Tx, offer: PlanOfferEntity): Promise<void> {
  await tx.insert(PlanOfferEntity, offer);
}

export async function currentOffer(tx: Tx, proposal: PlanProposalEntity): Promise<PlanOfferEntity> {
  return tx.findOneByOrFail(PlanOfferEntity, { debtorId: proposal.debtorId, id: proposal.currentOfferId });
}

export async function hasActivePlan(tx: Tx, debt: RowKey): Promise<boolean> {
  const rows: unknown[] = await tx.query(
    `select 1 from plan where debtor_id = $1 and debt_id = $2 and status = 'ACTIVE'`,
    [debt.debtorId, debt.id],
  );
  return rows.length > 0;
}

export async function agentName(tx: Tx, agentId: string): Promise<string | null> {
  const rows: { name: string }[] = await tx.query('select name from agent where id = $1', [agentId]);
  return rows[0]?.name ?? null;
}

/** The database's own refusal of a second open negotiation, should one slip past the locks. */
export function isSecondOpenProposal(error: unknown): boolean {
  return (
    sqlState(error) === '23505' && error instanceof Error && error.message.includes('plan_proposal_one_open')
  );
}
