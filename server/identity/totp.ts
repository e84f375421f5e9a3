import { generateSecret, generateURI, verifySync } from 'otplib';
import type { Temporal } from 'temporal-polyfill';
import { normaliseCode } from './one-time-code.ts';

/** RFC 6238: SHA-1, six digits, steps of 30 seconds; what every authenticator app understands. */
const stepSeconds = 30;

export function newTotpSecret(): string {
  return generateSecret();
}

/** For the QR code that an authenticator app scans. */
export function totpUri(secret: string, email: string): string {
  return generateURI({ issuer: 'Quittance', label: email, secret });
}

/** The step a typed code belongs to, this one or a neighbour (clocks differ); null for any other code. */
export function totpStep(secret: string, typed: string, now: Temporal.Instant): number | null {
  const token = normaliseCode(typed);
  if (!/^[0-9]{6}$/.test(token)) return null;
  const epoch = Math.floor(now.epochMilliseconds / 1000);
  const result = verifySync({ strategy: 'totp', secret, token, epoch, epochTolerance: stepSeconds });
  return result.valid && 'timeStep' in result ? result.timeStep : null;
}
