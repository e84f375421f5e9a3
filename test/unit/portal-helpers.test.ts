import { describe, expect, test } from 'vitest';
import { fromMinorUnits, readAmount, toMinorUnits } from '../../portal/src/amount.ts';
import { addDays, addMonths, daysBetween } from '../../portal/src/calendar.ts';
import { nextStep, stepFor } from '../../portal/src/debtor/home/next-step.ts';
import { readFact, readReference } from '../../portal/src/debtor/sign-in/identification.ts';
import { formatDate, formatMoney, formatRate, formatTimeLeft } from '../../portal/src/format.ts';
import { returnPath } from '../../portal/src/return-path.ts';
import { sliderScale } from '../../portal/src/shared/plan/slider-scale.ts';
import { staircase } from '../../portal/src/shared/plan/way-down-path.ts';

const cny = (minor: number) => ({
  amount: fromMinorUnits(BigInt(minor), 'CNY'),
  minorUnits: String(minor),
  currency: 'CNY' as const,
});

describe('amounts as people type them', () => {
  test.each([
    ['500', '500.00'],
    ['1,234.5', '1234.50'],
    ['１２３４．５６', '1234.56'],
    [' ¥ 1 000 ', '1000.00'],
    ['CN¥20.', '20.00'],
    ['007', '7.00'],
    ['1.230', '1.23'],
  ])('%s is %s', (typed, exact) => {
    expect(readAmount(typed, 'CNY')).toBe(exact);
  });

  test.each(['', 'abc', '1.234', '-5', '1e9', '1.2.3', '١٢', '12345678901234'])('%s is refused', (typed) => {
    expect(readAmount(typed, 'CNY')).toBeNull();
  });

  test('a currency without decimals takes none', () => {
    expect(readAmount('1200', 'JPY')).toBe('1200');
    expect(readAmount('1200.5', 'JPY')).toBeNull();
  });

  test('minor units go there and back exactly, beyond what a float holds', () => {
    const amount = '90071992547409.93';
    expect(fromMinorUnits(toMinorUnits(amount, 'CNY'), 'CNY')).toBe(amount);
    expect(fromMinorUnits(-5n, 'CNY')).toBe('-0.05');
    expect(formatMoney({ amount, minorUnits: '9007199254740993', currency: 'CNY' }, 'zh-CN')).toBe(
      '¥90,071,992,547,409.93',
    );
  });
});

describe('days', () => {
  test('a month later keeps the day or takes the last one', () => {
    expect(addMonths('2027-01-31', 1)).toBe('2027-02-28');
    expect(addMonths('2026-11-22', 14)).toBe('2028-01-22');
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
    expect(daysBetween('2026-03-28', '2026-03-30')).toBe(2);
  });

  test('are written as people read them', () => {
    expect(formatDate('2026-11-22', 'en')).toBe('22 November 2026');
    expect(formatDate('2026-11-22', 'zh-CN')).toBe('2026年11月22日');
    expect(formatRate('0.1825', 'en')).toBe('18.25%');
  });

  test('time left is told in the largest whole unit', () => {
    const minutes = (count: number) => formatTimeLeft(count * 60_000, 0, 'en');
    expect([minutes(1), minutes(90), minutes(47 * 60), minutes(49 * 60), minutes(0)]).toEqual([
      'in 1 minute',
      'in 1 hour',
      'in 47 hours',
      'in 2 days',
      null,
    ]);
  });
});

describe('identification', () => {
  test('forgives how a reference is written', () => {
    expect(readReference(' q7f2 k9mx–4t ')).toBe('Q7F2K9MX4T');
    expect(readReference('Q7F2-K9MX')).toBeNull();
  });

  test.each(['1990-05-04', '19900504', '1990/5/4', '1990年5月4日', '231x'])('%s is a fact', (typed) => {
    expect(readFact(typed)).toBe(typed);
  });

  test('anything else is not', () => {
    expect(readFact('my birthday')).toBeNull();
  });
});

test('after signing in one is only led to a page of ours', () => {
  expect(returnPath('?next=%2Fplan%2FPlan.1', '/')).toBe('/plan/Plan.1');
  expect(returnPath('?next=%2F%2Fevil.example', '/')).toBe('/');
  expect(returnPath('?next=%2F%5Cevil.example', '/')).toBe('/');
  expect(returnPath('?next=https%3A%2F%2Fevil.example', '/')).toBe('/');
  expect(returnPath('', '/')).toBe('/');
});

describe('what comes next', () => {
  const debt = {
    id: 'Debt.1',
    status: 'PAST_DUE',
    recalledAt: null,
    creditor: { name: 'A' },
    openProposal: null,
    activePlan: null,
  };
  const open = (status: string, expiresAt = '2026-12-01T00:00:00Z') => ({
    ...debt,
    openProposal: { id: 'P', status, decisionDueAt: '2026-11-25T00:00:00Z', expiresAt },
  });
  const instalment = (status: string) => ({
    ...debt,
    activePlan: { id: 'Plan.1', nextInstalment: { dueOn: '2026-12-01', status, amount: cny(5000) } },
  });

  test.each([
    [open('ACCEPTED'), 'SIGN', '/proposal/P'],
    [open('AWAITING_DEBTOR'), 'ANSWER', '/proposal/P'],
    [open('AWAITING_CREDITOR'), 'WAIT', '/proposal/P'],
    [instalment('OVERDUE'), 'PAY_OVERDUE', '/account/Debt.1/pay'],
    [instalment('DUE'), 'PAY_DUE', '/account/Debt.1/pay'],
    [instalment('UPCOMING'), 'PAY_LATER', '/plan/Plan.1'],
    [debt, 'MAKE_PLAN', '/account/Debt.1/plan'],
    [{ ...debt, status: 'SETTLED' }, 'NOTHING', null],
    [{ ...debt, recalledAt: '2026-11-01T00:00:00Z' }, 'NOTHING', null],
  ])('%o: %s', (one, kind, to) => {
    expect(stepFor(one)).toMatchObject({ kind, to });
  });

  test('what can be lost by waiting stands first, and of two alike what ends first', () => {
    const later = { ...open('AWAITING_DEBTOR', '2026-12-09T00:00:00Z'), creditor: { name: 'B' } };
    expect(nextStep([debt, later, open('AWAITING_DEBTOR')])).toMatchObject({ kind: 'ANSWER', creditor: 'A' });
    expect(nextStep([]).kind).toBe('NOTHING');
  });
});

test('the slider has round stops from the least possible instalment on', () => {
  const limits = { maxInstalments: 60, minInstalment: cny(10_000), earliest: '2026-11-22' };
  const { least, step, steps } = sliderScale(cny(2_470_050), limits);
  expect({ least, step }).toEqual({ least: 50_000n, step: 10_000n });
  expect(least + BigInt(steps) * step).toBeLessThanOrEqual(1_235_025n);
});

test('the way down is a staircase that ends on the ground', () => {
  const schedule = [
    { dueOn: '2026-12-22', remaining: cny(500) },
    { dueOn: '2027-01-21', remaining: cny(0) },
  ];
  const plan = { asOf: '2026-11-22', balance: cny(1000), upFront: null, schedule };
  expect(staircase(plan, 60, 1000).line).toBe('M0 0V0H300V100H600V200');
});
