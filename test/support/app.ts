import 'reflect-metadata';
import type { AddressInfo } from 'node:net';
import pg from 'pg';
import { pino } from 'pino';
import { type App, type AppDeps, makeApp } from '../../server/app.ts';
import { type Config, readConfig } from '../../server/config.ts';
import { TestClock } from '../../server/kernel/clock.ts';
import { type FreshDatabase, freshDatabase } from './database.ts';
import { GraphClient } from './graph-client.ts';

export interface TestAppOptions {
  readonly clock?: TestClock;
  readonly config?: Partial<Config>;
  readonly visibility?: AppDeps['visibility'];
  /** Instead of a fresh one; whoever gives it, drops it. */
  readonly database?: FreshDatabase;
}
export interface TestApp extends Omit<App, 'close' | 'clock'>, Pick<GraphClient, 'graphql' | 'ask'> {
  readonly clock: TestClock;
  readonly client: GraphClient;
  readonly databaseUrl: string;
  /** Where the server listens. */
  readonly url: string;
  /** What the server logged at `warn` and above. */
  readonly logged: readonly string[];
  /** SQL as the owner of the tables: past row-level security. */
  sql<Row extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<Row[]>;
  close(): Promise<void>;
}

const testConfig = readConfig({ NODE_ENV: 'test', PUBLIC_URL: 'http://localhost:4000', DATABASE_POOL: '4' });

/** The whole server as the process makes it, on a fresh database, with a clock that stands still. */
export async function testApp({
  clock = new TestClock('2026-11-22T08:00:00Z'),
  config = {},
  visibility,
  database: given,
}: TestAppOptions = {}): Promise<TestApp> {
  const database = given ?? (await freshDatabase());
  const logged: string[] = [];
  const app = await makeApp({
    databaseUrl: database.url,
    clock,
    config: { ...testConfig, ...config },
    log: pino({ level: 'warn' }, { write: (line: string) => void logged.push(line) }),
    portal: new URL('../../dist/portal', import.meta.url).pathname,
    ...(visibility && { visibility }),
  });
  // The sandbox of the payment provider calls its own server back.
  await app.server.listen({ host: '127.0.0.1', port: config.port ?? 0 });
  const { port } = app.server.server.address() as AddressInfo;
  const owner = new pg.Pool({ connectionString: database.url, max: 2 });
  const client = new GraphClient(app.server);
  return {
    ...app,
    clock,
    client,
    graphql: client.graphql,
    ask: client.ask,
    databaseUrl: database.url,
    url: `http://127.0.0.1:${port}`,
    logged,
    sql: async (text, values = []) => (await owner.query(text, values)).rows,
    async close() {
      await app.close();
      await owner.end();
      if (!given) await database.drop();
    },
  };
}

/** Opens every row to the serving role, so that only the reader's own predicates are left to hide any. */
export async function switchOffRowLevelSecurity({ sql }: TestApp): Promise<void> {
  await sql(`do $$ declare t regclass; begin
    for t in select oid from pg_class where relrowsecurity loop
      execute format('alter table %s disable row level security', t);
    end loop;
  end $$`);
}
