import type { Temporal } from 'temporal-polyfill';
import type { DataSource } from 'typeorm';
import { inTransaction, lockDebtor, type Tx } from '../../database/transaction.ts';
import type { Actor, DebtorActor } from '../../identity/actor.ts';
import type { CodeService } from '../../identity/code.service.ts';
import { authorise } from '../../identity/permissions.ts';
import { type Clock, toDate } from '../../kernel/clock.ts';
import { AppError, userError } from '../../kernel/errors.ts';
import { isUuid } from '../../kernel/id.ts';
import { err, ok, type Result } from '../../kernel/result.ts';
import {
  type CodeError,
  codeError,
  type InvalidInputError,
  invalidInput,
  type NotAllowedNowError,
  notAllowedNow,
} from '../../kernel/user-errors.ts';
import { appendEvent } from '../activity/activity.repository.ts';
import { assertComplete } from '../documents/agreement-check.ts';
import { newVerificationCode } from '../documents/verification-code.ts';
import { agreementContent, requiredBlocks } from './agreement-content.ts';
import { recordOfferHolds } from './offer-check.service.ts';
import { type Obstacle, obstacle } from './plan-errors.ts';
import type { PlanOfferEntity, PlanProposalEntity } from './proposal.entity.ts';
import { currentOffer, loadQuoteFacts, lockProposal, updateProposal } from './proposal.repository.ts';
import { move } from './proposal.ts';
import {
  aboutProposal,
  beginStep,
  type DecisionInput,
  endStep,
  expireIfLate,
  rowKey,
  type StepRefusal,
} from './proposal-step.service.ts';
import { signedPlan } from './signed-plan.ts';
import { insertSignedPlan, languageOf, loadParties, planOfProposal } from './signing.repository.ts';

export interface RequestSigningCode {
  /** Made by the client; becomes the challenge's id. */
  readonly id: string;
  readonly proposalId: string;
}
export interface SignAgreement extends DecisionInput {
  /** Made by the client; becomes the agreement's id. */
  readonly id: string;
  readonly challengeId: string;
  readonly code: string;
  /** That everything the plan costs was shown and read (CN-COST-01). */
  readonly disclosureConfirmed: boolean;
}
export interface SigningCode {
  readonly challengeId: string;
  readonly sentTo: string;
  readonly expiresAt: string;
}
export interface Signed {
  readonly debtorId: string;
  readonly agreementId: string;
  readonly planId: string;
}
export type SignResult = Result<Signed, StepRefusal | CodeError | InvalidInputError>;

export interface SigningDeps {
  readonly source: DataSource;
  readonly clock: Clock;
  readonly codes: Pick<CodeService, 'issueCode' | 'verify'>;
  /** Printed on the agreement, where anybody can check it. */
  readonly publicUrl: string;
}

/** From agreed to signed: a fresh code, and everything that a signature brings about in one transaction. */
export class SigningService {
  constructor(private readonly deps: SigningDeps) {}

  async requestSigningCode(
    actor: Actor,
    input: RequestSigningCode,
  ): Promise<Result<SigningCode, NotAllowedNowError>> {
    authorise(actor, 'plan.requestSigningCode');
    const key = rowKey('PlanProposal', input.proposalId);
    if (!isUuid(input.id))
      throw new AppError('BAD_USER_INPUT', 'The id of a request is a UUID in lower case.');
    return inTransaction(this.deps.source, actor, async (tx) => {
      const now = this.deps.clock.now();
      const proposal = (await lockDebtor(tx, key.debtorId)) ? await lockProposal(tx, key) : null;
      if (proposal === null) throw new AppError('NOT_FOUND');
      authorise(actor, 'plan.requestSigningCode', proposal);
      if (await expireIfLate(tx, proposal, now)) return err(obstacle('PROPOSAL_EXPIRED'));
      const next = move(proposal, 'SIGN', 'DEBTOR');
      if (!next.ok) return err(obstacle(next.error));
      const blocked = await obstacleTo(tx, proposal, await currentOffer(tx, proposal), now);
      return blocked ? err(obstacle(blocked)) : this.#sendCode(tx, proposal, input.id);
    });
  }

  /** Signs what was agreed: plan, instalments and agreement say what the offer said, to the minor unit. */
  async signAgreement(actor: Actor, input: SignAgreement): Promise<SignResult> {
    authorise(actor, 'agreement.sign');
    const problems = problemsOf(input);
    if (problems.length > 0) return err(invalidInput(problems));
    return inTransaction(this.deps.source, actor, (tx) => this.#sign(tx, actor, input));
  }

  async #sendCode(tx: Tx, { debtorId, id: subjectId }: PlanProposalEntity, id: string) {
    const language = await languageOf(tx, debtorId);
    const challenge = { id, debtorId, purpose: 'SIGN_AGREEMENT', subjectId, language } as const;
    const sent = await this.deps.codes.issueCode(tx, challenge);
    if (!sent.ok) return err(notAllowedNow(sent.error.code, sent.error.message));
    const { challengeId, sentTo, expiresAt } = sent.value;
    return ok({ challengeId, sentTo, expiresAt: expiresAt.toString() });
  }

  async #sign(tx: Tx, actor: DebtorActor, input: SignAgreement): Promise<SignResult> {
    const now = this.deps.clock.now();
    const step = await beginStep(tx, { actor, action: 'agreement.sign', event: 'SIGN', input, now });
    if (!step.ok) return step;
    const { proposal } = step.value;
    if (step.value.replayed) return ok(signedKey((await planOfProposal(tx, proposal))!));
    const offer = await currentOffer(tx, proposal);
    const blocked = await obstacleTo(tx, proposal, offer, now);
    if (blocked) return err(obstacle(blocked));
    const refusal = await this.#refuseCode(tx, proposal, input);
    if (refusal) return err(refusal);
    const plan = await this.#writePlan(tx, proposal, offer, input, now);
    await updateProposal(tx, proposal, { status: step.value.next, updatedAt: toDate(now) });
    await appendEvent(tx, {
      ...aboutProposal(proposal),
      type: 'AGREEMENT_SIGNED',
      actor,
      occurredAt: now,
      planId: plan.id,
      data: {
        instalmentCount: offer.instalmentCount,
        totalMinor: offer.totalMinor.toString(),
        currency: offer.currency,
      },
    });
    await endStep(tx, step.value.request);
    return ok(signedKey(plan));
  }

  /** A wrong code counts, so it is answered and never thrown. */
  async #refuseCode(
    tx: Tx,
    proposal: PlanProposalEntity,
    { challengeId, code }: SignAgreement,
  ): Promise<CodeError | null> {
    const attempt = { challengeId, code, purpose: 'SIGN_AGREEMENT', subjectId: proposal.id } as const;
    const verified = await this.deps.codes.verify(tx, attempt);
    if (verified.ok) return null;
    return codeError(verified.error.code, verified.error.message, verified.error.triesLeft);
  }

  async #writePlan(
    tx: Tx,
    proposal: PlanProposalEntity,
    offer: PlanOfferEntity,
    input: SignAgreement,
    signedAt: Temporal.Instant,
  ) {
    const parties = await loadParties(tx, proposal, input.challengeId);
    const { publicUrl } = this.deps;
    const signature = { agreementId: input.id, verificationCode: newVerificationCode(), publicUrl, signedAt };
    const document = agreementContent(offer, parties, signature);
    assertComplete(document, requiredBlocks(parties.jurisdiction));
    const signed = signedPlan(proposal, offer, document, parties.language);
    await insertSignedPlan(tx, signed);
    return signed.plan;
  }
}

/** The quote is the contract: what it started from must still be so. */
async function obstacleTo(
  tx: Tx,
  proposal: PlanProposalEntity,
  offer: PlanOfferEntity,
  now: Temporal.Instant,
): Promise<Obstacle | null> {
  const facts = await loadQuoteFacts(tx, { debtorId: proposal.debtorId, id: proposal.debtId }, now);
  if (facts === null) throw new AppError('NOT_FOUND');
  if (facts.recalled) return 'DEBT_RECALLED';
  return (await recordOfferHolds(tx, proposal, offer, facts.asOf, now)) ? null : 'BALANCE_CHANGED';
}

function problemsOf({ disclosureConfirmed, challengeId }: SignAgreement) {
  const disclosure = userError(
    'DISCLOSURE_NOT_CONFIRMED',
    'Read what the plan costs and confirm it before signing.',
    ['disclosureConfirmed'],
  );
  const challenge = userError('NOT_AN_ID', 'This is the challengeId that requestSigningCode answered.', [
    'challengeId',
  ]);
  return [...(disclosureConfirmed ? [] : [disclosure]), ...(isUuid(challengeId) ? [] : [challenge])];
}

function signedKey({
  debtorId,
  agreementId,
  id,
}: {
  debtorId: string;
  agreementId: string;
  id: string;
}): Signed {
  return { debtorId, agreementId, planId: id };
}
