import pg from 'pg';
import type { Logger } from 'pino';
import type { Actor } from '../../identity/actor.ts';
import { AppError } from '../../kernel/errors.ts';
import type { ActivityType } from './activity.ts';

/** What the database says when an event is written (`notify_activity`). */
export interface ActivityNotice {
  readonly debtorId: string;
  readonly eventId: string;
  readonly creditorId: string;
  readonly type: ActivityType;
}
/** Null: look up, something about the feed has changed. */
type Listener = (notice: ActivityNotice | null) => void;

const reconnectMs = 1000;
const connectMs = 5000;
/** Streams that one session or key may hold open at once. */
const streamsMax = 8;
/** Notices that wait for a slow reader. */
const waitingMax = 1000;

/**
 * Hears every event that any instance writes, through one LISTEN connection, and hands it to the subscribers of
 * this process. A subscriber that was away reads what it missed from the log: nothing is only in a notice.
 */
export class ActivityFeed {
  readonly #listeners = new Set<Listener>();
  /** Open streams by session or key. */
  readonly #streams = new Map<string, number>();
  #draining = false;
  #client: pg.Client | null = null;
  #closed = false;

  constructor(
    private readonly url: string,
    private readonly log: Logger,
  ) {}

  async start(): Promise<void> {
    const client = new pg.Client({ connectionString: this.url, connectionTimeoutMillis: connectMs });
    client.on('notification', ({ payload }) => this.#hear(payload ?? ''));
    client.on('error', () => undefined);
    try {
      await client.connect();
      await client.query('listen activity');
    } catch (error) {
      await client.end().catch(() => undefined);
      throw error;
    }
    client.once('end', () => this.#reconnect());
    this.#client = client;
  }

  async stop(): Promise<void> {
    this.#closed = true;
    await this.#client?.end();
  }

  /** Every notice from now on that the actor may see, until the iterator is returned or the process drains. */
  async *subscribe(actor: Actor): AsyncGenerator<ActivityNotice> {
    const owner = ownerOf(actor);
    const streams = (this.#streams.get(owner) ?? 0) + 1;
    if (streams > streamsMax) throw new AppError('RATE_LIMITED', `At most ${streamsMax} streams at once.`);
    this.#streams.set(owner, streams);
    const queue: ActivityNotice[] = [];
    let wake = () => {};
    const listener: Listener = (notice) => {
      if (notice === null || maySee(actor, notice)) {
        if (notice) queue.push(notice);
        wake();
      }
    };
    this.#listeners.add(listener);
    try {
      // A reader who falls too far behind is sent away: everything is in the log.
      while (!this.#draining && queue.length <= waitingMax) {
        const next = queue.shift();
        if (next) yield next;
        else await new Promise<void>((resolve) => (wake = resolve));
      }
    } finally {
      this.#listeners.delete(listener);
      this.#streams.set(owner, this.#streams.get(owner)! - 1);
      if (this.#streams.get(owner) === 0) this.#streams.delete(owner);
    }
  }

  /** Ends every subscription; clients come back to another instance, or to the next start. */
  stopSubscriptions(): void {
    this.#draining = true;
    for (const listener of this.#listeners) listener(null);
  }

  #hear(payload: string): void {
    const [debtorId, eventId, creditorId, type] = payload.split('.');
    if (!debtorId || !eventId || !creditorId || !type) return;
    const notice = { debtorId, eventId, creditorId, type: type as ActivityType };
    for (const listener of this.#listeners) listener(notice);
  }

  /** The one place that tries again: a failed try and a broken connection both lead here once. */
  #reconnect(): void {
    this.#client = null;
    if (this.#closed) return;
    setTimeout(() => {
      if (this.#closed) return;
      this.start().catch((error) => {
        this.log.warn({ err: error }, 'the activity feed could not connect; trying again');
        this.#reconnect();
      });
    }, reconnectMs).unref();
  }
}

/** The same rule as the visibility of activity_event; the read that follows applies it again. */
function maySee(actor: Actor, { debtorId, creditorId }: ActivityNotice): boolean {
  switch (actor.kind) {
    case 'DEBTOR':
      return actor.debtorId === debtorId;
    case 'AGENT':
    case 'INTEGRATOR':
      return actor.creditorIds.includes(creditorId);
    default:
      return false;
  }
}

function ownerOf(actor: Actor): string {
  return 'sessionId' in actor ? actor.sessionId : actor.kind;
}
