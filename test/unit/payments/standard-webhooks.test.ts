import { describe, expect, it } from 'vitest';
import { signedHeaders, verifyMessage } from '../../../server/features/payments/standard-webhooks.ts';
import { TestClock } from '../../../server/kernel/clock.ts';

/** The example of the specification's reference libraries. */
const key = Buffer.from('MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', 'base64');
const message = {
  id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
  timestamp: 1_614_265_330,
  body: '{"test": 2432232314}',
};
const published = 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=';

const clock = new TestClock('2021-02-25T15:02:10Z');
const received = (
  change: { headers?: Record<string, string>; body?: Buffer; secondsLater?: number } = {},
) => ({
  headers: { ...signedHeaders(key, message), ...change.headers },
  rawBody: change.body ?? Buffer.from(message.body),
  now: clock.now().add({ seconds: change.secondsLater ?? 0 }),
});

describe('Standard Webhooks', () => {
  it('signs the published example as published', () => {
    expect(signedHeaders(key, message)).toEqual({
      'webhook-id': message.id,
      'webhook-timestamp': '1614265330',
      'webhook-signature': published,
    });
    expect(verifyMessage(key, received())).toEqual({ ok: true, value: message.id });
  });

  it('refuses every message that differs in one bit, wherever it is', () => {
    const parts = ['webhook-id', 'webhook-timestamp', 'webhook-signature'] as const;
    let flips = 0;
    const refuses = (webhook: ReturnType<typeof received>) => {
      flips += 1;
      expect(verifyMessage(key, webhook)).toEqual({ ok: false, error: 'BAD_SIGNATURE' });
    };
    for (const body of oneBitOff(Buffer.from(message.body))) refuses(received({ body }));
    for (const part of parts) {
      for (const bytes of oneBitOff(Buffer.from(received().headers[part]!))) {
        refuses(received({ headers: { [part]: bytes.toString('latin1') } }));
      }
    }
    expect(flips).toBe(8 * (20 + 28 + 10 + 47));
  });

  it('refuses another secret', () => {
    for (const other of oneBitOff(key)) expect(verifyMessage(other, received()).ok).toBe(false);
  });

  it('is patient for 300 seconds either way', () => {
    const at = (secondsLater: number) => verifyMessage(key, received({ secondsLater }));
    expect(at(300).ok && at(-300).ok).toBe(true);
    expect(at(301)).toEqual({ ok: false, error: 'STALE' });
    expect(at(-301)).toEqual({ ok: false, error: 'STALE' });
  });

  it('takes any of several signatures, as while keys change, but not without end', () => {
    const other = 'v1,AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=';
    const signed = (signatures: string[]) =>
      verifyMessage(key, received({ headers: { 'webhook-signature': signatures.join(' ') } }));
    expect(signed([other, 'v1a,x', published]).ok).toBe(true);
    expect(signed([other, 'v1a,x']).ok).toBe(false);
    expect(signed([...Array(8).fill(other), published]).ok).toBe(false);
  });

  it.each(['webhook-id', 'webhook-timestamp', 'webhook-signature'])('needs the header %s', (name) => {
    const { [name]: _, ...headers } = received().headers;
    expect(verifyMessage(key, { ...received(), headers })).toEqual({ ok: false, error: 'BAD_SIGNATURE' });
  });
});

function* oneBitOff(bytes: Buffer): Generator<Buffer> {
  for (let bit = 0; bit < 8 * bytes.length; bit += 1) {
    const changed = Buffer.from(bytes);
    changed[bit >> 3]! ^= 1 << (bit & 7);
    yield changed;
  }
}
