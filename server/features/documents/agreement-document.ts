import type { CalendarDate, Frequency } from '../../kernel/calendar-date.ts';
import type { CurrencyCode } from '../../kernel/money.ts';

/**
 * What an instalment agreement says, as data. Its canonical JSON is what is signed and hashed; the PDF is a
 * picture of it. The words are in the locale files, found by key, so the content is the same in each language.
 * Absent values are null, never undefined, because canonical JSON has no undefined.
 */
export interface AgreementDocument {
  readonly version: 1;
  readonly agreementId: string;
  readonly language: 'zh-CN' | 'en';
  /** The address is part of the content: a paper keeps the one that it was printed with. */
  readonly verification: { readonly code: string; readonly url: string };
  readonly creditor: { readonly name: string; readonly originalCreditorName: string };
  /** Of the reference and the account number only the end is shown, as `endingOf` gives it. */
  readonly person: { readonly name: string; readonly referenceEnding: string };
  readonly account: {
    readonly numberEnding: string;
    readonly product: 'CREDIT_CARD' | 'PERSONAL_LOAN' | 'ONLINE_LOAN';
    readonly openedOn: CalendarDate;
  };
  readonly balance: AgreementBalance;
  readonly terms: AgreementTerms;
  readonly schedule: readonly ScheduleRow[];
  readonly clauses: AgreementClauses;
  /** Where the terms come from; `quote` is the fingerprint of the simulation that the person saw. */
  readonly source: { readonly proposalId: string; readonly revision: number; readonly quote: string };
  readonly rules: {
    readonly pack: string;
    readonly packVersion: string;
    readonly policy: string;
    readonly policyVersion: string;
  };
  readonly signature: {
    readonly method: 'ONE_TIME_CODE';
    readonly channel: 'SMS' | 'EMAIL';
    readonly maskedContactPoint: string;
    readonly signedAt: string;
    readonly timeZone: string;
  };
}

export interface MoneyText {
  readonly minorUnits: string;
  readonly currency: CurrencyCode;
}

export interface AgreementBalance {
  readonly principal: MoneyText;
  readonly interest: MoneyText;
  readonly fees: MoneyText;
  readonly costs: MoneyText;
  readonly total: MoneyText;
}

export interface AgreementTerms {
  readonly frequency: Frequency;
  readonly count: number;
  readonly firstDueOn: CalendarDate;
  readonly lastDueOn: CalendarDate;
  /** Paid on the day of signing; zero if nothing is. */
  readonly upFrontAmount: MoneyText;
  readonly instalmentAmount: MoneyText;
  readonly lastInstalmentAmount: MoneyText;
  /** The up-front amount and all instalments. */
  readonly totalToPay: MoneyText;
  /** Interest that the plan itself adds; the interest already owed at signing is in the balance. */
  readonly totalInterest: MoneyText;
  readonly interestFreeze: boolean;
  /** The contract's yearly rate as a decimal string ("0.1825"); it runs only if interest is not frozen. */
  readonly annualRate: string;
  readonly breach: {
    readonly graceDays: number;
    readonly missedInstalments: number;
    readonly daysOverdue: number;
    readonly cureDays: number;
  };
}

export interface ScheduleRow {
  readonly number: number;
  readonly dueOn: CalendarDate;
  readonly amount: MoneyText;
  readonly principal: MoneyText;
  readonly interest: MoneyText;
  readonly fees: MoneyText;
  readonly costs: MoneyText;
  readonly remaining: MoneyText;
}

/** The blocks, in the order of Art. 70 of China's credit card rules (CN-PLAN-03), and the clauses each may hold. */
export const clauseKeys = {
  BALANCE: ['balanceStated'],
  REPAYMENT: [
    'repaymentUpFront',
    'repaymentInstalments',
    'repaymentMethod',
    'repaymentOrder',
    'repaymentEarly',
  ],
  CHARGES: ['chargesFrozen', 'chargesRunning'],
  UNDERTAKING: ['undertakingNoNewCard'],
  RIGHTS_AND_DUTIES: [
    'rightsNoContact',
    'rightsAskForChange',
    'dutiesYours',
    'dutiesOurs',
    'breachWhen',
    'breachEffect',
  ],
  OTHER: ['otherDispute', 'otherCreditRecord', 'otherLimitation', 'otherRecord'],
} as const;

export type ClauseBlock = keyof typeof clauseKeys;
export type ClauseKey = (typeof clauseKeys)[ClauseBlock][number];
export type AgreementClauses = {
  readonly [Block in ClauseBlock]: readonly (typeof clauseKeys)[Block][number][];
};

export const clauseBlocks = Object.keys(clauseKeys) as ClauseBlock[];

/** Every clause of an Art. 70 agreement that is true of these terms. */
export function articleSeventyClauses(
  terms: Pick<AgreementTerms, 'interestFreeze' | 'upFrontAmount'>,
): AgreementClauses {
  const untrue = untrueClauses(terms);
  return {
    ...clauseKeys,
    REPAYMENT: clauseKeys.REPAYMENT.filter((key) => !untrue.includes(key)),
    CHARGES: clauseKeys.CHARGES.filter((key) => !untrue.includes(key)),
  };
}

export function untrueClauses({
  interestFreeze,
  upFrontAmount,
}: Pick<AgreementTerms, 'interestFreeze' | 'upFrontAmount'>): readonly ClauseKey[] {
  const charges: ClauseKey = interestFreeze ? 'chargesRunning' : 'chargesFrozen';
  return BigInt(upFrontAmount.minorUnits) === 0n ? [charges, 'repaymentUpFront'] : [charges];
}

/** The last four, and never more than half: a short number must not be told as a whole. */
export function endingOf(number: string): string {
  const shown = Math.min(4, Math.floor(number.length / 2));
  return number.slice(number.length - shown);
}
