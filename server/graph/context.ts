import type { Temporal } from 'temporal-polyfill';
import type { ActivityNotice } from '../features/activity/activity.feed.ts';
import type { Actor } from '../identity/actor.ts';
import type { Claims } from '../identity/token.ts';
import type { Clock } from '../kernel/clock.ts';

/** What a resolver and the reader know about the request. */
export interface GraphContext {
  readonly requestId: string;
  /** The peer's address, for rate limits; never shown. */
  readonly ip: string;
  /**
   * What the request's token claims; proven by `actor()` or, for reads, inside the read's own transaction. A sign-in
   * changes it for what is read of its own answer.
   */
  readonly claims: Claims | null;
  readonly now: Temporal.Instant;
  readonly clock: Clock;
  /** Proves the claims, once per request; ANONYMOUS without a valid session. */
  actor(): Promise<Actor>;
  readonly session: SessionCookies;
  /** Notices of events that the actor may see, from now on. */
  activity(actor: Actor): AsyncIterable<ActivityNotice>;
}

export interface SessionCookies {
  /** Puts the session's token into the response's cookie. */
  start(token: string, kind: 'DEBTOR' | 'AGENT'): void;
  /** Removes the session cookie of this side. */
  end(kind: 'DEBTOR' | 'AGENT'): void;
}
