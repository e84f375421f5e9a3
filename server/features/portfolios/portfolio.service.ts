import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import type { Readable } from 'node:stream';
import { inTransaction } from '../../database/transaction.ts';
import { type Actor, system } from '../../identity/actor.ts';
import { authorise, type Permitted } from '../../identity/permissions.ts';
import { toDate } from '../../kernel/clock.ts';
import { AppError, userError } from '../../kernel/errors.ts';
import { err, ok, type Result } from '../../kernel/result.ts';
import { type InvalidInputError, invalidInput } from '../../kernel/user-errors.ts';
import { type ColumnMapping, readMapping } from './column-mapping.ts';
import {
  finishRun,
  type ImportSummary,
  type NewImportRun,
  noRows,
  startRun,
} from './import-run.repository.ts';
import { type ImportDeps, type ImportJob, PortfolioImport } from './portfolio-import.service.ts';

export interface ImportInput extends Omit<ImportJob, 'mapping' | 'dryRun' | 'allOrNothing'> {
  readonly fileName: string;
  /** `{ "their column": "our column" }`, as it came; only for CSV. */
  readonly mapping?: unknown;
  readonly dryRun?: boolean;
  readonly allOrNothing?: boolean;
}

export class PortfolioService {
  constructor(private readonly deps: ImportDeps) {}

  /**
   * Loads a portfolio file: good rows in, every bad row into the run's errors. The same file may be run again at
   * any time, also after a stop or a crash: what is loaded already is unchanged. The same id answers the same.
   */
  async importPortfolio(actor: Actor, input: ImportInput): Promise<Result<ImportSummary, InvalidInputError>> {
    authorise(actor, 'portfolio.import');
    const mapping = readMapping(input.mapping, input.format);
    if (!mapping.ok) return err(invalidInput([userError('MAPPING', mapping.error, ['mapping'])]));
    const job = { dryRun: false, allOrNothing: false, ...input, mapping: mapping.value };
    const { source, clock } = this.deps;
    const run = await newRun(actor, job, toDate(clock.now()));
    const stored = await inTransaction(source, system, (tx) => startRun(tx, run));
    if (stored === null) throw new AppError('IDEMPOTENCY_CONFLICT');
    if (stored.status === 'SUCCEEDED') return ok(stored);
    return ok(await this.#carryOut(actor, job));
  }

  async #carryOut(actor: Permitted<'portfolio.import'>, job: ImportJob): Promise<ImportSummary> {
    const { source, clock } = this.deps;
    const portfolio = new PortfolioImport(this.deps, actor, job);
    let summary: ImportSummary = { id: job.id, status: 'FAILED', ...noRows };
    try {
      const status = await portfolio.run();
      summary = { ...summary, status };
    } finally {
      summary = { ...summary, ...portfolio.counts };
      await inTransaction(source, system, (tx) => finishRun(tx, summary, toDate(clock.now())));
    }
    return summary;
  }
}

type RunInput = ImportJob & Pick<ImportInput, 'fileName'>;

async function newRun(
  actor: Permitted<'portfolio.import'>,
  { id, fileName, format, dryRun, allOrNothing, open, mapping }: RunInput,
  startedAt: Date,
): Promise<NewImportRun> {
  return {
    id,
    fileName: basename(fileName)
      .replaceAll(/[\p{Cc}\p{Cs}]/gu, '')
      .slice(-200),
    format,
    dryRun,
    allOrNothing,
    contentSha256: await sha256(open(), mapping),
    startedByAgent: actor.kind === 'AGENT' ? actor.agentId : null,
    startedByClient: actor.kind === 'INTEGRATOR' ? actor.apiClientId : null,
    startedAt,
  };
}

/** Of the file, and of the mapping when there is one. */
async function sha256(file: Readable, mapping: ColumnMapping | undefined): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of file) hash.update(chunk);
  if (mapping) hash.update(JSON.stringify(mapping));
  return hash.digest('hex');
}
