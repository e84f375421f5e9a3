import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inTransaction, type Tx } from '../../server/database/transaction.ts';
import { type Actor, anonymous, system } from '../../server/identity/actor.ts';
import { newId } from '../../server/kernel/id.ts';
import { switchOffRowLevelSecurity, type TestApp, testApp } from '../support/app.ts';
import { modest, propose, sign } from '../support/journeys.ts';
import { type Seeded, seed } from '../support/seed.ts';
import { apiKey, signInAgent, signInDebtor } from '../support/sign-in.ts';

let app: TestApp;
let seeded: Seeded;
let agent: Awaited<ReturnType<typeof signInAgent>>;
beforeAll(async () => {
  app = await testApp();
  seeded = await seed(app).creditor().debtor().debt().load();
  const creditorIds = [seeded.creditors[0]!.id];
  agent = await signInAgent(app, 'AGENT', creditorIds);
  await apiKey(app, (await signInAgent(app, 'ADMIN', creditorIds)).as, ['READ'], creditorIds);
  const [debtor] = seeded.debtors;
  const as = await signInDebtor(app, debtor!);
  await sign(app, as, await propose(app, as, seeded.debts[0]!.id, modest), debtor!.phone);
});
afterAll(() => app.close());

const as = <T>(actor: Actor, work: (tx: Tx) => Promise<T>) => inTransaction(app.source, actor, work);
const tablesOfPeople = () =>
  app.sql<{ name: string; secured: boolean }>(
    `select c.relname as name, c.relrowsecurity as secured
       from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'debtor_id'
      where c.relkind = 'r' order by 1`,
  );
const countedBy = (actor: Actor, table: string) =>
  as(actor, async (tx) => (await tx.query(`select from ${table}`)).length as number);

describe('the database by itself', () => {
  it('guards every table that says whose its rows are', async () => {
    const tables = await tablesOfPeople();
    expect(tables.length).toBeGreaterThan(20);
    expect(tables.filter(({ secured }) => !secured)).toEqual([]);
  });

  it('shows none of their rows to nobody, and none of a person to another person', async () => {
    const other: Actor = { kind: 'DEBTOR', debtorId: newId(), sessionId: newId() };
    const seen: string[] = [];
    for (const { name } of await tablesOfPeople()) {
      const all = await countedBy(system, name);
      if (all > 0) seen.push(name);
      expect([name, await countedBy(anonymous, name), await countedBy(other, name)]).toEqual([name, 0, 0]);
    }
    expect(seen).toEqual(
      expect.arrayContaining(['debtor_session', 'outbox_message', 'agreement_verification']),
    );
  });

  it('lets the serving role read no secret of an agent or a program', async () => {
    for (const secret of ['password_hash from agent', 'totp_secret from agent', 'token_hash from api_key']) {
      await expect(as(system, (tx) => tx.query(`select ${secret}`))).rejects.toMatchObject({
        driverError: { code: '42501' },
      });
    }
    const secrets = (actor: Actor) =>
      as(actor, (tx) => tx.query<object[]>('select * from agent_secrets($1)', [agent.agentId]));
    expect(await secrets(anonymous)).toEqual([]);
    expect(await secrets(system)).toHaveLength(1);
    expect(await countedBy(system, 'agent_session')).toBeGreaterThan(0);
    expect(await countedBy(anonymous, 'agent_session')).toBe(0);
  });

  it('holds a ledger entry to its transaction and to the currency of its debt', async () => {
    const entry = (change: string) =>
      as(system, (tx) =>
        tx.query(
          `insert into ledger_entry
           select (json_populate_record(e, json_build_object('id', gen_random_uuid(), ${change}))).* from ledger_entry e limit 1`,
        ),
      );
    for (const change of [
      `'kind', 'FEE'`,
      `'effective_on', '2020-01-01'`,
      `'currency', 'XTS'`,
      `'debt_id', gen_random_uuid()`,
      `'creditor_id', gen_random_uuid()`,
    ]) {
      await expect(entry(change), change).rejects.toMatchObject({ driverError: { code: '23503' } });
    }
  });
});

describe('a search', () => {
  it('finds nobody by what another creditor calls them', async () => {
    const alone = await testApp();
    try {
      const { creditors, debtors } = await seed(alone)
        .creditor()
        .debtor()
        .debt()
        .creditor()
        .debtor()
        .debt()
        .load();
      await alone.sql(
        'insert into debtor_creditor (debtor_id, creditor_id, external_id, reference) values ($1, $2, $3, $4)',
        [debtors[0]!.id, creditors[1]!.id, 'Theirs-7', 'AAAA-BBBB-CC'],
      );
      await switchOffRowLevelSecurity(alone);
      const [ours, theirs] = await Promise.all(
        creditors.map(async ({ id }) => (await signInAgent(alone, 'AGENT', [id])).as),
      );
      const found = async (who: typeof ours, search: string) => {
        const document = 'query ($search: String) { debtors(search: $search) { totalCount } }';
        return (await alone.ask<{ debtors: { totalCount: number } }>(document, { search }, who)).debtors
          .totalCount;
      };
      expect(await found(theirs, 'theirs-7')).toBe(1);
      expect(await found(ours, 'theirs-7')).toBe(0);
      expect(await found(ours, 'aaaa-bbbb-cc')).toBe(0);
      expect(await found(ours, debtors[0]!.externalId.toLowerCase())).toBe(1);
    } finally {
      await alone.close();
    }
  });
});
