import 'reflect-metadata';
import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { extname } from 'node:path';
import { parseArgs } from 'node:util';
import type { DataSource } from 'typeorm';
import { ConfigError, readConfig } from '../config.ts';
import { openDataSource } from '../database/data-source.ts';
import { entities } from '../database/entities.ts';
import { joinDatabase } from '../database/open-database.ts';
import type { ImportCounts, ImportSummary } from '../features/portfolios/import-run.repository.ts';
import { makePortfolios } from '../features/portfolios/portfolio.module.ts';
import { system } from '../identity/actor.ts';
import { systemClock } from '../kernel/clock.ts';
import { newId } from '../kernel/id.ts';

/** `npm run import -- FILE`: the same way in as the mutation, for files of any size. */

const usage = `npm run import -- FILE [--mapping MAPPING.json] [--dry-run] [--all-or-nothing]

  FILE              a portfolio, .csv or .ndjson; schema/import/README.md describes both
  --mapping         JSON file { "their column": "our column" } for a CSV file with other headers
  --dry-run         only check and count
  --all-or-nothing  one bad row keeps all rows out
`;
const formats = { '.csv': 'CSV', '.ndjson': 'NDJSON', '.jsonl': 'NDJSON' } as const;
const errorsShown = 20;
const exitCodes = { ok: 0, rowsRejected: 1, usage: 2, interrupted: 130 } as const;

class UsageError extends Error {}

const say = (line: string) => process.stderr.write(`${line}\n`);

async function main(): Promise<number> {
  const job = readArguments();
  const config = readConfig();
  const database = await joinDatabase(config, say);
  try {
    const source = await openDataSource(database.url, entities, 2);
    try {
      return await importFile(source, job);
    } finally {
      await source.destroy();
    }
  } finally {
    await database.stop();
  }
}

type Job = ReturnType<typeof readArguments>;

function readArguments() {
  const { values, positionals } = parseOptions();
  const [file, ...more] = positionals;
  if (!file || more.length > 0) throw new UsageError('Name one file.');
  const format = formats[extname(file).toLowerCase() as keyof typeof formats];
  if (!format) throw new UsageError(`${file} ends neither in .csv nor in .ndjson.`);
  for (const path of [file, values.mapping ?? file]) {
    if (!existsSync(path)) throw new UsageError(`There is no file ${path}.`);
  }
  return {
    file,
    format,
    mapping: values.mapping === undefined ? undefined : readJson(values.mapping),
    dryRun: values['dry-run'],
    allOrNothing: values['all-or-nothing'],
  };
}

function parseOptions() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        mapping: { type: 'string' },
        'dry-run': { type: 'boolean', default: false },
        'all-or-nothing': { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new UsageError(`${file} is not JSON: ${(error as Error).message}`);
  }
}

async function importFile(source: DataSource, { file, ...options }: Job): Promise<number> {
  const stop = new AbortController();
  process.once('SIGINT', () => {
    say('\nStopping after this batch …');
    stop.abort();
  });
  const { service } = makePortfolios({ source, clock: systemClock });
  const result = await service.importPortfolio(system, {
    ...options,
    id: newId(),
    fileName: file,
    open: () => createReadStream(file),
    onProgress: showProgress,
    signal: stop.signal,
  });
  if (process.stderr.isTTY) say('');
  if (!result.ok) throw new UsageError(result.error.message);
  await showErrors(source, result.value);
  say(summaryOf(result.value, options));
  if (result.value.status === 'INTERRUPTED') return exitCodes.interrupted;
  return result.value.status === 'SUCCEEDED' && result.value.rowsRejected === 0
    ? exitCodes.ok
    : exitCodes.rowsRejected;
}

function showProgress({ rowsRead, rowsRejected }: ImportCounts): void {
  const text = `${rowsRead} rows read, ${rowsRejected} rejected`;
  if (process.stderr.isTTY) process.stderr.write(`\r${text}`);
}

async function showErrors(source: DataSource, { id, rowsRejected }: ImportSummary): Promise<void> {
  const errors: { line: string; column_name: string | null; message: string }[] = await source.query(
    'select line, column_name, message from import_row_error where import_run_id = $1 order by line, id limit $2',
    [id, errorsShown],
  );
  for (const { line, column_name, message } of errors) {
    say(`line ${line}${column_name ? `, ${column_name}` : ''}: ${message}`);
  }
  if (rowsRejected > errorsShown)
    say(`… every error: select * from import_row_error where import_run_id = '${id}'`);
}

function summaryOf(
  { status, rowsRead, rowsLoaded, rowsUnchanged, rowsRejected }: ImportSummary,
  { dryRun, allOrNothing }: Pick<Job, 'dryRun' | 'allOrNothing'>,
): string {
  const counts =
    `${rowsRead} rows read: ${rowsLoaded} ${dryRun ? 'would be loaded' : 'loaded'}, ` +
    `${rowsUnchanged} unchanged, ${rowsRejected} rejected.`;
  if (status === 'INTERRUPTED') {
    return allOrNothing
      ? 'Stopped; nothing was loaded. Run the same command to start again.'
      : `Stopped. ${counts} Run the same command to go on: rows that are loaded already are left as they are.`;
  }
  if (status === 'FAILED')
    return `Nothing was loaded. ${counts} Correct the rows above and run the command again.`;
  if (rowsRejected > 0) return `${counts} Correct the rejected rows and run the same file again.`;
  return counts;
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    const expected = error instanceof UsageError || error instanceof ConfigError;
    say(expected ? error.message : String((error as Error).stack));
    if (error instanceof UsageError) say(`\n${usage}`);
    process.exitCode = exitCodes.usage;
  },
);
