import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { GraphContext } from '../../graph/context.ts';
import { RowStart } from '../../graph/reader/reads.ts';
import type { Result } from '../../kernel/result.ts';
import type { DecisionService } from './decision.service.ts';
import type { NegotiationService } from './negotiation.service.ts';
import type { ConflictError } from './plan-errors.ts';
import {
  AcceptPlanResult,
  CounterPlanInput,
  CounterPlanResult,
  DecidePlanInput,
  DeclinePlanInput,
  DeclinePlanResult,
  ProposePlanInput,
  ProposePlanResult,
  RecordPlanViewInput,
  RecordPlanViewResult,
  RequestSigningCodeInput,
  RequestSigningCodeResult,
  SignAgreementInput,
  SignAgreementResult,
  WithdrawProposalResult,
} from './plan-inputs.types.ts';
import type { PlanViewService } from './plan-view.service.ts';
import type { RowKey } from './proposal.repository.ts';
import type { SigningService } from './signing.service.ts';

export interface PlanServices {
  readonly negotiation: NegotiationService;
  readonly decisions: DecisionService;
  readonly signing: SigningService;
  readonly views: PlanViewService;
}

@Resolver()
export class PlanResolver {
  constructor(private readonly services: PlanServices) {}

  @Mutation(() => ProposePlanResult, {
    description:
      'Proposes a plan. What the creditor’s policy allows is agreed at once; else an agent answers by `decisionDueAt`.',
  })
  async proposePlan(
    @Arg('input', () => ProposePlanInput) input: ProposePlanInput,
    @Ctx() context: GraphContext,
  ) {
    const result = await this.services.negotiation.proposePlan(await context.actor(), input);
    return proposalAnswer('ProposePlanSuccess', result);
  }

  @Mutation(() => CounterPlanResult, {
    description: 'Answers an offer with another one; for the side whose turn it is.',
  })
  async counterPlan(
    @Arg('input', () => CounterPlanInput) input: CounterPlanInput,
    @Ctx() context: GraphContext,
  ) {
    const result = await this.services.negotiation.counterPlan(await context.actor(), input);
    return proposalAnswer('CounterPlanSuccess', result);
  }

  @Mutation(() => AcceptPlanResult, {
    description: 'Agrees to the offer on the table; for the side whose turn it is.',
  })
  async acceptPlan(
    @Arg('input', () => DecidePlanInput) input: DecidePlanInput,
    @Ctx() context: GraphContext,
  ) {
    const result = await this.services.decisions.acceptPlan(await context.actor(), input);
    return proposalAnswer('AcceptPlanSuccess', result);
  }

  @Mutation(() => DeclinePlanResult, {
    description: 'Refuses the offer on the table; for the side whose turn it is.',
  })
  async declinePlan(
    @Arg('input', () => DeclinePlanInput) input: DeclinePlanInput,
    @Ctx() context: GraphContext,
  ) {
    const result = await this.services.decisions.declinePlan(await context.actor(), input);
    return proposalAnswer('DeclinePlanSuccess', result);
  }

  @Mutation(() => WithdrawProposalResult, {
    description: 'Takes a proposal back; for the person, until it is signed.',
  })
  async withdrawProposal(
    @Arg('input', () => DecidePlanInput) input: DecidePlanInput,
    @Ctx() context: GraphContext,
  ) {
    const result = await this.services.decisions.withdrawProposal(await context.actor(), input);
    return proposalAnswer('WithdrawProposalSuccess', result);
  }

  @Mutation(() => RequestSigningCodeResult, { description: 'Sends the code that signs an agreed proposal.' })
  async requestSigningCode(
    @Arg('input', () => RequestSigningCodeInput) input: RequestSigningCodeInput,
    @Ctx() context: GraphContext,
  ) {
    const result = await this.services.signing.requestSigningCode(await context.actor(), input);
    return result.ok ? { __typename: 'SigningCodeSent', ...result.value } : result.error;
  }

  @Mutation(() => SignAgreementResult, {
    description: 'Signs what was agreed, with a fresh code: the plan begins and collection rests.',
  })
  async signAgreement(
    @Arg('input', () => SignAgreementInput) input: SignAgreementInput,
    @Ctx() context: GraphContext,
  ) {
    const result = await this.services.signing.signAgreement(await context.actor(), input);
    if (!result.ok) return refused(result.error);
    const { debtorId, agreementId, planId } = result.value;
    return {
      __typename: 'SignAgreementSuccess',
      agreement: new RowStart('Agreement', debtorId, agreementId),
      plan: new RowStart('Plan', debtorId, planId),
    };
  }

  @Mutation(() => RecordPlanViewResult, {
    description: 'Notes that the person has opened or left the plan builder, for the agents’ live feed.',
  })
  async recordPlanView(
    @Arg('input', () => RecordPlanViewInput) input: RecordPlanViewInput,
    @Ctx() context: GraphContext,
  ) {
    await this.services.views.recordPlanView(await context.actor(), input);
    return { __typename: 'RecordPlanViewSuccess', ok: true };
  }
}

type Refusal = { readonly __typename: string } | ConflictError;

function proposalAnswer(success: string, result: Result<RowKey, Refusal>): object {
  if (!result.ok) return refused(result.error);
  return { __typename: success, proposal: proposalRow(result.value) };
}

/** A conflict shows the proposal as it is now; every other refusal is handed on as it is. */
function refused(error: Refusal): object {
  return 'current' in error ? { ...error, current: proposalRow(error.current) } : error;
}

function proposalRow({ debtorId, id }: RowKey): RowStart {
  return new RowStart('PlanProposal', debtorId, id);
}
