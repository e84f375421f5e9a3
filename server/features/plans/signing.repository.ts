import type { Tx } from '../../database/transaction.ts';
import type { Language } from '../../locales/language.ts';
import type { AgreementParties } from './agreement-content.ts';
import { AgreementEntity, CollectionHoldEntity, InstalmentEntity, PlanEntity } from './plan.entity.ts';
import type { PlanProposalEntity } from './proposal.entity.ts';

export interface SignedPlan {
  readonly plan: PlanEntity;
  readonly instalments: readonly InstalmentEntity[];
  readonly agreement: AgreementEntity;
  readonly hold: CollectionHoldEntity;
}

export async function languageOf(tx: Tx, debtorId: string): Promise<Language> {
  const [row] = await tx.query<{ language: Language }[]>('select language from debtor where debtor_id = $1', [
    debtorId,
  ]);
  return row!.language;
}

/** What the agreement prints of the people, the account and the contact point that the signing code went to. */
export async function loadParties(
  tx: Tx,
  { debtorId, debtId }: PlanProposalEntity,
  challengeId: string,
): Promise<AgreementParties> {
  const [row] = await tx.query<AgreementParties[]>(
    `select person.name as "personName", person.language, known.reference,
            creditor.name as "creditorName", creditor.code as "creditorCode", creditor.jurisdiction,
            creditor.time_zone as "timeZone", debt.original_creditor as "originalCreditor",
            debt.external_id as "externalId", debt.number_last_four as "numberLastFour",
            debt.product_type as "productType", debt.opened_on::text as "openedOn",
            debt.daily_rate::text as "dailyRate", debt.day_count as "dayCount", point.channel, point.value
       from debt
       join debtor person using (debtor_id)
       join creditor on creditor.id = debt.creditor_id
       join debtor_creditor known on known.debtor_id = debt.debtor_id and known.creditor_id = debt.creditor_id
       join code_challenge challenge on challenge.id = $3 and challenge.debtor_id = debt.debtor_id
       join contact_point point on point.debtor_id = debt.debtor_id and point.id = challenge.contact_point_id
      where debt.debtor_id = $1 and debt.id = $2`,
    [debtorId, debtId, challengeId],
  );
  return row!;
}

/** Everything that a signature brings about, at once. */
export async function insertSignedPlan(
  tx: Tx,
  { plan, instalments, agreement, hold }: SignedPlan,
): Promise<void> {
  await tx.insert(PlanEntity, plan);
  await tx.insert(InstalmentEntity, [...instalments]);
  await tx.insert(AgreementEntity, agreement);
  await tx.query(
    'insert into agreement_verification (verification_code, debtor_id, agreement_id) values ($1, $2, $3)',
    [agreement.verificationCode, agreement.debtorId, agreement.id],
  );
  await tx.insert(CollectionHoldEntity, hold);
}

export async function planOfProposal(
  tx: Tx,
  { debtorId, id }: PlanProposalEntity,
): Promise<PlanEntity | null> {
  return tx.findOneBy(PlanEntity, { debtorId, proposalId: id });
}

/** Null when it is not there or not the actor's to see. */
export async function findAgreement(
  tx: Tx,
  key: { debtorId: string; id: string },
): Promise<AgreementEntity | null> {
  return tx.findOneBy(AgreementEntity, key);
}
