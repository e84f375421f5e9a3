import { Temporal } from 'temporal-polyfill';

/** The time is injected; nothing else in the house asks the machine for it. */
export interface Clock {
  now(): Temporal.Instant;
}

export const systemClock: Clock = { now: () => Temporal.Now.instant() };

/** A clock that stands still until it is told to move. */
export class TestClock implements Clock {
  #now: Temporal.Instant;

  constructor(iso: string) {
    this.#now = Temporal.Instant.from(iso);
  }

  now(): Temporal.Instant {
    return this.#now;
  }

  /** Any unit, months too: the calendar is UTC's. */
  advance(duration: Temporal.DurationLike): void {
    this.#now = this.#now.toZonedDateTimeISO('UTC').add(duration).toInstant();
  }

  set(iso: string): void {
    this.#now = Temporal.Instant.from(iso);
  }
}

export function fixedClock(iso: string): TestClock {
  return new TestClock(iso);
}

/** For drivers that want the old type. */
export function toDate(instant: Temporal.Instant): Date {
  return new Date(instant.epochMilliseconds);
}

export function fromDate(date: Date): Temporal.Instant {
  return Temporal.Instant.fromEpochMilliseconds(date.getTime());
}
