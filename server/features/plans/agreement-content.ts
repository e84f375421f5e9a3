import type { Temporal } from 'temporal-polyfill';
import type { CalendarDate } from '../../kernel/calendar-date.ts';
import type { CurrencyCode } from '../../kernel/money.ts';
import { formatRate, rate } from '../../kernel/rate.ts';
import { type Language, localeOf } from '../../locales/language.ts';
import type { Jurisdiction } from '../creditors/jurisdiction.ts';
import { annualRate, type ContractDayCount } from '../debts/debt-terms.ts';
import type { ProductType } from '../debts/product-type.ts';
import {
  type AgreementClauses,
  type AgreementDocument,
  type AgreementTerms,
  articleSeventyClauses,
  type ClauseBlock,
  clauseBlocks,
  endingOf,
  type ScheduleRow,
} from '../documents/agreement-document.ts';
import { type Destination, maskDestination } from '../messages/message.ts';
import { type Pack, packFor } from '../policies/pack.ts';
import type { InstalmentJson } from './offer-schedule.ts';
import type { PlanOfferEntity } from './proposal.entity.ts';

/** Whom and what an agreement is about, and where the signing code went. */
export interface AgreementParties extends Destination {
  readonly personName: string;
  readonly language: Language;
  readonly reference: string;
  readonly creditorName: string;
  readonly creditorCode: string;
  readonly jurisdiction: Jurisdiction;
  readonly timeZone: string;
  readonly originalCreditor: string | null;
  readonly externalId: string;
  readonly numberLastFour: string | null;
  readonly productType: ProductType;
  readonly openedOn: CalendarDate;
  readonly dailyRate: string;
  readonly dayCount: ContractDayCount;
}

export interface Signature {
  readonly agreementId: string;
  readonly verificationCode: string;
  /** Where `/verify/<code>` is reached. */
  readonly publicUrl: string;
  readonly signedAt: Temporal.Instant;
}

/** What is signed: the offer as it was made, word for word and number for number. */
export function agreementContent(
  offer: PlanOfferEntity,
  parties: AgreementParties,
  { agreementId, verificationCode: code, publicUrl, signedAt }: Signature,
): AgreementDocument {
  const pack = packFor(parties.jurisdiction);
  const terms = termsOf(offer, parties, pack);
  return {
    version: 1,
    agreementId,
    language: localeOf(parties.language),
    verification: { code, url: `${publicUrl}/verify/${code}` },
    creditor: {
      name: parties.creditorName,
      originalCreditorName: parties.originalCreditor ?? parties.creditorName,
    },
    person: { name: parties.personName, referenceEnding: endingOf(parties.reference) },
    account: {
      numberEnding: parties.numberLastFour ?? endingOf(parties.externalId),
      product: parties.productType,
      openedOn: parties.openedOn,
    },
    balance: balanceOf(offer),
    terms,
    schedule: offer.schedule.map((row) => rowOf(row, offer.currency)),
    clauses: clausesOf(terms, pack),
    source: { proposalId: offer.proposalId, revision: offer.round, quote: offer.fingerprint },
    rules: {
      pack: pack.pack,
      packVersion: pack.version,
      policy: parties.creditorCode,
      policyVersion: String(offer.policyVersion),
    },
    signature: {
      method: 'ONE_TIME_CODE',
      channel: parties.channel,
      maskedContactPoint: maskDestination(parties),
      signedAt: signedAt.toString(),
      timeZone: parties.timeZone,
    },
  };
}

function termsOf(offer: PlanOfferEntity, parties: AgreementParties, { breach }: Pack): AgreementTerms {
  const amount = (minor: bigint) => ({ minorUnits: minor.toString(), currency: offer.currency });
  return {
    frequency: offer.frequency,
    count: offer.instalmentCount,
    firstDueOn: offer.firstDueOn,
    lastDueOn: offer.lastDueOn,
    upFrontAmount: amount(offer.upFrontMinor),
    instalmentAmount: amount(offer.instalmentMinor),
    lastInstalmentAmount: amount(offer.lastInstalmentMinor),
    totalToPay: amount(offer.totalMinor),
    totalInterest: amount(offer.totalInterestMinor),
    interestFreeze: offer.interestFreeze,
    annualRate: formatRate(annualRate(rate(parties.dailyRate), parties.dayCount)),
    breach,
  };
}

function balanceOf({ balanceParts, balanceMinor, currency }: PlanOfferEntity): AgreementDocument['balance'] {
  return {
    principal: { minorUnits: balanceParts.PRINCIPAL, currency },
    interest: { minorUnits: balanceParts.INTEREST, currency },
    fees: { minorUnits: balanceParts.FEES, currency },
    costs: { minorUnits: balanceParts.COSTS, currency },
    total: { minorUnits: balanceMinor.toString(), currency },
  };
}

function rowOf(row: InstalmentJson, currency: CurrencyCode): ScheduleRow {
  return {
    number: row.number,
    dueOn: row.dueOn,
    amount: { minorUnits: row.amountMinor, currency },
    principal: { minorUnits: row.principalMinor, currency },
    interest: { minorUnits: row.interestMinor, currency },
    fees: { minorUnits: row.feesMinor, currency },
    costs: { minorUnits: row.costsMinor, currency },
    remaining: { minorUnits: row.remainingMinor, currency },
  };
}

/** Art. 70's clauses are the model everywhere; a pack that does not ask for a block leaves it out. */
function clausesOf(terms: AgreementTerms, pack: Pack): AgreementClauses {
  const all = articleSeventyClauses(terms);
  const asked = clauseBlocks.map((block) => [block, pack.agreementBlocks.includes(block) ? all[block] : []]);
  return Object.fromEntries(asked) as AgreementClauses;
}

/** The blocks without which the agreement would not do where the creditor works. */
export function requiredBlocks(jurisdiction: Jurisdiction): ClauseBlock[] {
  return clauseBlocks.filter((block) => packFor(jurisdiction).agreementBlocks.includes(block));
}
