import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  add,
  allocate,
  compare,
  currencyCodes,
  isCurrencyCode,
  isZero,
  MAX_MINOR,
  max,
  min,
  money,
  multiplyRate,
  negate,
  parseDecimal,
  subtract,
  sum,
  toDecimal,
} from '../../../server/kernel/money.ts';
import { rate } from '../../../server/kernel/rate.ts';

const minor = fc.bigInt({ min: -MAX_MINOR, max: MAX_MINOR });
const currency = fc.constantFrom(...currencyCodes);

describe('parseDecimal', () => {
  it.each([
    ['1234.56', 'CNY', 123456n],
    ['0', 'GBP', 0n],
    ['-0.05', 'USD', -5n],
    ['7.5', 'EUR', 750n],
    ['1234', 'JPY', 1234n],
    ['92233720368547758.07', 'CNY', MAX_MINOR],
    ['-9223372036854775807', 'JPY', -MAX_MINOR],
  ] as const)('reads %s %s', (text, code, expected) => {
    expect(parseDecimal(text, code)).toEqual({ ok: true, value: { minor: expected, currency: code } });
  });

  it.each([
    ['', 'CNY', 'REQUIRED'],
    ['1e3', 'CNY', 'PATTERN'],
    ['+1', 'CNY', 'PATTERN'],
    [' 1', 'CNY', 'PATTERN'],
    ['1\n', 'CNY', 'PATTERN'],
    ['1.', 'CNY', 'PATTERN'],
    ['.5', 'CNY', 'PATTERN'],
    ['007', 'CNY', 'PATTERN'],
    ['1,000.00', 'CNY', 'PATTERN'],
    ['١٢', 'CNY', 'PATTERN'],
    ['１２', 'CNY', 'PATTERN'],
    ['1.005', 'CNY', 'TOO_MANY_DECIMALS'],
    ['1.0', 'JPY', 'TOO_MANY_DECIMALS'],
    ['92233720368547758.08', 'CNY', 'OUT_OF_RANGE'],
    ['9'.repeat(10_000), 'CNY', 'OUT_OF_RANGE'],
  ] as const)('refuses %j %s: %s', (text, code, problem) => {
    expect(parseDecimal(text, code)).toEqual({ ok: false, error: problem });
  });

  it('reads back whatever toDecimal prints', () => {
    fc.assert(
      fc.property(minor, currency, (units, code) => {
        const amount = money(units, code);
        expect(parseDecimal(toDecimal(amount), code)).toEqual({ ok: true, value: amount });
      }),
    );
  });
});

describe('arithmetic', () => {
  const [two, five] = [money(200n, 'CNY'), money(500n, 'CNY')];

  it('adds, subtracts, compares', () => {
    expect(add(two, five)).toEqual(money(700n, 'CNY'));
    expect(subtract(two, five)).toEqual(negate(money(300n, 'CNY')));
    expect(sum([], 'USD')).toEqual(money(0n, 'USD'));
    expect(sum([two, five, two], 'CNY')).toEqual(money(900n, 'CNY'));
    expect([compare(two, five), compare(five, two), compare(two, two)]).toEqual([-1, 1, 0]);
    expect([min(two, five), max(two, five)]).toEqual([two, five]);
    expect(isZero(subtract(two, two))).toBe(true);
  });

  it('never mixes currencies and never leaves int8', () => {
    expect(() => add(two, money(1n, 'USD'))).toThrow('CNY and USD do not mix.');
    expect(() => add(money(MAX_MINOR, 'CNY'), money(1n, 'CNY'))).toThrow(RangeError);
  });

  it('knows its currencies, and nothing that merely looks like one', () => {
    expect(isCurrencyCode('CNY')).toBe(true);
    expect(isCurrencyCode('toString')).toBe(false);
  });

  it('multiplies by an exact rate and rounds once', () => {
    expect(multiplyRate(800_000n, rate('0.0005'), 182n, 'HALF_UP')).toBe(72_800n);
    const year = { numerator: 33n, denominator: 365n };
    expect(multiplyRate(1_000_000n, rate('0.08'), year, 'HALF_UP')).toBe(7_233n);
  });
});

describe('allocate', () => {
  it('E-16: splits 160.00 pro rata without losing the penny that the source lost', () => {
    const shares = allocate(money(16_000n, 'GBP'), [455_000n, 670_000n, 120_000n]);
    expect(shares.map(toDecimal)).toEqual(['58.47', '86.11', '15.42']);
  });

  it('gives the units left over to the largest remainders, not to the largest weights', () => {
    // Exact shares 5.2, 2.4, 2.4: the unit goes to a .4, not to the .2 of the largest weight.
    expect(allocate(money(10n, 'CNY'), [52n, 24n, 24n]).map((share) => share.minor)).toEqual([5n, 3n, 2n]);
  });

  it('refuses weights that cannot be', () => {
    expect(() => allocate(money(1n, 'CNY'), [])).toThrow(RangeError);
    expect(() => allocate(money(1n, 'CNY'), [0n])).toThrow(RangeError);
    expect(() => allocate(money(1n, 'CNY'), [2n, -1n])).toThrow(RangeError);
  });

  it('keeps the whole, within one unit of the exact share', () => {
    const weights = fc
      .array(fc.bigInt({ min: 0n, max: 10n ** 12n }), { minLength: 1, maxLength: 30 })
      .filter((list) => list.some((weight) => weight > 0n));
    fc.assert(
      fc.property(minor, weights, (units, list) => {
        const total = list.reduce((a, b) => a + b, 0n);
        const shares = allocate(money(units, 'CNY'), list);
        expect(sum(shares, 'CNY').minor).toBe(units);
        shares.forEach((share, i) => {
          const error = share.minor * total - units * list[i]!;
          expect(error < total && -error < total).toBe(true);
        });
      }),
    );
  });
});
