import type { DataSource, EntityManager } from 'typeorm';
import type { Actor } from '../identity/actor.ts';

/** The transaction handle: the first parameter of every repository function. */
export type Tx = EntityManager;

/** Serialization failure, deadlock, lock not available: nothing was done, doing it again is right. */
const retryable = new Set(['40001', '40P01', '55P03']);
const attemptsMax = 5;

/**
 * Runs a use case in one transaction that sees exactly what the actor may see (row-level security)
 * and retries it whole when PostgreSQL asks for that.
 */
export async function inTransaction<T>(
  source: DataSource,
  actor: Actor,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await source.transaction(async (tx) => {
        await enterAs(tx, actor);
        return work(tx);
      });
    } catch (error) {
      if (attempt >= attemptsMax || !retryable.has(sqlState(error) ?? '')) throw error;
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 20 * attempt));
    }
  }
}

async function enterAs(tx: Tx, actor: Actor): Promise<void> {
  const creditorIds = 'creditorIds' in actor ? `{${actor.creditorIds.join(',')}}` : '';
  await tx.query(
    `select set_config('app.debtor_id', $1, true), set_config('app.creditor_ids', $2, true),
            set_config('app.system', $3, true), set_config('lock_timeout', '5s', true)`,
    [actor.kind === 'DEBTOR' ? actor.debtorId : '', creditorIds, actor.kind === 'SYSTEM' ? 'on' : ''],
  );
}

/** The five-letter SQLSTATE of a database error, if it is one. */
export function sqlState(error: unknown): string | undefined {
  const cause = error instanceof Error && 'driverError' in error ? error.driverError : error;
  if (typeof cause !== 'object' || cause === null || !('code' in cause)) return undefined;
  return typeof cause.code === 'string' ? cause.code : undefined;
}

/** Locks the debtor's root row: the first lock of every use case, so that two of them never deadlock. */
export async function lockDebtor(tx: Tx, debtorId: string): Promise<boolean> {
  const rows: unknown[] = await tx.query('select 1 from debtor where debtor_id = $1 for no key update', [
    debtorId,
  ]);
  return rows.length === 1;
}
