import { createHmac, randomInt, timingSafeEqual } from 'node:crypto';

/** Six digits, five minutes, five tries, one use: OWASP ASVS 5.0, 6.5 and 6.6. */
export const codeRules = {
  minutes: 5,
  tries: 5,
  /** Wrong codes in a row, over all codes of a person; then none works until the creditor renews the contact. */
  failuresPerPerson: 20,
} as const;

export type CodePurpose = 'SIGN_IN' | 'SIGN_AGREEMENT';

export function newCode(): string {
  return randomInt(1_000_000).toString().padStart(6, '0');
}

/** A typed code without what hands and Chinese input methods add to it. */
export function normaliseCode(typed: string): string {
  return typed
    .slice(0, 40)
    .normalize('NFKC')
    .replace(/[\s\p{Dash}]/gu, '');
}

/** Six digits are soon tried out: without the server's secret a stolen table would tell every code. */
export function hashCode(secret: string, challengeId: string, code: string): Buffer {
  return createHmac('sha256', secret).update(`${challengeId}.${code}`).digest();
}

export function sameHash(left: Buffer, right: Buffer): boolean {
  return left.length === right.length && timingSafeEqual(left, right);
}
