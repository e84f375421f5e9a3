import { Field, Int, ObjectType } from 'type-graphql';
import { Node } from '../../graph/node.types.ts';
import { Column, One, Row } from '../../graph/reader/reads.ts';
import { DateTimeScalar } from '../../graph/scalars.ts';
import { typeNamed } from '../../graph/type-registry.ts';
import { Language } from '../debtors/debtor.types.ts';
import { Plan, PlanStatus } from './plan.types.ts';

@ObjectType({
  implements: Node,
  description: 'The paper of a signed plan. Never changed; anybody who holds its code can check it.',
})
@Row('agreement', 'debtor')
export class Agreement extends Node {
  @Field(() => String, { description: 'For the public page `/verify/<code>`.' })
  verificationCode: string;

  @Field(() => String, { description: 'Path of the public page that confirms it.' })
  @Column("'/verify/' || {t}.verification_code")
  verifyPath: string;

  @Field(() => String, { description: 'Path of the paper as PDF; needs a session.' })
  @Column("'/agreements/Agreement.' || {t}.debtor_id || '.' || {t}.id || '.pdf'")
  pdfPath: string;

  @Field(() => Language, { description: 'The language that it is written in.' })
  language: Language;

  @Field(() => DateTimeScalar, { description: 'When it was signed.' })
  signedAt: string;

  @Field(() => String, { description: 'SHA-256 of `canonicalJson`, hexadecimal.' })
  sha256: string;

  @Field(() => String, {
    description: 'The whole content in canonical JSON (RFC 8785): what the hash is of.',
  })
  canonicalJson: string;

  @Field(() => Plan, { description: 'The plan that it is the paper of.' })
  @One((plan, agreement) => `${plan}.id = ${agreement}.plan_id`)
  plan: Plan;

  @Field(() => typeNamed('Creditor'), { description: 'The other side.' })
  @One((creditor, agreement) => `${creditor}.id = ${agreement}.creditor_id`)
  creditor: object;
}

@ObjectType({ description: 'What anybody who holds a verification code may learn.' })
@Row('public_agreement', 'public', 'verification_code', 'text')
export class AgreementVerification {
  @Field(() => String, { description: 'The code.' })
  @Column('verification_code')
  code: string;

  @Field(() => DateTimeScalar, { description: 'When the agreement was signed.' })
  signedAt: string;

  @Field(() => String, { description: 'The creditor’s name.' })
  creditorName: string;

  @Field(() => String, { description: 'SHA-256 of its content; compare it with the one on the paper.' })
  sha256: string;

  @Field(() => PlanStatus, { description: 'Whether the plan is being kept.' })
  planStatus: keyof typeof PlanStatus;

  @Field(() => Int, { description: 'How many instalments it has.' })
  instalmentCount: number;
}
