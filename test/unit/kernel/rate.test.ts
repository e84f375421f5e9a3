import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatRate, parseRate, RoundingMode, rate, roundDivide } from '../../../server/kernel/rate.ts';

describe('rates', () => {
  it.each([
    ['0.0005', { digits: 5n, scale: 4 }],
    ['0.000500', { digits: 5n, scale: 4 }],
    ['12', { digits: 12n, scale: 0 }],
    ['1.50', { digits: 15n, scale: 1 }],
    ['0', { digits: 0n, scale: 0 }],
    ['0.00', { digits: 0n, scale: 0 }],
  ])('reads %s', (text, expected) => {
    expect(parseRate(text)).toEqual({ ok: true, value: expected });
  });

  it.each([
    ['', 'REQUIRED'],
    ['-0.01', 'PATTERN'],
    ['.5', 'PATTERN'],
    ['5e-4', 'PATTERN'],
    ['0.05%', 'PATTERN'],
    ['0.0000000000001', 'TOO_MANY_DECIMALS'],
  ])('refuses %j: %s', (text, problem) => {
    expect(parseRate(text)).toEqual({ ok: false, error: problem });
    expect(() => rate(text)).toThrow(problem);
  });

  it('reads back whatever it prints', () => {
    const arbitrary = fc.record({
      digits: fc.bigInt({ min: 0n, max: 999_999n }),
      scale: fc.integer({ min: 0, max: 12 }),
    });
    fc.assert(
      fc.property(arbitrary, (value) => {
        const text = formatRate(value);
        const read = rate(text);
        expect(read.digits * 10n ** BigInt(value.scale)).toBe(value.digits * 10n ** BigInt(read.scale));
        expect(formatRate(rate(formatRate(read)))).toBe(formatRate(read));
      }),
    );
  });
});

describe('roundDivide', () => {
  // The table of java.math.RoundingMode, in tenths.
  const inputs = [55n, 25n, 16n, 11n, 10n, -10n, -11n, -16n, -25n, -55n];
  const expected: Record<RoundingMode, bigint[]> = {
    UP: [6n, 3n, 2n, 2n, 1n, -1n, -2n, -2n, -3n, -6n],
    DOWN: [5n, 2n, 1n, 1n, 1n, -1n, -1n, -1n, -2n, -5n],
    CEILING: [6n, 3n, 2n, 2n, 1n, -1n, -1n, -1n, -2n, -5n],
    FLOOR: [5n, 2n, 1n, 1n, 1n, -1n, -2n, -2n, -3n, -6n],
    HALF_UP: [6n, 3n, 2n, 1n, 1n, -1n, -1n, -2n, -3n, -6n],
    HALF_EVEN: [6n, 2n, 2n, 1n, 1n, -1n, -1n, -2n, -2n, -6n],
  };

  it.each(Object.values(RoundingMode))('%s rounds as java.math does', (mode) => {
    expect(inputs.map((tenths) => roundDivide(tenths, 10n, mode))).toEqual(expected[mode]);
    expect(inputs.map((tenths) => roundDivide(-tenths, -10n, mode))).toEqual(expected[mode]);
  });

  it('rounds a value between −1 and 0 by its sign', () => {
    expect(roundDivide(-1n, 10n, 'FLOOR')).toBe(-1n);
    expect(roundDivide(-1n, 10n, 'UP')).toBe(-1n);
    expect(roundDivide(-1n, 10n, 'CEILING')).toBe(0n);
    expect(roundDivide(-5n, 10n, 'HALF_UP')).toBe(-1n);
    expect(roundDivide(-5n, 10n, 'HALF_EVEN')).toBe(0n);
  });

  it('is never a whole unit away, and refuses zero', () => {
    const number = fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n });
    const modes = fc.constantFrom(...Object.values(RoundingMode));
    fc.assert(
      fc.property(
        number,
        number.filter((n) => n !== 0n),
        modes,
        (a, b, mode) => {
          const error = roundDivide(a, b, mode) * b - a;
          const size = b < 0n ? -b : b;
          expect(error < size && -error < size).toBe(true);
        },
      ),
    );
    expect(() => roundDivide(1n, 0n, 'DOWN')).toThrow(RangeError);
  });
});
