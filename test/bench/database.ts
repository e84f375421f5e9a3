import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import pg from 'pg';
import { migrate } from '../../server/database/data-source.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../server/database/embedded.ts';
import { portfolioChecks, portfolioSteps, sizes } from './portfolio.ts';

/** The machine's PostgreSQL as a small production server would have it; everything else is its default. */
const settings = {
  shared_buffers: '1GB',
  effective_cache_size: '3GB',
  max_wal_size: '8GB',
  random_page_cost: '1.1',
};

/** Starts the benchmark's own PostgreSQL with the portfolio in it; generates the data when it is not there yet. */
export async function openBenchDatabase(
  dataDir: string,
  log: (line: string) => void,
  extra: Readonly<Record<string, string>> = {},
): Promise<EmbeddedPostgres> {
  const postgres = await startEmbeddedPostgres({ dataDir, settings: { ...settings, ...extra }, log });
  try {
    await withClient(postgres.url, async (client) => {
      if (await isLoaded(client)) return;
      await client.query('drop schema public cascade; create schema public');
      await migrate(postgres.url);
      await load(client, log);
    });
    return postgres;
  } catch (error) {
    await postgres.stop();
    throw error;
  }
}

export async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

const marker = 'bench.portfolio';

/** The data are kept as long as neither the tables nor what is loaded into them has changed. */
function fingerprint(): string {
  const hash = createHash('sha256').update(JSON.stringify(portfolioSteps));
  const migrations = new URL('../../schema/database/', import.meta.url);
  for (const name of readdirSync(migrations).sort()) hash.update(readFileSync(new URL(name, migrations)));
  return hash.digest('hex');
}

async function isLoaded(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query("select to_regclass('public.setting') is not null as made");
  if (!rows[0].made) return false;
  const found = await client.query('select 1 from setting where key = $1 and value = $2', [
    marker,
    fingerprint(),
  ]);
  return found.rowCount === 1;
}

async function load(client: pg.Client, log: (line: string) => void): Promise<void> {
  // Triggers and foreign keys rest while whole tables are filled; the checks below stand in for them.
  await client.query(`
    set session_replication_role = replica; set synchronous_commit = off;
    set work_mem = '256MB'; set temp_buffers = '512MB'; set timezone = 'UTC'`);
  for (const { name, sql } of portfolioSteps) await timed(`generated ${name}`, () => client.query(sql), log);
  await client.query('set session_replication_role = origin');
  await timed('vacuumed and analysed', () => client.query('vacuum (analyze, freeze)'), log);
  for (const [rule, sql] of Object.entries(portfolioChecks)) {
    const { rows } = await client.query({ text: sql, rowMode: 'array' });
    if (rows[0]?.[0] !== 0)
      throw new Error(`The generated data are wrong: not "${rule}" in ${rows[0]?.[0]} cases.`);
  }
  for (const [table, count] of Object.entries(tableSizes)) {
    const { rows } = await client.query({ text: `select count(*)::int from ${table}`, rowMode: 'array' });
    if (rows[0]?.[0] !== count) throw new Error(`${table} has ${rows[0]?.[0]} rows, not ${count}.`);
  }
  await client.query('insert into setting (key, value) values ($1, $2)', [marker, fingerprint()]);
  await client.query('checkpoint');
}

const tableSizes = {
  debtor: sizes.debtors,
  debt: sizes.debts,
  plan: sizes.plans,
  instalment: sizes.instalments,
  ledger_transaction: 3 * sizes.debts,
};

async function timed(what: string, work: () => Promise<unknown>, log: (line: string) => void): Promise<void> {
  const start = performance.now();
  await work();
  log(`${what} in ${((performance.now() - start) / 1000).toFixed(1)} s`);
}
