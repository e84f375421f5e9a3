import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { demoCreditors } from '../../server/demo/demo-creditors.ts';
import { derivePortfolio } from '../../server/demo/derive-portfolio.ts';
import { readUci } from '../../server/demo/uci-rows.ts';
import { type Actor, type AgentRole, anonymous } from '../../server/identity/actor.ts';
import { newId } from '../../server/kernel/id.ts';
import { type ImportWorld, importWorld } from '../support/import-world.ts';
import { example, ndjson, recordWith } from '../support/portfolio-file.ts';

let world: ImportWorld;
const sample = readFileSync(new URL('../../server/demo/uci-sample.csv', import.meta.url), 'utf8');
const portfolio = ndjson(...demoCreditors.flatMap((demo) => [...derivePortfolio(readUci(sample), demo)]));
const count = async (table: string) =>
  (await world.query<{ count: number }>(`select count(*)::int as count from ${table}`))[0]!.count;

function agent(role: AgentRole, ...creditorIds: string[]): Actor {
  return { kind: 'AGENT', agentId: newId(), name: 'Lin', role, creditorIds, sessionId: newId() };
}

describe('a portfolio', () => {
  beforeAll(async () => {
    world = await importWorld();
  });
  afterAll(() => world.close());

  it('is loaded with people, contact points, references, policies and balances', async () => {
    expect(await world.counts(example('ndjson'))).toBe('SUCCEEDED 3/0/0');
    expect(await world.balanceOf('6200-0001', '2026-10-31')).toMatchObject({
      openedMinor: 1_185_050n,
      interestMinor: 16_800n,
      feesMinor: 12_000n,
      paidMinor: 50_000n,
      totalMinor: 1_163_850n,
      components: { PRINCIPAL: 1_120_000n, INTEREST: 31_850n, FEES: 12_000n, COSTS: 0n },
      accrual: { totalMinor: 0n },
    });
    // Ten days on 11,200.00 at 0.05 %: 56.00.
    const later = await world.balanceOf('6200-0001', '2026-11-10');
    expect(later.accrual).toMatchObject({
      totalMinor: 5_600n,
      lines: [{ days: 10, principalMinor: 1_120_000n }],
    });
    expect(await world.balanceOf('OL-9', '2026-12-31')).toMatchObject({ totalMinor: -1_240n });
    const people = await world.query(
      `select person.name, person.language, known.reference ~ '^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{2}$' as named,
              (select count(*)::int from contact_point point where point.debtor_id = person.debtor_id) as points,
              policy.max_instalments as instalments, policy.allocation_preset as preset
         from debtor person join debtor_creditor known using (debtor_id)
         join portal_reference using (reference)
         join creditor_policy policy on policy.creditor_id = known.creditor_id and policy.version = 1
        order by known.external_id`,
    );
    expect(people).toMatchObject([
      { name: 'Jordan "JD" Diaz', language: 'EN', named: true, points: 1, instalments: 60 },
      { name: 'Amelia Hart', language: 'EN', named: true, points: 1 },
      {
        name: '李晓雨',
        language: 'ZH_CN',
        named: true,
        points: 2,
        instalments: 60,
        preset: 'CN_CARD_DPD_LE_90',
      },
    ]);
  });

  it('changes nothing when it is loaded again, in either form', async () => {
    const before = await Promise.all(['ledger_entry', 'contact_point', 'activity_event'].map(count));
    expect(await world.counts(example('ndjson'))).toBe('SUCCEEDED 0/3/0');
    expect(await world.counts(example('csv'), { format: 'CSV' })).toBe('SUCCEEDED 0/3/0');
    expect(await Promise.all(['ledger_entry', 'contact_point', 'activity_event'].map(count))).toEqual(before);
  });

  it('of real accounts is loaded whole, once', async () => {
    expect(await world.counts(portfolio)).toBe('SUCCEEDED 281/0/0');
    expect(await world.counts(portfolio)).toBe('SUCCEEDED 0/281/0');
    const [off] = await world.query<{ count: number }>(
      `select count(*)::int as count from (
         select from ledger_entry group by transaction_id having sum(amount_minor) <> 0) unbalanced`,
    );
    expect(off!.count).toBe(0);
  });
});

describe('bad rows', () => {
  beforeAll(async () => {
    world = await importWorld();
  });
  afterAll(() => world.close());

  const good = (id: string) => recordWith({ account: { externalId: id }, debtor: { externalId: id } });
  let accounts = 0;
  const another = (change: Record<string, unknown>) => {
    accounts += 1;
    return recordWith({ account: { externalId: `BAD-${accounts}` }, ...change });
  };
  const line = (record: unknown) => Buffer.from(ndjson(record));
  const invalidUtf8 = line(good('U')).map((byte) => (byte === 0x41 ? 0xff : byte));
  const hostile = Buffer.concat([
    line(good('FIRST')),
    line(another({ balance: { principal: '1e309' } })),
    line(another({ balance: { principal: '9007199254740993' } })),
    line(another({ balance: { asOf: '2025-02-29' } })),
    line(another({ balance: { asOf: '9999-99-99' } })),
    line(another({ balance: { principal: '١٢' } })),
    line(another({ debtor: { name: 'a\u0000b' } })),
    Buffer.from('nul \0 nul\n'),
    invalidUtf8,
    Buffer.concat([Buffer.alloc(10_000_000, '{'), Buffer.from('\n')]),
    Buffer.from('{"creditor":\n'),
    line(good('FIRST')),
    line(another({ history: [{ date: '2026-10-01', kind: 'OPENING', amount: '99.99' }] })),
    line(another({ [`${'k'.repeat(500)}\u0000`]: 1 })),
    line(
      recordWith({
        account: { externalId: 'ZERO' },
        debtor: { externalId: 'Z', name: '=cmd|A1' },
        balance: { principal: '-0' },
      }),
    ),
    line(good('LAST')),
  ]);

  it('are each reported with their line, and keep no other row out', async () => {
    const run = await world.load(hostile);
    expect(run).toMatchObject({ status: 'SUCCEEDED', rowsRead: 16, rowsLoaded: 3, rowsRejected: 13 });
    const errors = await world.errorsOf(run.id);
    expect(errors.map(({ line: at, column, code }) => `${at} ${column?.slice(0, 20)} ${code}`)).toEqual([
      '2 balance.principal PATTERN',
      '3 balance.principal OUT_OF_RANGE',
      '4 balance.asOf NO_SUCH_DAY',
      '5 balance.asOf NO_SUCH_DAY',
      '6 balance.principal PATTERN',
      '7 debtor.name PATTERN',
      '8 undefined NUL_CHARACTER',
      '9 undefined INVALID_UTF8',
      '10 undefined LINE_TOO_LONG',
      '11 undefined INVALID_JSON',
      '12 account.externalId DUPLICATE_ACCOUNT',
      '13 balance.principal HISTORY_DOES_NOT_ADD_UP',
      `14 ${'k'.repeat(20)} UNKNOWN_FIELD`,
    ]);
    expect(await world.query('select external_id as id from debt order by id')).toHaveLength(3);
    expect(await world.query("select name from debtor where name like '=%'")).toEqual([{ name: '=cmd|A1' }]);
  });

  it('keep all others out when that is asked for', async () => {
    const debts = await count('debt');
    const file = ndjson(good('NEW-1'), good('NEW-2'), recordWith({ balance: { principal: 'x' } }));
    const run = await world.load(file, { allOrNothing: true });
    expect(run).toMatchObject({ status: 'FAILED', rowsRead: 3, rowsLoaded: 0, rowsRejected: 1 });
    expect(await world.errorsOf(run.id)).toHaveLength(1);
    expect(await count('debt')).toBe(debts);
    expect(await world.counts(ndjson(good('NEW-1'), good('NEW-2')), { allOrNothing: true })).toBe(
      'SUCCEEDED 2/0/0',
    );
  });

  it('are found by a dry run, which loads nothing', async () => {
    const tables = ['debt', 'debtor', 'ledger_entry', 'portal_reference', 'activity_event'];
    const before = await Promise.all(tables.map(count));
    const run = await world.load(ndjson(good('DRY'), recordWith({ account: 1 })), { dryRun: true });
    expect(run).toMatchObject({ status: 'SUCCEEDED', rowsLoaded: 1, rowsRejected: 1 });
    expect(await world.errorsOf(run.id)).toHaveLength(1);
    expect(await Promise.all(tables.map(count))).toEqual(before);
  });

  it('of the file make the run fail', async () => {
    expect(await world.counts('')).toBe('FAILED 0/0/0');
    expect(await world.counts('creditor_code\nx', { format: 'CSV' })).toBe('FAILED 0/0/0');
  });
});

describe('an import', () => {
  beforeEach(async () => {
    world = await importWorld();
    return () => world.close();
  });

  it('that is stopped goes on when it is run again', async () => {
    const stop = new AbortController();
    const file = ndjson(
      ...Array.from({ length: 2_500 }, (_each, i) => recordWith({ account: { externalId: `A${i}` } })),
    );
    const onProgress = () => stop.abort();
    const run = await world.load(file, { signal: stop.signal, onProgress });
    expect(run).toMatchObject({ status: 'INTERRUPTED', rowsRejected: 0 });
    expect(run.rowsLoaded).toBeGreaterThan(0);
    expect(run.rowsLoaded).toBeLessThan(2_500);
    expect(await count('debt')).toBe(run.rowsLoaded);
    const rest = 2_500 - run.rowsLoaded;
    expect(await world.counts(file)).toBe(`SUCCEEDED ${rest}/${run.rowsLoaded}/0`);
    expect([await count('debt'), await count('debtor'), await count('ledger_transaction')]).toEqual([
      2_500, 1, 2_500,
    ]);
  });

  it('that breaks off says so, and goes on under the same id', async () => {
    const id = newId();
    const onProgress = () => {
      throw new Error('the machine is on fire');
    };
    await expect(world.load(portfolio, { id, onProgress })).rejects.toThrow('on fire');
    expect(await world.query('select status from import_run')).toEqual([{ status: 'FAILED' }]);
    const { rowsLoaded, rowsUnchanged } = await world.load(portfolio, { id });
    expect(rowsLoaded + rowsUnchanged).toBe(281);
    expect(await count('debt')).toBe(281);
  });

  it('answers the same for the same id, and refuses other content under it', async () => {
    const id = newId();
    const run = await world.load(example('ndjson'), { id });
    expect(await world.load(example('ndjson'), { id })).toEqual(run);
    expect(await count('import_run')).toBe(1);
    await expect(world.load(portfolio, { id })).rejects.toMatchObject({ code: 'IDEMPOTENCY_CONFLICT' });
    await expect(world.load(example('ndjson'), { id, dryRun: true })).rejects.toMatchObject({
      code: 'IDEMPOTENCY_CONFLICT',
    });
  });

  it('may run twice at once: nothing doubles', async () => {
    const runs = await Promise.all([1, 2, 3].map(() => world.load(portfolio)));
    expect(runs.map(({ rowsLoaded }) => rowsLoaded).reduce((a, b) => a + b)).toBe(281);
    expect(runs.every(({ status, rowsRejected }) => status === 'SUCCEEDED' && rowsRejected === 0)).toBe(true);
    expect(await count('debt')).toBe(281);
    expect(await count('creditor_policy')).toBe(3);
  });

  it('is for those who may, for the creditors that they work for', async () => {
    await world.load(ndjson(recordWith()));
    const [creditor] = await world.query<{ id: string }>('select id from creditor');
    const file = ndjson(
      recordWith({ account: { externalId: 'OURS' } }),
      recordWith({ creditor: { code: 'OTHERS' }, account: { externalId: 'THEIRS' } }),
      recordWith({ creditor: { jurisdiction: 'US' }, account: { externalId: 'WRONG' } }),
    );
    for (const [actor, code] of [
      [anonymous, 'UNAUTHENTICATED'],
      [agent('AGENT', creditor!.id), 'FORBIDDEN'],
      [{ kind: 'DEBTOR', debtorId: newId(), sessionId: newId() }, 'FORBIDDEN'],
    ] as const) {
      await expect(world.load(file, { actor })).rejects.toMatchObject({ code });
    }
    const supervisor = { ...agent('SUPERVISOR', creditor!.id), agentId: newId() };
    await world.query(
      `insert into agent (id, email, name, role, password_hash, totp_secret, created_at)
       values ($1, 'lin@example.org', 'Lin', 'SUPERVISOR', '', '', now())`,
      [supervisor.agentId],
    );
    const run = await world.load(file, { actor: supervisor });
    expect(run).toMatchObject({ rowsLoaded: 1, rowsRejected: 2 });
    expect((await world.errorsOf(run.id)).map(({ line, code }) => `${line} ${code}`)).toEqual([
      '2 CREDITOR_NOT_YOURS',
      '3 CREDITOR_MISMATCH',
    ]);
    expect(await count('creditor')).toBe(1);
    const [event] = await world.query(
      "select actor_kind, actor_name, type from activity_event where actor_kind = 'AGENT'",
    );
    expect(event).toEqual({ actor_kind: 'AGENT', actor_name: 'Lin', type: 'PORTFOLIO_IMPORTED' });
  });
});
