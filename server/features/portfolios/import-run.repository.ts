import type { Tx } from '../../database/transaction.ts';
import type { RowError } from './row-errors.ts';

export type ImportFormat = 'CSV' | 'NDJSON';
export type ImportStatus = 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'INTERRUPTED';

export interface ImportCounts {
  readonly rowsRead: number;
  readonly rowsLoaded: number;
  readonly rowsUnchanged: number;
  readonly rowsRejected: number;
}
export const noRows: ImportCounts = { rowsRead: 0, rowsLoaded: 0, rowsUnchanged: 0, rowsRejected: 0 };

export interface ImportSummary extends ImportCounts {
  readonly id: string;
  readonly status: ImportStatus;
}
export interface NewImportRun {
  readonly id: string;
  readonly fileName: string;
  readonly format: ImportFormat;
  readonly contentSha256: string;
  readonly dryRun: boolean;
  readonly allOrNothing: boolean;
  readonly startedByAgent: string | null;
  readonly startedByClient: string | null;
  readonly startedAt: Date;
}

/**
 * The run of this id, made when it is new. One that has not succeeded starts over: what it loaded stays loaded.
 * Null, and nothing written, when the id is that of other content, other options or somebody else.
 */
export async function startRun(tx: Tx, run: NewImportRun): Promise<ImportSummary | null> {
  const [stored]: ImportSummary[] = await tx.query(
    `insert into import_run as run (id, file_name, format, content_sha256, status, dry_run, all_or_nothing,
       started_by_agent, started_by_client, started_at)
     values ($1, $2, $3, $4, 'RUNNING', $5, $6, $7, $8, $9)
     on conflict (id) do update
       set status = case run.status when 'SUCCEEDED' then run.status else 'RUNNING' end,
           finished_at = case run.status when 'SUCCEEDED' then run.finished_at end
       where (run.format, run.content_sha256, run.dry_run, run.all_or_nothing, run.started_by_agent, run.started_by_client)
         is not distinct from ($3, $4, $5::boolean, $6::boolean, $7::uuid, $8::uuid)
     returning id, status, rows_read::int as "rowsRead", rows_loaded::int as "rowsLoaded",
       rows_unchanged::int as "rowsUnchanged", rows_rejected::int as "rowsRejected"`,
    [
      run.id,
      run.fileName,
      run.format,
      run.contentSha256,
      run.dryRun,
      run.allOrNothing,
      run.startedByAgent,
      run.startedByClient,
      run.startedAt,
    ],
  );
  return stored ?? null;
}

export async function saveCounts(tx: Tx, id: string, counts: ImportCounts): Promise<void> {
  await tx.query(
    `update import_run set rows_read = $2, rows_loaded = $3, rows_unchanged = $4, rows_rejected = $5 where id = $1`,
    [id, counts.rowsRead, counts.rowsLoaded, counts.rowsUnchanged, counts.rowsRejected],
  );
}

export async function finishRun(
  tx: Tx,
  { id, status, ...counts }: ImportSummary,
  finishedAt: Date,
): Promise<void> {
  await saveCounts(tx, id, counts);
  await tx.query('update import_run set status = $2, finished_at = $3 where id = $1', [
    id,
    status,
    finishedAt,
  ]);
}

/** The id follows from the run and the content, so that a run that starts over does not report twice. */
export async function addRowErrors(tx: Tx, runId: string, errors: readonly RowError[]): Promise<void> {
  if (errors.length === 0) return;
  await tx.query(
    `insert into import_row_error (import_run_id, id, line, column_name, code, message)
     select $1::uuid, left(encode(sha256(convert_to(concat_ws(' ', $1, line, "column", code, message), 'UTF8')), 'hex'), 32)::uuid,
            line, "column", code, message
       from json_to_recordset($2::json) as given (line bigint, "column" text, code text, message text)
     on conflict do nothing`,
    [runId, JSON.stringify(errors)],
  );
}
