import { randomBytes } from 'node:crypto';

/** Crockford's base32: no I, L, O (read as 1, 1, 0) and no U. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const payloadLength = 16;

/**
 * The code on a paper, typed by hand on the public page `/verify/<code>`: 80 random bits and a check
 * symbol, written `XXXX-XXXX-XXXX-XXXX-C`. The grouped form is the only one that is stored and printed.
 */
export function newVerificationCode(random: (size: number) => Uint8Array = randomBytes): string {
  const symbols = Array.from(random(payloadLength), (byte) => alphabet.charAt(byte & 31)).join('');
  return grouped(symbols + checkSymbol(symbols));
}

/** The code in its stored form, or nothing if what was typed cannot be one. */
export function parseVerificationCode(typed: string): string | undefined {
  const symbols = typed
    .normalize('NFKC') // full-width letters and digits of Chinese input methods
    .toUpperCase()
    .replace(/[\s\p{Dash}]/gu, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');
  if (!/^[0-9A-HJKMNP-TV-Z]{17}$/.test(symbols)) return undefined;
  const payload = symbols.slice(0, payloadLength);
  return symbols.endsWith(checkSymbol(payload)) ? grouped(symbols) : undefined;
}

/**
 * Damm's scheme over GF(32): each step doubles modulo x^5 + x^2 + 1 and adds the next symbol. It catches
 * every single wrong symbol and every swap of two; Crockford's own check adds five signs few can type.
 */
function checkSymbol(symbols: string): string {
  const sum = Array.from(symbols).reduce((carry, symbol) => doubled(carry ^ alphabet.indexOf(symbol)), 0);
  return alphabet.charAt(sum);
}

function doubled(value: number): number {
  return value & 16 ? (value << 1) ^ 0b100101 : value << 1;
}

function grouped(symbols: string): string {
  return symbols.replace(/.{4}(?=.)/g, '$&-');
}
