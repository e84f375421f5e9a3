import { Readable } from 'node:stream';
import { openDataSource } from '../../server/database/data-source.ts';
import { entities } from '../../server/database/entities.ts';
import { inTransaction } from '../../server/database/transaction.ts';
import { balanceAsOf } from '../../server/features/debts/balance.ts';
import { loadBalanceFacts } from '../../server/features/debts/debt.repository.ts';
import { type ImportInput, PortfolioService } from '../../server/features/portfolios/portfolio.service.ts';
import { type Actor, system } from '../../server/identity/actor.ts';
import { makeReference } from '../../server/identity/reference.ts';
import type { CalendarDate } from '../../server/kernel/calendar-date.ts';
import { TestClock } from '../../server/kernel/clock.ts';
import { newId } from '../../server/kernel/id.ts';
import { freshDatabase } from './database.ts';

type Options = Partial<Omit<ImportInput, 'open'>> & { readonly actor?: Actor };

/** Imports into a database of its own, and what came of it. */
export async function importWorld() {
  const database = await freshDatabase();
  const source = await openDataSource(database.url, entities, 5);
  const clock = new TestClock('2026-11-22T08:00:00Z');
  const service = new PortfolioService({ source, clock, makeReference });
  const query = <Row>(sql: string, values: unknown[] = []): Promise<Row[]> =>
    inTransaction(source, system, (tx) => tx.query(sql, values));

  async function load(content: string | Buffer, { actor = system, ...options }: Options = {}) {
    const result = await service.importPortfolio(actor, {
      id: newId(),
      fileName: 'test.ndjson',
      format: 'NDJSON',
      open: () => Readable.from([Buffer.from(content)]),
      ...options,
    });
    if (!result.ok) throw new Error(result.error.message);
    return result.value;
  }

  /** Counts of the run, `loaded/unchanged/rejected`. */
  async function counts(content: string | Buffer, options: Options = {}): Promise<string> {
    const { status, rowsLoaded, rowsUnchanged, rowsRejected } = await load(content, options);
    return `${status} ${rowsLoaded}/${rowsUnchanged}/${rowsRejected}`;
  }

  async function errorsOf(runId: string) {
    return query<{ line: string; column: string | null; code: string; message: string }>(
      `select line, column_name as column, code, message from import_row_error
        where import_run_id = $1 order by line, id`,
      [runId],
    );
  }

  /** What is owed on an account, by the one balance function. */
  async function balanceOf(externalId: string, asOf: CalendarDate) {
    const [debt] = await query<{ debtorId: string; id: string }>(
      'select debtor_id as "debtorId", id from debt where external_id = $1',
      [externalId],
    );
    const facts = await inTransaction(source, system, (tx) => loadBalanceFacts(tx, debt!, asOf));
    return balanceAsOf(facts!, asOf);
  }

  async function close(): Promise<void> {
    await source.destroy();
    await database.drop();
  }

  return { database, source, clock, service, query, load, counts, errorsOf, balanceOf, close };
}
export type ImportWorld = Awaited<ReturnType<typeof importWorld>>;
