import { randomBytes } from 'node:crypto';

/** Crockford's base32: no I, L, O (read as 1, 1, 0) and no U. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** `length` random symbols (five bits each) and a check symbol, in groups of four: `Q7F2-K9MX-4T`. */
export function newReadableCode(length: number, random: (size: number) => Uint8Array = randomBytes): string {
  const symbols = Array.from(random(length), (byte) => alphabet.charAt(byte & 31)).join('');
  return grouped(symbols + checkSymbol(symbols));
}

/** What a hand typed, in the written form; nothing if it cannot be such a code. */
export function parseReadableCode(typed: string, length: number): string | undefined {
  if (typed.length > 100) return undefined;
  const symbols = typed
    .normalize('NFKC') // full-width letters and digits of Chinese input methods
    .toUpperCase()
    .replace(/[\s\p{Dash}]/gu, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');
  if (symbols.length !== length + 1 || !/^[0-9A-HJKMNP-TV-Z]+$/.test(symbols)) return undefined;
  return symbols.endsWith(checkSymbol(symbols.slice(0, length))) ? grouped(symbols) : undefined;
}

/**
 * Damm's scheme over GF(32): each step doubles modulo x^5 + x^2 + 1 and adds the next symbol. It catches
 * every single wrong symbol and every swap of two neighbours; Crockford's own check adds five signs few can type.
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
