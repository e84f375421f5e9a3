import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  buildSchedule,
  type ScheduledInstalment,
  type ScheduleRequest,
  type ScheduleRounding,
} from '../../../server/features/plans/schedule.ts';
import { addDays, Frequency } from '../../../server/kernel/calendar-date.ts';

const monthly = { firstDueOn: '2026-01-31', frequency: 'MONTHLY', maxCount: 600 } as const;

function schedule(request: Omit<ScheduleRequest, keyof typeof monthly> & Partial<ScheduleRequest>) {
  const built = buildSchedule({ ...monthly, ...request });
  if (!built.ok) throw new Error(built.error.message);
  return built.value;
}

const amounts = (rows: readonly ScheduledInstalment[]) => rows.map((row) => row.amountMinor);
const dates = (rows: readonly ScheduledInstalment[]) => rows.map((row) => row.dueOn);

describe('worked examples', () => {
  it('E-14: 60,000 in 60 with the interest frozen is 60 × 1,000.00', () => {
    expect(amounts(schedule({ totalMinor: 6_000_000n, size: { count: 60 } }))).toEqual(
      Array(60).fill(100_000n),
    );
  });

  it('D-06: the last absorbs: 1,000 / 3 and 8,000 / 36', () => {
    expect(amounts(schedule({ totalMinor: 100_000n, size: { count: 3 } }))).toEqual([
      33_333n,
      33_333n,
      33_334n,
    ]);
    const long = amounts(schedule({ totalMinor: 800_000n, size: { count: 36 } }));
    expect(long).toEqual([...Array(35).fill(22_222n), 22_230n]);
  });

  it('E-23, E-24: capital in equal parts, all interest on the last', () => {
    const hmrc = (capital: bigint, interestMinor: bigint) => {
      const rounding: ScheduleRounding = { kind: 'CAPITAL_HALF_UP_INTEREST_LAST', interestMinor };
      return amounts(schedule({ totalMinor: capital + interestMinor, size: { count: 10 }, rounding }));
    };
    expect(hmrc(200_000n, 3_274n)).toEqual([...Array(9).fill(20_000n), 23_274n]);
    expect(hmrc(100_000n, 1_954n)).toEqual([...Array(9).fill(10_000n), 11_954n]);
  });

  it('rounds the capital half up: 1,000 / 6', () => {
    const rounding: ScheduleRounding = { kind: 'CAPITAL_HALF_UP_INTEREST_LAST', interestMinor: 0n };
    const rows = schedule({ totalMinor: 100_000n, size: { count: 6 }, rounding });
    expect(amounts(rows)).toEqual([...Array(5).fill(16_667n), 16_665n]);
  });

  it('E-31: 1,250 in 4 by whole units is 312, 312, 312, 314', () => {
    const rounding: ScheduleRounding = { kind: 'MULTIPLE_OF', unitMinor: 100n };
    const rows = schedule({ totalMinor: 125_000n, size: { count: 4 }, rounding });
    expect(amounts(rows)).toEqual([31_200n, 31_200n, 31_200n, 31_400n]);
  });

  it('E-34: 200 at 50 takes 4, the last 21 days or 3 months after the first', () => {
    const at50 = { totalMinor: 20_000n, size: { amountMinor: 5_000n }, firstDueOn: '2026-01-31' } as const;
    expect(dates(schedule({ ...at50, frequency: 'WEEKLY' }))).toHaveLength(4);
    expect(schedule({ ...at50, frequency: 'WEEKLY' }).at(-1)?.dueOn).toBe(addDays('2026-01-31', 21));
    expect(dates(schedule(at50))).toEqual(['2026-01-31', '2026-02-28', '2026-03-31', '2026-04-30']);
  });

  it('rolls a missing 31st into the next month where the contract says so', () => {
    const rows = schedule({ totalMinor: 300n, size: { count: 3 }, monthEnd: 'ROLL' });
    expect(dates(rows)).toEqual(['2026-01-31', '2026-03-01', '2026-03-31']);
  });

  it('accepts as many instalments as the limit', () => {
    expect(schedule({ totalMinor: 6_000n, size: { count: 60 }, maxCount: 60 })).toHaveLength(60);
  });

  it('pays the rest last when an amount does not divide the total', () => {
    expect(amounts(schedule({ totalMinor: 10_100n, size: { amountMinor: 5_000n } }))).toEqual([
      5_000n,
      5_000n,
      100n,
    ]);
    expect(amounts(schedule({ totalMinor: 100n, size: { amountMinor: 5_000n } }))).toEqual([100n]);
  });
});

describe('refusals', () => {
  const half: ScheduleRounding = { kind: 'CAPITAL_HALF_UP_INTEREST_LAST', interestMinor: 0n };

  it.each([
    ['NOTHING_OWED', { totalMinor: 0n, size: { count: 1 } }],
    ['COUNT_NOT_POSITIVE', { totalMinor: 100n, size: { count: 0 } }],
    ['COUNT_NOT_POSITIVE', { totalMinor: 100n, size: { count: 1.5 } }],
    ['AMOUNT_NOT_POSITIVE', { totalMinor: 100n, size: { amountMinor: 0n } }],
    ['TOO_MANY_INSTALMENTS', { totalMinor: 10_000n, size: { count: 61 }, maxCount: 60 }],
    ['TOO_MANY_INSTALMENTS', { totalMinor: 6_001n, size: { amountMinor: 100n }, maxCount: 60 }],
    ['INSTALMENT_TOO_SMALL', { totalMinor: 3n, size: { count: 4 } }],
    ['INSTALMENT_TOO_SMALL', { totalMinor: 10n, size: { count: 15 }, rounding: half }],
  ] as const)('%s', (code, request) => {
    expect(buildSchedule({ ...monthly, ...request })).toMatchObject({ ok: false, error: { code } });
  });

  it('say what would be right', () => {
    const refused = buildSchedule({
      ...monthly,
      totalMinor: 6_001n,
      size: { amountMinor: 100n },
      maxCount: 60,
    });
    expect(refused).toEqual({
      ok: false,
      error: {
        code: 'TOO_MANY_INSTALMENTS',
        message: 'This would take 61 instalments; at most 60 are possible.',
        path: ['amount'],
      },
    });
  });
});

describe('properties', () => {
  const total = fc.bigInt({ min: 1n, max: 10n ** 12n });
  const count = fc.integer({ min: 1, max: 120 });
  const rounding = fc.oneof(
    fc.constant<ScheduleRounding>({ kind: 'LAST_ABSORBS_TRUNCATE' }),
    fc.bigInt({ min: 0n, max: 10n ** 6n }).map<ScheduleRounding>((interestMinor) => ({
      kind: 'CAPITAL_HALF_UP_INTEREST_LAST',
      interestMinor,
    })),
    fc
      .constantFrom(1n, 100n, 1000n)
      .map<ScheduleRounding>((unitMinor) => ({ kind: 'MULTIPLE_OF', unitMinor })),
  );
  const size = fc.oneof(
    count.map((n) => ({ count: n })),
    fc.bigInt({ min: 1n, max: 10n ** 10n }).map((amountMinor) => ({ amountMinor })),
  );
  const timetable = fc.record({
    firstDueOn: fc.integer({ min: 0, max: 2000 }).map((days) => addDays('2026-01-01', days)),
    frequency: fc.constantFrom(...Object.values(Frequency)),
    monthEnd: fc.constantFrom('CLAMP' as const, 'ROLL' as const),
  });

  it('an accepted schedule sums to the total, differs only at the last, and moves forward', () => {
    fc.assert(
      fc.property(total, size, rounding, timetable, (totalMinor, asked, how, when) => {
        const built = buildSchedule({ ...when, totalMinor, size: asked, rounding: how, maxCount: 120 });
        if (!built.ok) return;
        const list = amounts(built.value);
        expect(list.reduce((a, b) => a + b, 0n)).toBe(totalMinor);
        expect(list.every((amount) => amount > 0n)).toBe(true);
        expect(new Set(list.slice(0, -1)).size).toBeLessThanOrEqual(1);
        expect(dates(built.value).every((dueOn, i, all) => i === 0 || all[i - 1]! < dueOn)).toBe(true);
        expect(built.value.map((row) => row.number)).toEqual(list.map((_, i) => i + 1));
        if ('count' in asked) expect(list).toHaveLength(asked.count);
        else expect(list.at(-1)! <= asked.amountMinor).toBe(true);
      }),
    );
  });
});
