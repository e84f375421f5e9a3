import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  addMonths,
  addPeriods,
  type CalendarDate,
  compareDates,
  daysBetween,
  earlierDate,
  Frequency,
  laterDate,
  parseDate,
  todayIn,
} from '../../../server/kernel/calendar-date.ts';
import { fixedClock, fromDate, systemClock, toDate } from '../../../server/kernel/clock.ts';

const START: CalendarDate = '2000-01-01';
const date = fc.integer({ min: -30_000, max: 60_000 }).map((days) => addDays(START, days));

describe('parseDate', () => {
  it.each(['1900-01-01', '2024-02-29', '2000-02-29', '2200-12-31'])('reads %s', (text) => {
    expect(parseDate(text)).toEqual({ ok: true, value: text });
  });

  it.each([
    ['', 'REQUIRED'],
    ['2026-1-31', 'PATTERN'],
    ['31.01.2026', 'PATTERN'],
    ['2026-01-31T00:00:00Z', 'PATTERN'],
    ['２０２６-01-31', 'PATTERN'],
    ['2026-02-29', 'NO_SUCH_DAY'],
    ['1900-02-29', 'NO_SUCH_DAY'],
    ['2026-13-01', 'NO_SUCH_DAY'],
    ['2026-00-10', 'NO_SUCH_DAY'],
    ['2026-01-00', 'NO_SUCH_DAY'],
    ['1899-12-31', 'OUT_OF_RANGE'],
    ['2201-01-01', 'OUT_OF_RANGE'],
  ])('refuses %j: %s', (text, problem) => {
    expect(parseDate(text)).toEqual({ ok: false, error: problem });
  });
});

describe('counting', () => {
  it('E-18: 31 January to 5 March 2013 is 33 days', () => {
    expect(daysBetween('2013-01-31', '2013-03-05')).toBe(33);
    expect(daysBetween('2013-03-05', '2013-01-31')).toBe(-33);
  });

  it('addDays and daysBetween are each other’s inverse, and strings sort as dates do', () => {
    fc.assert(
      fc.property(date, date, (a, b) => {
        const days = daysBetween(a, b);
        expect(addDays(a, days)).toBe(b);
        expect(compareDates(a, b)).toBe(Math.sign(daysBetween(b, a)));
        expect([earlierDate(a, b), laterDate(a, b)]).toEqual([a, b].sort());
      }),
    );
  });

  it('keeps months anchored at the first day', () => {
    const months = (options?: { monthEnd: 'CLAMP' | 'ROLL' }) =>
      [1, 2, 3].map((n) => addMonths('2026-01-31', n, options));
    expect(months()).toEqual(['2026-02-28', '2026-03-31', '2026-04-30']);
    expect(months({ monthEnd: 'ROLL' })).toEqual(['2026-03-01', '2026-03-31', '2026-05-01']);
    expect(addMonths('2024-01-31', 1)).toBe('2024-02-29');
  });

  it('knows the four rhythms', () => {
    const thirdDates = Object.values(Frequency).map((each) => addPeriods('2026-01-31', 2, each));
    expect(thirdDates).toEqual(['2026-02-14', '2026-02-28', '2026-03-28', '2026-03-31']);
  });

  it('gives strictly later dates, period after period', () => {
    const rhythm = fc.constantFrom(...Object.values(Frequency));
    const monthEnd = fc.constantFrom('CLAMP' as const, 'ROLL' as const);
    fc.assert(
      fc.property(date, rhythm, monthEnd, fc.integer({ min: 0, max: 700 }), (first, each, end, n) => {
        const options = { monthEnd: end };
        expect(addPeriods(first, n, each, options) < addPeriods(first, n + 1, each, options)).toBe(true);
      }),
    );
  });
});

describe('clock', () => {
  it('moves only when told', () => {
    const clock = fixedClock('2026-01-31T15:59:59Z');
    expect(todayIn(clock.now(), 'Asia/Shanghai')).toBe('2026-01-31');
    clock.advance({ seconds: 1 });
    expect(todayIn(clock.now(), 'Asia/Shanghai')).toBe('2026-02-01');
    expect(todayIn(clock.now(), 'America/New_York')).toBe('2026-01-31');
    clock.advance({ months: 1, days: 3 });
    expect(clock.now().toString()).toBe('2026-03-03T16:00:00Z');
    clock.set('2020-01-01T00:00:00Z');
    expect(toDate(clock.now()).toISOString()).toBe('2020-01-01T00:00:00.000Z');
    expect(fromDate(toDate(clock.now())).equals(clock.now())).toBe(true);
  });

  it('the system’s goes on', () => {
    const before = systemClock.now();
    expect(systemClock.now().epochNanoseconds).toBeGreaterThanOrEqual(before.epochNanoseconds);
  });
});
