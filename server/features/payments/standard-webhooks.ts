import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Temporal } from 'temporal-polyfill';
import { err, ok, type Result } from '../../kernel/result.ts';
import { secondsOf, type Webhook, webhookToleranceSeconds } from './payment-provider.ts';

/** Signed messages over HTTP as in Standard Webhooks 1.0.0 (standardwebhooks.com), symmetric scheme `v1`. */

export interface SignedMessage {
  readonly id: string;
  readonly timestamp: number;
  readonly body: string;
}

const ID = /^[A-Za-z0-9_-]{1,100}$/;
const SECONDS = /^[0-9]{1,12}$/;
/** Several are for a change of keys; no honest sender has more. */
const SIGNATURES_MAX = 8;

export function signedHeaders(key: Buffer, { id, timestamp, body }: SignedMessage): Record<string, string> {
  return {
    'webhook-id': id,
    'webhook-timestamp': timestamp.toString(),
    'webhook-signature': signature(key, id, timestamp.toString(), body),
  };
}

/** Answers the message's id; the caller may now believe the body. */
export function verifyMessage(
  key: Buffer,
  { headers, rawBody, now }: Webhook,
): Result<string, 'BAD_SIGNATURE' | 'STALE'> {
  const { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures } = headers;
  if (typeof id !== 'string' || typeof timestamp !== 'string' || typeof signatures !== 'string') {
    return err('BAD_SIGNATURE');
  }
  if (!ID.test(id) || !SECONDS.test(timestamp)) return err('BAD_SIGNATURE');
  const expected = Buffer.from(signature(key, id, timestamp, rawBody));
  const genuine = signatures
    .split(' ', SIGNATURES_MAX)
    .some((each) => sameBytes(Buffer.from(each), expected));
  if (!genuine) return err('BAD_SIGNATURE');
  return isFresh(Number(timestamp), now) ? ok(id) : err('STALE');
}

function isFresh(timestamp: number, now: Temporal.Instant): boolean {
  return Math.abs(secondsOf(now) - timestamp) <= webhookToleranceSeconds;
}

function signature(key: Buffer, id: string, timestamp: string, body: string | Buffer): string {
  return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.`).update(body).digest('base64')}`;
}

function sameBytes(given: Buffer, expected: Buffer): boolean {
  return given.length === expected.length && timingSafeEqual(given, expected);
}
