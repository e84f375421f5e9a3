import type { Logger } from 'pino';
import type { App } from './app.ts';

const minute = 60_000;

/**
 * What has to be done now and then. Every task may run on several instances at once and again after a crash: each
 * effect happens once in the database.
 */
export function startHousekeeping({ identity, payments, clock }: App, log: Logger): void {
  every(60 * minute, () => identity.debtors.forgetStale());
  every(10 * minute, () => payments.settlement.reconcilePending(clock.now()));

  function every(milliseconds: number, task: () => Promise<unknown>): void {
    const run = () => task().catch((err) => log.error({ err }, 'a task of housekeeping failed'));
    setInterval(run, milliseconds).unref();
  }
}
