import type { Readable } from 'node:stream';
import type { Temporal } from 'temporal-polyfill';
import type { DataSource } from 'typeorm';
import { inTransaction, type Tx } from '../../database/transaction.ts';
import { system } from '../../identity/actor.ts';
import type { Permitted } from '../../identity/permissions.ts';
import { todayIn } from '../../kernel/calendar-date.ts';
import type { Clock } from '../../kernel/clock.ts';
import { toDate } from '../../kernel/clock.ts';
import { appendEvents, type NewEvent } from '../activity/activity.repository.ts';
import type { ColumnMapping } from './column-mapping.ts';
import { readCsv } from './csv-reader.ts';
import {
  addRowErrors,
  type ImportCounts,
  type ImportFormat,
  noRows,
  saveCounts,
} from './import-run.repository.ts';
import { readNdjson } from './ndjson-reader.ts';
import { type Batch, readBatches } from './portfolio-batches.ts';
import { type LoadedAccount, type LoadResult, loadBatch } from './portfolio-loader.service.ts';

export interface ImportDeps {
  readonly source: DataSource;
  readonly clock: Clock;
  readonly makeReference: () => string;
}
export interface ImportJob {
  readonly id: string;
  readonly format: ImportFormat;
  readonly mapping?: ColumnMapping;
  readonly dryRun: boolean;
  readonly allOrNothing: boolean;
  /** Opens the file from its start; called once for each pass over it. */
  readonly open: () => Readable;
  readonly onProgress?: (counts: ImportCounts) => void;
  readonly signal?: AbortSignal;
}

type Within = <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;

/** The last calendar to turn a page: no day after this has begun anywhere. */
const LATEST_ZONE = 'Etc/GMT-14';

class Interrupted extends Error {}
class RowsRefused extends Error {}

/** One run over one file: its passes, its counts. */
export class PortfolioImport {
  counts: ImportCounts = noRows;
  #fileRefused = false;

  constructor(
    private readonly deps: ImportDeps,
    private readonly actor: Permitted<'portfolio.import'>,
    private readonly job: ImportJob,
  ) {}

  async run(): Promise<'SUCCEEDED' | 'FAILED' | 'INTERRUPTED'> {
    try {
      if (this.job.allOrNothing) return await this.#allOrNothing();
      await this.#pass({ keep: !this.job.dryRun, within: this.#inOwnTransaction });
      return this.#fileRefused ? 'FAILED' : 'SUCCEEDED';
    } catch (error) {
      if (!(error instanceof Interrupted)) throw error;
      if (this.job.allOrNothing) this.counts = noRows;
      return 'INTERRUPTED';
    }
  }

  /** Looks through the whole file first, so that every bad row is told; then loads it in one transaction. */
  async #allOrNothing(): Promise<'SUCCEEDED' | 'FAILED'> {
    await this.#pass({ keep: false, within: this.#inOwnTransaction });
    if (this.#isRefused) return this.#nothing();
    if (this.job.dryRun) return 'SUCCEEDED';
    try {
      await inTransaction(this.deps.source, system, async (tx) => {
        await this.#pass({ keep: true, within: (work) => work(tx) });
        if (this.#isRefused) throw new RowsRefused();
      });
      return 'SUCCEEDED';
    } catch (error) {
      if (!(error instanceof RowsRefused)) throw error;
      // Something changed between the passes, and its errors went with the transaction: look once more.
      await this.#pass({ keep: false, within: this.#inOwnTransaction });
      return this.#nothing();
    }
  }

  #nothing(): 'FAILED' {
    this.counts = { ...this.counts, rowsLoaded: 0 };
    return 'FAILED';
  }

  get #isRefused(): boolean {
    return this.counts.rowsRejected > 0 || this.#fileRefused;
  }

  readonly #inOwnTransaction: Within = (work) => inTransaction(this.deps.source, system, work);

  async #pass({ keep, within }: { keep: boolean; within: Within }): Promise<void> {
    const { open, format, mapping, onProgress, signal } = this.job;
    this.counts = noRows;
    const today = todayIn(this.deps.clock.now(), LATEST_ZONE);
    const rows = format === 'CSV' ? readCsv(open(), mapping) : readNdjson(open());
    for await (const batch of readBatches(rows, today)) {
      if (signal?.aborted) throw new Interrupted();
      this.counts = await within((tx) => this.#load(tx, batch, keep));
      this.#fileRefused ||= batch.fileRefused;
      onProgress?.(this.counts);
    }
  }

  /** One batch; the run's counts move with it, in the same transaction. */
  async #load(tx: Tx, batch: Batch, keep: boolean): Promise<ImportCounts> {
    const { clock, makeReference } = this.deps;
    const now = clock.now();
    await tx.query('savepoint batch');
    const result = await loadBatch(tx, batch.accounts, {
      actor: this.actor,
      now: toDate(now),
      makeReference,
    });
    if (keep)
      await appendEvents(
        tx,
        result.loaded.map((account) => this.#event(account, now)),
      );
    else await tx.query('rollback to savepoint batch');
    await tx.query('release savepoint batch');
    await addRowErrors(tx, this.job.id, [...batch.errors, ...result.errors]);
    const counts = added(this.counts, batch, result);
    await saveCounts(tx, this.job.id, counts);
    return counts;
  }

  #event({ isNew, ...account }: LoadedAccount, occurredAt: Temporal.Instant): NewEvent {
    const data = { importRunId: this.job.id, change: isNew ? 'ADDED' : 'UPDATED' };
    return { ...account, type: 'PORTFOLIO_IMPORTED', actor: this.actor, occurredAt, data };
  }
}

function added(counts: ImportCounts, batch: Batch, { loaded, unchanged }: LoadResult): ImportCounts {
  const refused = batch.accounts.length - loaded.length - unchanged;
  return {
    rowsRead: counts.rowsRead + batch.rowsRead,
    rowsLoaded: counts.rowsLoaded + loaded.length,
    rowsUnchanged: counts.rowsUnchanged + unchanged,
    rowsRejected: counts.rowsRejected + batch.rowsRejected + refused,
  };
}
