import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { DateTimeScalar, UuidScalar } from '../../graph/scalars.ts';
import { unionOf } from '../../graph/union.ts';
import {
  CodeError,
  ConflictError,
  InvalidInputError,
  NotAllowedNowError,
  UserError,
} from '../../graph/user-errors.types.ts';
import { Agreement } from './agreement.types.ts';
import { Plan, PlanProposal } from './plan.types.ts';
import { PlanViewStep } from './plan-view.ts';
import { PlanSimulation, PlanTermsInput } from './simulation.types.ts';

registerEnumType(PlanViewStep, {
  name: 'PlanViewStep',
  description: 'VIEWED: the plan builder was opened. LEFT: it was left without a proposal.',
});

@ObjectType({
  implements: UserError,
  description: 'The quote that was seen no longer holds; nothing was proposed. Show the new one first.',
})
export class QuoteChangedError extends UserError {
  @Field(() => PlanSimulation, { description: 'The quote that holds now.' })
  simulation: PlanSimulation;
}

@InputType({ description: 'A proposal to pay a debt by instalments.' })
export class ProposePlanInput extends PlanTermsInput {
  @Field(() => UuidScalar, { description: 'Becomes the proposal’s id.' })
  id: string;

  @Field(() => ID, { description: 'The debt.' })
  debtId: string;

  @Field(() => String, {
    nullable: true,
    description: 'Of the simulation that was seen. When it no longer holds, the answer is QuoteChangedError.',
  })
  fingerprint?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'A few words to the creditor, at most 1000 characters.',
  })
  message?: string | null;
}

@InputType({ description: 'An offer in answer to an offer.' })
export class CounterPlanInput extends PlanTermsInput {
  @Field(() => UuidScalar, { description: 'Of this request: sent again it is carried out once.' })
  id: string;

  @Field(() => ID, { description: 'The proposal.' })
  proposalId: string;

  @Field(() => Int, { description: 'The version of the proposal that was looked at.' })
  version: number;

  @Field(() => Boolean, {
    nullable: true,
    description: 'For agents: whether interest stops, instead of what the policy says.',
  })
  interestFreeze?: boolean | null;

  @Field(() => String, { nullable: true, description: 'Of the simulation that was seen.' })
  fingerprint?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'A few words to the other side, at most 1000 characters.',
  })
  message?: string | null;
}

@InputType({ description: 'A decision on a proposal as it was seen.' })
export class DecidePlanInput {
  @Field(() => UuidScalar, { description: 'Of this request: sent again it is carried out once.' })
  id: string;

  @Field(() => ID, { description: 'The proposal.' })
  proposalId: string;

  @Field(() => Int, { description: 'The version of the proposal that was looked at.' })
  version: number;
}

@InputType({ description: 'A refusal of an offer.' })
export class DeclinePlanInput extends DecidePlanInput {
  @Field(() => String, {
    nullable: true,
    description: 'Why, in words for the other side. Agents have to say it.',
  })
  reason?: string | null;
}

@InputType({ description: 'Asks for the code that signs an agreed proposal.' })
export class RequestSigningCodeInput {
  @Field(() => UuidScalar, { description: 'Becomes the challenge’s id.' })
  id: string;

  @Field(() => ID, { description: 'The proposal, agreed by both sides.' })
  proposalId: string;
}

@InputType({ description: 'A signature.' })
export class SignAgreementInput extends DecidePlanInput {
  @Field(() => UuidScalar, { description: 'As answered by `requestSigningCode`.' })
  challengeId: string;

  @Field(() => String, { description: 'Six digits.' })
  code: string;

  @Field(() => Boolean, { description: 'That the person was shown what the plan costs, and confirmed it.' })
  disclosureConfirmed: boolean;
}

@InputType({ description: 'Somebody looks at the plan builder.' })
export class RecordPlanViewInput {
  @Field(() => UuidScalar, { description: 'Made by the client. The same id and content are recorded once.' })
  id: string;

  @Field(() => ID, { description: 'The debt.' })
  debtId: string;

  @Field(() => PlanViewStep, { description: 'What they did.' })
  step: PlanViewStep;
}

@ObjectType({ description: 'Proposed: agreed at once, or referred to an agent.' })
export class ProposePlanSuccess {
  @Field(() => PlanProposal, { description: 'The proposal as it is now.' })
  proposal: PlanProposal;
}

@ObjectType({ description: 'The counter-offer is on the table.' })
export class CounterPlanSuccess {
  @Field(() => PlanProposal, { description: 'The proposal as it is now.' })
  proposal: PlanProposal;
}

@ObjectType({ description: 'Agreed; the person can sign.' })
export class AcceptPlanSuccess {
  @Field(() => PlanProposal, { description: 'The proposal as it is now.' })
  proposal: PlanProposal;
}

@ObjectType({ description: 'Declined.' })
export class DeclinePlanSuccess {
  @Field(() => PlanProposal, { description: 'The proposal as it is now.' })
  proposal: PlanProposal;
}

@ObjectType({ description: 'Withdrawn.' })
export class WithdrawProposalSuccess {
  @Field(() => PlanProposal, { description: 'The proposal as it is now.' })
  proposal: PlanProposal;
}

@ObjectType({ description: 'A code is on its way.' })
export class SigningCodeSent {
  @Field(() => UuidScalar, { description: 'For `signAgreement`.' })
  challengeId: string;

  @Field(() => String, { description: 'Where it was sent, masked: `•••• 5678`.' })
  sentTo: string;

  @Field(() => DateTimeScalar, { description: 'Until when it works.' })
  expiresAt: string;
}

@ObjectType({ description: 'Signed: the plan has begun.' })
export class SignAgreementSuccess {
  @Field(() => Agreement, { description: 'The paper.' })
  agreement: Agreement;

  @Field(() => Plan, { description: 'The plan.' })
  plan: Plan;
}

@ObjectType({ description: 'Noted.' })
export class RecordPlanViewSuccess {
  @Field(() => Boolean, { description: 'Always true.' })
  ok: boolean;
}

const termsCodes =
  '`INVALID_INPUT` with, by field, `REQUIRED`, `ONE_OF_TWO`, `OUT_OF_RANGE`, `PATTERN`, `TOO_MANY_DECIMALS`, ' +
  '`CURRENCY_MISMATCH`, `AMOUNT_NOT_POSITIVE`, `FIRST_DATE_IN_PAST`, `FIRST_DATE_TOO_LATE`, `NO_SUCH_DAY`, ' +
  '`NOTHING_OWED`, `UP_FRONT_COVERS_ALL`, `TOO_MANY_INSTALMENTS`, `INSTALMENT_TOO_SMALL`, ' +
  '`INSTALMENT_BELOW_INTEREST`, `DEBT_RECALLED`, `TOO_LONG`, `NOT_TEXT`, or a rule of the law such as `CN-PLAN-02`';
const stepCodes =
  '`DECIDED_MEANWHILE` (somebody was quicker), `NOT_YOUR_TURN`, `PROPOSAL_EXPIRED`, `PROPOSAL_CLOSED`, `ALREADY_AGREED`';

export const PlanSimulationResult = unionOf(
  'PlanSimulationResult',
  `Codes: ${termsCodes}.`,
  () => [PlanSimulation, InvalidInputError] as const,
);
export const ProposePlanResult = unionOf(
  'ProposePlanResult',
  `Codes: ${termsCodes}; \`QUOTE_CHANGED\`; \`PROPOSAL_OPEN\`, \`PLAN_ACTIVE\`, \`DEBT_RECALLED\`.`,
  () => [ProposePlanSuccess, InvalidInputError, QuoteChangedError, NotAllowedNowError] as const,
);
export const CounterPlanResult = unionOf(
  'CounterPlanResult',
  `Codes: ${termsCodes}, \`NOT_YOURS_TO_SET\`; \`QUOTE_CHANGED\`; ${stepCodes}, \`ROUNDS_USED_UP\`, \`DEBT_RECALLED\`.`,
  () =>
    [CounterPlanSuccess, InvalidInputError, QuoteChangedError, ConflictError, NotAllowedNowError] as const,
);
export const AcceptPlanResult = unionOf(
  'AcceptPlanResult',
  `Codes: ${stepCodes}, \`BALANCE_CHANGED\`, \`DEBT_RECALLED\`.`,
  () => [AcceptPlanSuccess, ConflictError, NotAllowedNowError] as const,
);
export const DeclinePlanResult = unionOf(
  'DeclinePlanResult',
  `Codes: ${stepCodes}; \`INVALID_INPUT\` with \`REASON_REQUIRED\`, \`TOO_LONG\`, \`NOT_TEXT\`.`,
  () => [DeclinePlanSuccess, ConflictError, NotAllowedNowError, InvalidInputError] as const,
);
export const WithdrawProposalResult = unionOf(
  'WithdrawProposalResult',
  'Codes: `DECIDED_MEANWHILE`, `PROPOSAL_EXPIRED`, `PROPOSAL_CLOSED`.',
  () => [WithdrawProposalSuccess, ConflictError, NotAllowedNowError] as const,
);
export const RequestSigningCodeResult = unionOf(
  'RequestSigningCodeResult',
  'Codes: `NOT_YET_AGREED`, `PROPOSAL_EXPIRED`, `PROPOSAL_CLOSED`, `BALANCE_CHANGED`, `DEBT_RECALLED`, `NO_CONTACT_POINT`.',
  () => [SigningCodeSent, NotAllowedNowError] as const,
);
export const SignAgreementResult = unionOf(
  'SignAgreementResult',
  'Codes: `CODE_WRONG`, `CODE_NO_LONGER_VALID`; `DECIDED_MEANWHILE`, `NOT_YET_AGREED`, `PROPOSAL_EXPIRED`, ' +
    '`PROPOSAL_CLOSED`, `BALANCE_CHANGED`, `DEBT_RECALLED`; `INVALID_INPUT` with `DISCLOSURE_NOT_CONFIRMED`, `NOT_AN_ID`.',
  () => [SignAgreementSuccess, CodeError, ConflictError, NotAllowedNowError, InvalidInputError] as const,
);
export const RecordPlanViewResult = unionOf(
  'RecordPlanViewResult',
  'It has no expected refusal.',
  () => [RecordPlanViewSuccess, NotAllowedNowError] as const,
);
