import type { Logger } from 'pino';
import type { Clock } from '../../kernel/clock.ts';
import { secondsOf } from './payment-provider.ts';
import { signedHeaders } from './standard-webhooks.ts';

export interface NotifierDeps {
  readonly clock: Clock;
  readonly key: Buffer;
  /** Asked at each attempt: the port is known only once the server listens. */
  readonly webhookUrl: () => string;
  readonly log: Pick<Logger, 'warn'>;
}

const retryAfterMs = [2_000, 10_000];
const timeoutMs = 5_000;

/** Tells our own webhook what happened on the sandbox's page, as a provider would: signed, over HTTP, until heard. */
export class SandboxNotifier {
  readonly #waiting = new Set<NodeJS.Timeout>();

  constructor(private readonly deps: NotifierDeps) {}

  /** Resolves after the first attempt; while the answer is not 2xx, later ones go on by themselves. */
  async notify(eventId: string, body: string, attempt = 0): Promise<void> {
    if (await this.#deliver(eventId, body)) return;
    const wait = retryAfterMs[attempt];
    if (wait === undefined)
      this.deps.log.warn({ eventId }, 'sandbox webhook given up; reconciliation will ask');
    else this.notifyLater(wait, eventId, body, attempt + 1);
  }

  notifyLater(afterMs: number, eventId: string, body: string, attempt = 0): void {
    const timer = setTimeout(() => {
      this.#waiting.delete(timer);
      void this.notify(eventId, body, attempt);
    }, afterMs);
    timer.unref();
    this.#waiting.add(timer);
  }

  /** What waits is not sent any more; reconciliation asks instead. */
  close(): void {
    for (const timer of this.#waiting) clearTimeout(timer);
    this.#waiting.clear();
  }

  /** Nobody listening, or no answer in time, is an ordinary "no". */
  async #deliver(eventId: string, body: string): Promise<boolean> {
    const { clock, key, webhookUrl } = this.deps;
    const message = { id: eventId, timestamp: secondsOf(clock.now()), body };
    const headers = { ...signedHeaders(key, message), 'content-type': 'application/json' };
    const post = async () => {
      const signal = AbortSignal.timeout(timeoutMs);
      const response = await fetch(webhookUrl(), {
        method: 'POST',
        headers,
        body,
        redirect: 'manual',
        signal,
      });
      await response.body?.cancel();
      return response.ok;
    };
    return post().catch(() => false);
  }
}
