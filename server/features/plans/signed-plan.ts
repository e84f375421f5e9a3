import { Temporal } from 'temporal-polyfill';
import { todayIn } from '../../kernel/calendar-date.ts';
import { toDate } from '../../kernel/clock.ts';
import { newId } from '../../kernel/id.ts';
import type { Language } from '../../locales/language.ts';
import type { AgreementDocument } from '../documents/agreement-document.ts';
import { canonicalJson, sha256Hex } from '../documents/canonical-json.ts';
import type { PlanEntity } from './plan.entity.ts';
import { planInstalments } from './plan-instalments.ts';
import { agreedTerms } from './plan-offer.ts';
import type { PlanOfferEntity, PlanProposalEntity } from './proposal.entity.ts';
import type { SignedPlan } from './signing.repository.ts';

/** The rows of a plan that is signed with this document. */
export function signedPlan(
  proposal: PlanProposalEntity,
  offer: PlanOfferEntity,
  document: AgreementDocument,
  language: Language,
): SignedPlan {
  const { debtorId, creditorId, debtId, id: proposalId } = proposal;
  const planId = newId();
  const signedAt = Temporal.Instant.from(document.signature.signedAt);
  const at = toDate(signedAt);
  const json = canonicalJson(document);
  const owner = { debtorId, creditorId };
  return {
    plan: planOf(proposal, offer, planId, document.agreementId, at),
    instalments: planInstalments(agreedTerms(offer), todayIn(signedAt, document.signature.timeZone)).map(
      (row) => ({ ...row, ...owner, id: newId(), planId, currency: offer.currency }),
    ),
    agreement: {
      ...owner,
      id: document.agreementId,
      proposalId,
      planId,
      verificationCode: document.verification.code,
      language,
      canonicalJson: json,
      sha256: sha256Hex(json),
      signedAt: at,
      signedVia: document.signature.maskedContactPoint,
    },
    hold: { ...owner, id: newId(), debtId, reason: 'ACTIVE_PLAN', planId, startsAt: at },
  };
}

function planOf(
  { debtorId, creditorId, debtId, id: proposalId }: PlanProposalEntity,
  offer: PlanOfferEntity,
  id: string,
  agreementId: string,
  createdAt: Date,
): PlanEntity {
  return {
    debtorId,
    id,
    debtId,
    creditorId,
    proposalId,
    agreementId,
    status: 'ACTIVE',
    currency: offer.currency,
    frequency: offer.frequency,
    interestFreeze: offer.interestFreeze,
    allocationOrder: offer.allocationOrder,
    instalmentCount: offer.instalmentCount,
    totalMinor: offer.totalMinor,
    startedOn: offer.asOf,
    lastDueOn: offer.lastDueOn,
    createdAt,
  };
}
