import { generateSync } from 'otplib';
import pg from 'pg';
import type { Temporal } from 'temporal-polyfill';
import { openDataSource } from '../../server/database/data-source.ts';
import { entities } from '../../server/database/entities.ts';
import { makeIdentity } from '../../server/identity/identity.module.ts';
import { type RateLimits, rateLimits } from '../../server/identity/rate-limit.ts';
import { makeReference } from '../../server/identity/reference.ts';
import { TestClock } from '../../server/kernel/clock.ts';
import { newId } from '../../server/kernel/id.ts';
import { freshDatabase } from './database.ts';

export interface Person {
  readonly debtorId: string;
  readonly creditorId: string;
  readonly reference: string;
  readonly birthDate: string;
  readonly phone: string;
}

/** Limits per network so wide that tests from one address do not meet them; all others as they are. */
const wide = [{ hits: 1_000_000, seconds: 900 }];
export const withoutNetworkLimits: RateLimits = {
  ...rateLimits,
  signInsPerNetwork: wide,
  triesPerNetwork: wide,
};

/** Everything that signing in needs, on a database of its own. */
export async function signInWorld(limits: RateLimits = withoutNetworkLimits) {
  const database = await freshDatabase();
  const source = await openDataSource(database.url, entities, 10);
  const owner = new pg.Pool({ connectionString: database.url, max: 2 });
  const clock = new TestClock('2026-11-22T08:00:00Z');
  const identity = makeIdentity({ source, clock, codeSecret: 'a secret for tests only, 32 bytes', limits });
  return {
    ...identity,
    source,
    clock,
    /** As the owner of the tables, to see what really is in them. */
    query: async <Row>(sql: string, values: unknown[] = []): Promise<Row[]> =>
      (await owner.query(sql, values)).rows,
    async close() {
      await owner.end();
      await source.destroy();
      await database.drop();
    },
  };
}
export type SignInWorld = Awaited<ReturnType<typeof signInWorld>>;

export async function addCreditor({ query, clock }: SignInWorld): Promise<string> {
  const id = newId();
  await query(
    `insert into creditor (id, code, name, jurisdiction, currency, time_zone, created_at)
     values ($1, $2, 'Harbour Bank', 'CN', 'CNY', 'Asia/Shanghai', $3)`,
    [id, id.slice(0, 8), clock.now().toString()],
  );
  return id;
}

let phones = 0;
export async function addPerson(world: SignInWorld): Promise<Person> {
  const { query, clock } = world;
  const creditorId = await addCreditor(world);
  phones += 1;
  const person = {
    debtorId: newId(),
    creditorId,
    reference: makeReference(),
    birthDate: '1990-01-31',
    phone: `+8613800${String(phones).padStart(6, '0')}`,
  };
  const now = clock.now().toString();
  await query(
    `insert into debtor (debtor_id, name, birth_date, language, time_zone, created_at, updated_at)
     values ($1, '林梅', $2, 'ZH_CN', 'Asia/Shanghai', $3, $3)`,
    [person.debtorId, person.birthDate, now],
  );
  await query(
    `insert into debtor_creditor (debtor_id, creditor_id, external_id, reference, id_last_four)
     values ($1, $2, 'C-1', $3, '123X')`,
    [person.debtorId, creditorId, person.reference],
  );
  await query('insert into portal_reference (reference, debtor_id, creditor_id) values ($1, $2, $3)', [
    person.reference,
    person.debtorId,
    creditorId,
  ]);
  await addContactPoint(world, person.debtorId, person.phone);
  return person;
}

export async function addContactPoint(
  { query, clock }: SignInWorld,
  debtorId: string,
  value: string,
  more: { source?: string; suppressed?: boolean } = {},
): Promise<void> {
  const now = clock.now().toString();
  await query(
    `insert into contact_point (debtor_id, id, channel, value, source, suppressed_at, created_at)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [
      debtorId,
      newId(),
      value.includes('@') ? 'EMAIL' : 'SMS',
      value,
      more.source ?? 'CONTRACT',
      more.suppressed ? now : null,
      now,
    ],
  );
}

/** The code in the newest message to this recipient, as its owner would read it. */
export async function newestCode({ query }: SignInWorld, recipient: string): Promise<string> {
  const [row] = await query<{ body: string }>(
    'select body from outbox_message where recipient = $1 order by xmin::text::bigint desc limit 1',
    [recipient],
  );
  return /[0-9]{6}/.exec(row?.body ?? '')?.[0] ?? 'no code';
}

export function otherCode(code: string): string {
  return code === '000000' ? '000001' : '000000';
}

export function totpNow(secret: string, clock: TestClock): string {
  const epoch = Math.floor(clock.now().epochMilliseconds / 1000);
  return generateSync({ strategy: 'totp', secret, epoch });
}

export function daysFrom(clock: TestClock, days: number): Temporal.Instant {
  return clock.now().add({ hours: 24 * days });
}
