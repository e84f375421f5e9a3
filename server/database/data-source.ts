import { DataSource } from 'typeorm';
import { ReferenceTables20261122000100 } from '../../schema/database/20261122000100-reference-tables.ts';
import { DebtorTables20261122000200 } from '../../schema/database/20261122000200-debtor-tables.ts';
import { PlanTables20261122000210 } from '../../schema/database/20261122000210-plan-tables.ts';
import { RecordTables20261122000220 } from '../../schema/database/20261122000220-record-tables.ts';
import { Guards20261122000300 } from '../../schema/database/20261122000300-guards.ts';
import { Sessions20261122000400 } from '../../schema/database/20261122000400-sessions.ts';

type EntityClass = new () => object;

/** The role that serves requests: it owns nothing, so that row-level security binds it. */
export const servingRole = 'quittance_app';

/** Runs every migration that has not run yet, as the owner of the tables; safe when two processes start at once. */
export async function migrate(url: string): Promise<void> {
  const owner = new DataSource({
    type: 'postgres',
    url,
    migrationsTransactionMode: 'each',
    migrations: [
      ReferenceTables20261122000100,
      DebtorTables20261122000200,
      PlanTables20261122000210,
      RecordTables20261122000220,
      Guards20261122000300,
      Sessions20261122000400,
    ],
  });
  await owner.initialize();
  try {
    const lock = owner.createQueryRunner();
    await lock.query("select pg_advisory_lock(hashtext('quittance.migrations'))");
    try {
      await owner.runMigrations();
    } finally {
      await lock.query("select pg_advisory_unlock(hashtext('quittance.migrations'))");
      await lock.release();
    }
  } finally {
    await owner.destroy();
  }
}

/**
 * The url for serving: connections act as the serving role. It stands in the url, because there a url of the
 * operator's with `options` of its own cannot win over it.
 */
export function servingUrl(url: string): string {
  const serving = new URL(url);
  const given = serving.searchParams.get('options') ?? '';
  const timeouts = '-c statement_timeout=30s -c idle_in_transaction_session_timeout=10s';
  serving.searchParams.set('options', `${given} ${timeouts} -c TimeZone=UTC -c role=${servingRole}`.trim());
  return serving.href;
}

/** The data source for writes: TypeORM over a pool whose connections act as the serving role. */
export async function openDataSource(
  url: string,
  entities: EntityClass[],
  poolSize: number,
): Promise<DataSource> {
  const source = new DataSource({
    type: 'postgres',
    url: servingUrl(url),
    entities,
    poolSize,
    extra: { connectionTimeoutMillis: 5000 },
  });
  await source.initialize();
  await refuseStrongRole(source);
  return source;
}

/** Row-level security does not bind an owner or a superuser: rather no service than one without its backstop. */
async function refuseStrongRole(source: DataSource): Promise<void> {
  const [role] = await source.query<{ name: string; strong: boolean }[]>(
    `select current_user as name, rolsuper or rolbypassrls as strong from pg_roles where rolname = current_user`,
  );
  if (role?.name === servingRole && !role.strong) return;
  await source.destroy();
  throw new Error(
    `The database connection acts as ${role?.name}, not as ${servingRole}: a pooler in between must pass on the startup parameter "options".`,
  );
}
