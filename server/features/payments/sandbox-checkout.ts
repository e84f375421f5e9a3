import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { currencyCodes } from '../../kernel/money.ts';
import { locales } from '../../locales/words.ts';

/**
 * A checkout travels inside its own reference, sealed with the sandbox's key: nobody can alter it, two openings of
 * one payment are one reference, and the sandbox needs no table.
 */
const shape = z.strictObject({
  paymentId: z.uuid(),
  amountMinor: z
    .string()
    .regex(/^[1-9][0-9]{0,18}$/)
    .transform(BigInt),
  currency: z.enum(currencyCodes),
  description: z.string(),
  returnUrl: z.url(),
  cancelUrl: z.url(),
  locale: z.enum(locales),
  expiresAt: z.iso.datetime(),
});
export type SandboxCheckout = z.infer<typeof shape>;

/** What a person who opens the page meets. */
export type CheckoutState = 'OPEN' | 'PAID' | 'EXPIRED';

const SEAL_BYTES = 32;

export function sealCheckout(key: Buffer, { amountMinor, ...checkout }: SandboxCheckout): string {
  const text = JSON.stringify({ ...checkout, amountMinor: amountMinor.toString() });
  return Buffer.concat([seal(key, text), Buffer.from(text)]).toString('base64url');
}

/** Null for a reference that this key has not sealed. */
export function openCheckout(key: Buffer, reference: string): SandboxCheckout | null {
  const bytes = Buffer.from(reference, 'base64url');
  if (bytes.length <= SEAL_BYTES || bytes.toString('base64url') !== reference) return null;
  const text = bytes.subarray(SEAL_BYTES).toString();
  if (!timingSafeEqual(bytes.subarray(0, SEAL_BYTES), seal(key, text))) return null;
  return shape.parse(JSON.parse(text));
}

function seal(key: Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}
