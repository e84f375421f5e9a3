import type { Temporal } from 'temporal-polyfill';
import type { Tx } from '../../database/transaction.ts';
import type { CalendarDate } from '../../kernel/calendar-date.ts';
import { toDate } from '../../kernel/clock.ts';
import { components } from '../debts/allocation.ts';
import { type BalanceFacts, balanceAsOf } from '../debts/balance.ts';
import { loadBalanceFacts } from '../debts/debt.repository.ts';
import type { RuleOutcome } from '../policies/plan-rules.ts';
import { recordDecisions } from '../policies/rule-decision.repository.ts';
import { subjectOf } from './offer-placing.service.ts';
import { partsFromJson } from './offer-schedule.ts';
import type { PlanOfferEntity, PlanProposalEntity } from './proposal.entity.ts';

/**
 * Whether an offer may still be agreed to, kept as a decision when it may: the quote is the contract, so what it says
 * is owed must still be what is owed.
 */
export async function recordOfferHolds(
  tx: Tx,
  proposal: PlanProposalEntity,
  offer: PlanOfferEntity,
  today: CalendarDate,
  now: Temporal.Instant,
): Promise<boolean> {
  if (!(await offerStillHolds(tx, offer, proposal.debtId, today))) return false;
  const balance = offer.balanceMinor.toString();
  const unchanged: RuleOutcome = {
    ruleId: 'QUOTE-UNCHANGED',
    pack: 'quote',
    packVersion: '1',
    outcome: 'PASS',
    inputs: { fingerprint: offer.fingerprint, asOf: offer.asOf, today },
    threshold: balance,
    actual: balance,
    wouldPass: null,
  };
  await recordDecisions(tx, { ...subjectOf(proposal), decidedAt: toDate(now), validUntil: null }, [
    unchanged,
  ]);
  return true;
}

/**
 * Whether the books still say what the offer says: on its day the same balance, part by part, and no posting since.
 * Interest that merely runs is no posting; a payment, a fee or a correction is.
 */
async function offerStillHolds(
  tx: Tx,
  offer: PlanOfferEntity,
  debtId: string,
  today: CalendarDate,
): Promise<boolean> {
  const debt = { debtorId: offer.debtorId, id: debtId };
  const then = await loadBalanceFacts(tx, debt, offer.asOf);
  const now = await loadBalanceFacts(tx, debt, today);
  if (then === null || now === null) return false;
  const owed = balanceAsOf(then, offer.asOf).components;
  const quoted = partsFromJson(offer.balanceParts);
  return components.every((part) => owed[part] === quoted[part]) && samePostings(then, now);
}

function samePostings(then: BalanceFacts, now: BalanceFacts): boolean {
  return (
    then.principalMinor === now.principalMinor &&
    then.interestMinor === now.interestMinor &&
    then.feesMinor === now.feesMinor &&
    then.costsMinor === now.costsMinor &&
    then.accruedThrough === now.accruedThrough
  );
}
