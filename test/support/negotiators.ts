import type { CounterPlan, ProposePlan } from '../../server/features/plans/negotiation.service.ts';
import type { DecisionInput } from '../../server/features/plans/proposal-step.service.ts';
import type { SignAgreement } from '../../server/features/plans/signing.service.ts';
import { encodeId, newId } from '../../server/kernel/id.ts';
import type { Result } from '../../server/kernel/result.ts';
import { type NegotiationWorld, newestCode, proposalRow, type TestDebt } from './negotiation-world.ts';

const monthly = { frequency: 'MONTHLY', firstDueOn: '2026-12-22' } as const;

/** Steps of a negotiation as the two sides make them. */
export function negotiators(worldNow: () => NegotiationWorld) {
  function proposal(debt: TestDebt, terms: Partial<ProposePlan> = {}): ProposePlan {
    const size = terms.instalmentAmount ? {} : { instalmentCount: 12 };
    return { ...monthly, id: newId(), debtId: debt.globalId, ...size, ...terms };
  }

  /** On the proposal as it stands now. */
  async function decision({ debtorId }: TestDebt, id: string): Promise<DecisionInput> {
    const { version } = await proposalRow(worldNow(), id);
    return { id: newId(), proposalId: encodeId({ type: 'PlanProposal', debtorId, id }), version };
  }

  async function counter(debt: TestDebt, id: string, terms: Partial<CounterPlan> = {}): Promise<CounterPlan> {
    return { ...monthly, instalmentCount: 18, ...(await decision(debt, id)), ...terms };
  }

  async function proposed(debt: TestDebt, terms: Partial<ProposePlan> = {}): Promise<string> {
    return answerOf(await worldNow().negotiation.proposePlan(debt.debtor, proposal(debt, terms))).id;
  }

  /** 30 instalments are more than the policy of these tests allows at once. */
  const referred = (debt: TestDebt) => proposed(debt, { instalmentCount: 30 });

  async function requestCode(debt: TestDebt, id: string) {
    const { proposalId } = await decision(debt, id);
    return worldNow().signing.requestSigningCode(debt.debtor, { id: newId(), proposalId });
  }

  /** A signature with a code that has been asked for and read. */
  async function signatureFor(debt: TestDebt, id: string): Promise<SignAgreement> {
    const { challengeId } = answerOf(await requestCode(debt, id));
    return {
      ...(await decision(debt, id)),
      challengeId,
      code: await newestCode(worldNow(), debt.phone),
      disclosureConfirmed: true,
    };
  }

  async function sign(debt: TestDebt, id: string) {
    return worldNow().signing.signAgreement(debt.debtor, await signatureFor(debt, id));
  }

  return { proposal, decision, counter, proposed, referred, requestCode, signatureFor, sign };
}

export function answerOf<T>(result: Result<T, unknown>): T {
  if (!result.ok) throw new Error(`An answer was expected, not ${JSON.stringify(result.error)}`);
  return result.value;
}

export function codeOf(result: Result<unknown, { readonly code: string }>): string {
  return result.ok ? 'OK' : result.error.code;
}
