import {
  type AgreementDocument,
  type AgreementTerms,
  articleSeventyClauses,
  endingOf,
  type ScheduleRow,
} from '../../server/features/documents/agreement-document.ts';
import { addMonths, type CalendarDate } from '../../server/kernel/calendar-date.ts';

const currency = 'CNY';
const firstDueOn: CalendarDate = '2026-12-25';
const code = '7K3M-Q9XD-2F8T-HW5R-N';
const owed = { costs: 12_005n, fees: 45_000n, interest: 318_742n, principal: 7_200_000n };
const total = owed.costs + owed.fees + owed.interest + owed.principal;
const yuan = (minorUnits: bigint) => ({ minorUnits: String(minorUnits), currency }) as const;

/** Costs are paid first, principal last; the odd fen is in the last of `count` monthly instalments. */
export function sampleAgreement(
  count: number,
  language: AgreementDocument['language'] = 'zh-CN',
): AgreementDocument {
  const schedule = sampleSchedule(count);
  const terms: AgreementTerms = {
    frequency: 'MONTHLY',
    count,
    firstDueOn,
    lastDueOn: addMonths(firstDueOn, count - 1),
    upFrontAmount: yuan(0n),
    instalmentAmount: yuan(total / BigInt(count)),
    lastInstalmentAmount: schedule[count - 1]!.amount,
    totalToPay: yuan(total),
    totalInterest: yuan(0n),
    interestFreeze: true,
    annualRate: '0.1825',
    breach: { graceDays: 3, missedInstalments: 2, daysOverdue: 30, cureDays: 14 },
  };
  return {
    version: 1,
    agreementId: '01939f6e-7c44-7d1a-9b0e-5f2c8a61d3b7',
    language,
    verification: { code, url: `https://quittance.example/verify/${code}` },
    creditor: {
      name: '中原沿海城乡商业银行股份有限公司信用卡中心',
      originalCreditorName: 'Harbour & Valley Bank (China) Co., Ltd.',
    },
    person: { name: '阿卜杜热合曼·买买提吐尔逊', referenceEnding: endingOf('QT-2026-004821') },
    account: { numberEnding: endingOf('6225768812345678'), product: 'CREDIT_CARD', openedOn: '2019-03-08' },
    balance: {
      principal: yuan(owed.principal),
      interest: yuan(owed.interest),
      fees: yuan(owed.fees),
      costs: yuan(owed.costs),
      total: yuan(total),
    },
    terms,
    schedule,
    clauses: articleSeventyClauses(terms),
    source: {
      proposalId: '01939f5c-2b10-7e55-8a0d-c1d7f9c0aa42',
      revision: 3,
      quote: 'c0ffee00c0ffee00c0ffee00c0ffee00c0ffee00c0ffee00c0ffee00c0ffee00',
    },
    rules: { pack: 'cn', packVersion: '2026.11.0', policy: 'standard', policyVersion: '4' },
    signature: {
      method: 'ONE_TIME_CODE',
      channel: 'SMS',
      maskedContactPoint: '138****5678',
      signedAt: '2026-11-22T02:31:05Z',
      timeZone: 'Asia/Shanghai',
    },
  };
}

function sampleSchedule(count: number): ScheduleRow[] {
  const left = { ...owed };
  let remaining = total;
  return Array.from({ length: count }, (_, index) => {
    const amount = index === count - 1 ? remaining : total / BigInt(count);
    let unspent = amount;
    const pay = (part: keyof typeof owed) => {
      const paid = unspent < left[part] ? unspent : left[part];
      left[part] -= paid;
      unspent -= paid;
      return yuan(paid);
    };
    const parts = {
      costs: pay('costs'),
      fees: pay('fees'),
      interest: pay('interest'),
      principal: pay('principal'),
    };
    remaining -= amount;
    const dueOn = addMonths(firstDueOn, index);
    return { number: index + 1, dueOn, amount: yuan(amount), ...parts, remaining: yuan(remaining) };
  });
}
