import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type FrozenPeriod, interestSpans } from '../../../server/features/debts/day-count.ts';
import {
  accrualSpans,
  accrue,
  accruedThroughAtStart,
  dailyTerms,
  type InterestTerms,
  type PrincipalSegment,
  simpleInterest,
} from '../../../server/features/debts/interest.ts';
import { addDays, type CalendarDate, daysBetween } from '../../../server/kernel/calendar-date.ts';
import { RoundingMode, rate } from '../../../server/kernel/rate.ts';

const START: CalendarDate = '2026-01-01';
const card = dailyTerms(rate('0.0005'));

function run(principalMinor: bigint, days: number, terms: InterestTerms = card, frozen: FrozenPeriod[] = []) {
  return simpleInterest([{ principalMinor, from: START, to: addDays(START, days) }], terms, frozen);
}

describe('worked examples', () => {
  it.each([
    ['E-01', 800_000n, 1, 400n],
    ['E-01', 800_000n, 2, 800n],
    ['E-02', 800_000n, 182, 72_800n],
    ['D-05', 900_000n, 182, 81_900n],
  ])('%s: %d fen at 0.05%% a day, %d day(s)', (_, principal, days, expected) => {
    expect(run(principal, days).totalMinor).toBe(expected);
  });

  const statement: PrincipalSegment[] = [
    { principalMinor: 100_000n, from: '2026-03-30', to: '2026-04-23' },
    { principalMinor: 90_000n, from: '2026-04-23', to: '2026-05-05' },
  ];

  it('E-04: 17.40 by the difference of dates', () => {
    const { totalMinor, lines } = simpleInterest(statement, card);
    expect(totalMinor).toBe(1740n);
    expect(lines.map((line) => [line.days, line.principalMinor, line.amountMinor])).toEqual([
      [24, 100_000n, 1200n],
      [12, 90_000n, 540n],
    ]);
  });

  it('E-08: 17.85 for the same case if the last day counts', () => {
    const { totalMinor, lines } = simpleInterest(statement, { ...card, endInclusive: true });
    expect(totalMinor).toBe(1785n);
    expect(lines.map((line) => line.days)).toEqual([24, 13]);
  });

  it('E-17: 6.90, 5.73, 3.69 by line and rounded down; half up would give 3.70', () => {
    const legs: PrincipalSegment[] = [
      { principalMinor: 150_000n, from: '2023-01-31', to: '2023-02-28' },
      { principalMinor: 112_500n, from: '2023-02-28', to: '2023-03-31' },
      { principalMinor: 75_000n, from: '2023-03-31', to: '2023-04-30' },
      { principalMinor: 37_500n, from: '2023-04-30', to: '2023-05-31' },
    ];
    const down = dailyTerms(rate('0.06'), { dayCount: 'ACT_365F', roundAt: 'PERIOD', roundingMode: 'DOWN' });
    const amounts = (terms: InterestTerms) =>
      simpleInterest(legs, terms).lines.map((line) => line.amountMinor);
    expect(amounts(down)).toEqual([690n, 573n, 369n, 191n]);
    expect(amounts({ ...down, roundingMode: 'HALF_UP' })[2]).toBe(370n);
  });

  it('E-20: 8% a year on 1,000 is 80.00, 0.22 a day, and 11.00 or 10.96 for 50 days', () => {
    const daily = dailyTerms(rate('0.08'), { dayCount: 'ACT_365F', roundAt: 'DAILY' });
    expect(run(100_000n, 365, { ...daily, roundAt: 'TOTAL' }).totalMinor).toBe(8000n);
    expect(run(100_000n, 1, daily).totalMinor).toBe(22n);
    expect(run(100_000n, 50, daily).totalMinor).toBe(1100n);
    expect(run(100_000n, 50, { ...daily, roundAt: 'TOTAL' }).totalMinor).toBe(1096n);
  });

  it('E-22: 5,000 for a year is 400.00; 7,300 for a day is 1.60', () => {
    const terms = dailyTerms(rate('0.08'), { dayCount: 'ACT_365F' });
    expect(run(500_000n, 365, terms).totalMinor).toBe(40_000n);
    expect(run(730_000n, 1, terms).totalMinor).toBe(160n);
  });

  it('section 4.1: 10,000 at 12% for 30 days is 98.63 or 100.00, by the day count', () => {
    const terms = dailyTerms(rate('0.12'), { dayCount: 'ACT_365F' });
    expect(run(1_000_000n, 30, terms).totalMinor).toBe(9863n);
    expect(run(1_000_000n, 30, { ...terms, dayCount: 'ACT_360' }).totalMinor).toBe(10_000n);
  });

  it('D-15: ten days of breathing space bear nothing, and nothing is charged for them later', () => {
    const frozen = [{ from: START, to: addDays(START, 10) }];
    expect(run(100_000n, 10, card, frozen).totalMinor).toBe(0n);
    expect(run(100_000n, 20, card, frozen)).toMatchObject({ totalMinor: 500n, lines: [{ days: 10 }] });
  });
});

describe('day counts', () => {
  it('cut a run at New Year when each year has its own length', () => {
    const terms = dailyTerms(rate('0.0366'), { dayCount: 'ACT_366_BY_YEAR' });
    const segment = { principalMinor: 1_000_000n, from: '2023-12-02', to: '2024-01-31' } as const;
    const { totalMinor, lines } = simpleInterest([segment], terms);
    expect(lines.map((line) => [line.days, line.amountMinor])).toEqual([
      [30, 3008n],
      [30, 3000n],
    ]);
    expect(totalMinor).toBe(6008n);
  });

  it('know the length of each year, centuries too', () => {
    const terms = dailyTerms(rate('1'), { dayCount: 'ACT_366_BY_YEAR' });
    const yearOn = (from: CalendarDate, to: CalendarDate) =>
      simpleInterest([{ principalMinor: 1_000_000n, from, to }], terms).totalMinor;
    expect(yearOn('2000-01-01', '2001-01-01')).toBe(1_000_000n);
    expect(yearOn('2024-01-01', '2025-01-01')).toBe(1_000_000n);
    expect(yearOn('2100-01-01', '2101-01-01')).toBe(1_000_000n);
  });

  it('count every month as thirty days in THIRTY_360', () => {
    const days = (from: CalendarDate, to: CalendarDate) =>
      interestSpans(from, to, 'THIRTY_360', []).reduce((sum, span) => sum + span.days, 0);
    expect(days('2026-01-31', '2026-02-28')).toBe(28);
    expect(days('2026-01-15', '2027-01-15')).toBe(360);
    expect(days('2026-01-30', '2026-01-31')).toBe(0);
  });

  it('leave out frozen days, overlapping or open', () => {
    const spans = interestSpans('2026-01-01', '2026-03-01', 'PER_DAY', [
      { from: '2026-02-20', to: null },
      { from: '2026-01-10', to: '2026-01-20' },
      { from: '2026-01-15', to: '2026-01-25' },
      { from: '2025-12-01', to: '2025-12-31' },
      { from: '2026-02-01', to: '2026-02-01' },
    ]);
    expect(spans).toEqual([
      { from: '2026-01-01', to: '2026-01-10', days: 9 },
      { from: '2026-01-25', to: '2026-02-20', days: 26 },
    ]);
  });
});

describe('first and last day', () => {
  it.each([
    [true, false, 10],
    [true, true, 11],
    [false, true, 10],
    [false, false, 9],
  ])('start counted %s, end counted %s: %d of ten days', (startInclusive, endInclusive, days) => {
    const terms = { ...card, startInclusive, endInclusive };
    expect(run(1_000_000n, 10, terms).lines[0]?.days).toBe(days);
    const through = accruedThroughAtStart(START, terms);
    expect(accrualSpans(through, addDays(START, 10), terms, [])[0]?.days).toBe(days);
  });

  it('a posting charges its own day, or the day of the one before: a freeze shows which', () => {
    const frozen = [{ from: START, to: addDays(START, 1) }];
    const days = (endInclusive: boolean) =>
      accrualSpans(START, addDays(START, 10), { ...card, endInclusive }, frozen)[0]?.days;
    expect([days(false), days(true)]).toEqual([9, 10]);
  });

  it('refuses segments with a gap', () => {
    const gap: PrincipalSegment[] = [
      { principalMinor: 1n, from: '2026-01-01', to: '2026-01-05' },
      { principalMinor: 1n, from: '2026-01-06', to: '2026-01-07' },
    ];
    expect(() => simpleInterest(gap, card)).toThrow('ends on 2026-01-05, the next starts on 2026-01-06');
    expect(simpleInterest([], card).totalMinor).toBe(0n);
  });
});

describe('properties', () => {
  const anyTerms = fc.record({
    rate: fc.constantFrom('0', '0.0005', '0.000333', '0.0731').map(rate),
    dayCount: fc.constantFrom('PER_DAY', 'ACT_365F', 'ACT_366_BY_YEAR', 'ACT_360', 'THIRTY_360'),
    startInclusive: fc.boolean(),
    endInclusive: fc.boolean(),
    roundAt: fc.constantFrom('DAILY', 'PERIOD', 'TOTAL'),
    roundingMode: fc.constantFrom(...Object.values(RoundingMode)),
  }) satisfies fc.Arbitrary<InterestTerms>;
  const steps = fc.array(
    fc.record({
      days: fc.integer({ min: 0, max: 400 }),
      principal: fc.bigInt({ min: -500n, max: 10n ** 9n }),
    }),
    { minLength: 1, maxLength: 8 },
  );
  const frozenAt = fc.array(
    fc.tuple(fc.integer({ min: 0, max: 900 }), fc.integer({ min: 0, max: 200 })).map(([at, length]) => ({
      from: addDays(START, at),
      to: addDays(START, at + length),
    })),
    { maxLength: 3 },
  );

  function segmentsOf(list: readonly { days: number; principal: bigint }[]): PrincipalSegment[] {
    let from = START;
    return list.map(({ days, principal }) => {
      const segment = { principalMinor: principal, from, to: addDays(from, days) };
      from = segment.to;
      return segment;
    });
  }

  it('the lines always sum to the total and never overlap', () => {
    fc.assert(
      fc.property(steps, anyTerms, frozenAt, (list, terms, frozen) => {
        const { totalMinor, lines } = simpleInterest(segmentsOf(list), terms, frozen);
        expect(lines.reduce((sum, line) => sum + line.amountMinor, 0n)).toBe(totalMinor);
        expect(lines.every((line) => line.amountMinor >= 0n && line.principalMinor > 0n)).toBe(true);
        expect(lines.every((line, i) => i === 0 || lines[i - 1]!.to <= line.from)).toBe(true);
      }),
    );
  });

  it('rounding at the total is within one unit of the exact sum, however many lines', () => {
    fc.assert(
      fc.property(steps, (list) => {
        const { totalMinor, lines } = simpleInterest(segmentsOf(list), card);
        const exact = lines.reduce((sum, line) => sum + line.principalMinor * 5n * BigInt(line.days), 0n);
        const error = totalMinor * 10_000n - exact;
        expect(2n * (error < 0n ? -error : error)).toBeLessThanOrEqual(10_000n);
      }),
    );
  });

  it('accrual from value date to value date charges each day once', () => {
    const cuts = fc.array(fc.integer({ min: 0, max: 700 }), { minLength: 2, maxLength: 9 });
    fc.assert(
      fc.property(cuts, anyTerms, frozenAt, (days, terms, frozen) => {
        const dates = days.map((n) => addDays(START, n)).sort();
        const count = (from: CalendarDate, to: CalendarDate) =>
          accrualSpans(from, to, terms, frozen).reduce((sum, span) => sum + span.days, 0);
        const whole = count(dates[0]!, dates.at(-1)!);
        const parts = dates.slice(1).reduce((sum, to, i) => sum + count(dates[i]!, to), 0);
        expect(parts).toBe(whole);
        if (frozen.length === 0 && terms.dayCount === 'PER_DAY') {
          expect(whole).toBe(daysBetween(dates[0]!, dates.at(-1)!));
        }
      }),
    );
  });

  it('more principal never bears less', () => {
    const principal = fc.bigInt({ min: -100n, max: 10n ** 9n });
    fc.assert(
      fc.property(principal, principal, anyTerms, frozenAt, (a, b, terms, frozen) => {
        const spans = accrualSpans(START, addDays(START, 500), terms, frozen);
        const [small, large] = a < b ? [a, b] : [b, a];
        expect(accrue(small, spans, terms).totalMinor <= accrue(large, spans, terms).totalMinor).toBe(true);
      }),
    );
  });
});
