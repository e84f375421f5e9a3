import { newReadableCode, parseReadableCode } from '../kernel/readable-code.ts';

/** 45 random bits: a reference names a person's file to the portal, so it must not be guessable. */
const symbols = 9;

/** A new portal reference, `Q7F2-K9MX-4T`: written on letters, typed by hand at sign-in. */
export function makeReference(): string {
  return newReadableCode(symbols);
}

/** A typed reference in its stored form; nothing if it cannot be one (wrong length, symbol or check). */
export function normaliseReference(typed: string): string | undefined {
  return parseReadableCode(typed, symbols);
}
