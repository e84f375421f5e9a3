import { describe, expect, it } from 'vitest';
import type { CreditorPolicy } from '../../../server/features/policies/creditor-policy.ts';
import { packFor } from '../../../server/features/policies/pack.ts';
import { checkPlan, type PlanShape } from '../../../server/features/policies/plan-rules.ts';
import { addMonths, type CalendarDate } from '../../../server/kernel/calendar-date.ts';
import { money } from '../../../server/kernel/money.ts';

const policy: CreditorPolicy = {
  version: 3,
  maxInstalments: 24,
  maxMonths: 24,
  minInstalment: money(10_000n, 'CNY'),
  minFirstPaymentPercent: 10,
  maxFirstDueDays: 45,
  interestFreeze: false,
  allocationPreset: 'CN_CIVIL_DEFAULT',
  decisionDays: 5,
  proposalValidDays: 14,
};

interface Shape {
  readonly count?: number;
  readonly first?: CalendarDate;
  readonly amount?: bigint;
  readonly upFront?: bigint;
  readonly balance?: bigint;
  readonly freeze?: boolean;
  readonly currency?: 'CNY' | 'USD';
}
function plan(shape: Shape): PlanShape {
  const { count = 10, first = '2026-12-22', amount = 100_000n, currency = 'CNY' } = shape;
  return {
    asOf: '2026-11-22',
    currency,
    balanceMinor: shape.balance ?? amount * BigInt(count),
    upFrontMinor: shape.upFront ?? 0n,
    instalments: Array.from({ length: count }, (_, at) => ({
      dueOn: addMonths(first, at),
      amountMinor: amount,
    })),
    interestFreeze: shape.freeze ?? false,
  };
}
function check(ruleId: string, shape: Shape) {
  const found = checkPlan(plan(shape), policy, packFor('CN')).find((each) => each.ruleId === ruleId);
  if (!found) throw new Error(`${ruleId} was not asked.`);
  const { outcome, threshold, actual, wouldPass } = found;
  return { outcome, threshold, actual, wouldPass };
}
const pass = (threshold: string, actual: string) => ({ outcome: 'PASS', threshold, actual, wouldPass: null });
const refer = (threshold: string, actual: string, wouldPass: string) => ({
  outcome: 'REFER',
  threshold,
  actual,
  wouldPass,
});

describe('the rules of a plan, at their limits', () => {
  it.each<[string, Shape, object]>([
    ['POLICY-MAX-INSTALMENTS', { count: 24 }, pass('24', '24')],
    ['POLICY-MAX-INSTALMENTS', { count: 25 }, refer('24', '25', '24')],
    ['POLICY-MAX-MONTHS', { count: 24 }, pass('24', '24')],
    ['POLICY-MAX-MONTHS', { count: 24, first: '2026-12-23' }, refer('24', '25', '2028-11-22')],
    ['POLICY-MAX-MONTHS', { count: 1, first: '2026-11-22' }, pass('24', '0')],
    ['POLICY-MIN-INSTALMENT', { amount: 10_000n }, pass('100.00 CNY', '100.00 CNY')],
    ['POLICY-MIN-INSTALMENT', { amount: 9_999n }, refer('100.00 CNY', '99.99 CNY', '100.00 CNY')],
    ['POLICY-MIN-INSTALMENT', { amount: 9_999n, count: 1 }, pass('100.00 CNY', '99.99 CNY')],
    ['POLICY-MIN-INSTALMENT', { currency: 'USD' }, refer('100.00 CNY', '1000.00 USD', '100.00 CNY')],
    ['POLICY-MIN-FIRST-PAYMENT', { balance: 1_000_000n }, pass('1000.00 CNY', '1000.00 CNY')],
    ['POLICY-MIN-FIRST-PAYMENT', { balance: 1_000_001n }, refer('1000.01 CNY', '1000.00 CNY', '1000.01 CNY')],
    [
      'POLICY-MIN-FIRST-PAYMENT',
      { balance: 1_000_000n, amount: 1n, upFront: 100_000n },
      pass('1000.00 CNY', '1000.00 CNY'),
    ],
    [
      'POLICY-MIN-FIRST-PAYMENT',
      { balance: 1_000_000n, upFront: 99_999n },
      refer('1000.00 CNY', '999.99 CNY', '1000.00 CNY'),
    ],
    ['POLICY-FIRST-DUE', { first: '2027-01-06' }, pass('45', '45')],
    ['POLICY-FIRST-DUE', { first: '2027-01-07' }, refer('45', '46', '2027-01-06')],
    ['POLICY-INTEREST-FREEZE', {}, pass('false', 'false')],
    ['POLICY-INTEREST-FREEZE', { freeze: true }, refer('false', 'true', 'false')],
    ['CN-PLAN-02', { count: 60 }, pass('60', '60')],
    [
      'CN-PLAN-02',
      { count: 61 },
      { outcome: 'FAIL', threshold: '60', actual: '61', wouldPass: '2031-11-22' },
    ],
  ])('%s, case %#', (ruleId, shape, expected) => {
    expect(check(ruleId, shape)).toEqual(expected);
  });

  it('name where they are from', () => {
    const [law, ...ofPolicy] = checkPlan(plan({}), policy, packFor('CN'));
    expect(law).toMatchObject({ ruleId: 'CN-PLAN-02', pack: 'cn', packVersion: packFor('CN').version });
    expect(new Set(ofPolicy.map(({ pack, packVersion }) => `${pack} ${packVersion}`))).toEqual(
      new Set(['creditor-policy 3']),
    );
    expect(checkPlan(plan({ count: 61 }), policy, packFor('UK')).map(({ outcome }) => outcome)).not.toContain(
      'FAIL',
    );
  });
});
