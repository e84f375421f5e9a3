import { newId } from '../../server/kernel/id.ts';
import type { TestApp } from './app.ts';
import type { As } from './graph-client.ts';
import { accept, act, bold, counter, decline, modest, pay, propose, sign, startPayment } from './journeys.ts';
import { type Seeded, type SeededDebtor, seed } from './seed.ts';
import { apiKey, signInAgent, signInDebtor } from './sign-in.ts';

/**
 * Two creditors with everything that there can be: debts with books, negotiations in each state, a signed plan
 * with payments, imports with errors; their people, agents and programs, all signed in. One of the people is
 * known to both creditors.
 */
export type TwoBanks = Awaited<ReturnType<typeof twoBanks>>;

export async function twoBanks(app: TestApp) {
  const north = await bank(app, {
    code: 'NORTH',
    currency: 'CNY',
    jurisdiction: 'CN',
    timeZone: 'Asia/Shanghai',
  });
  const south = await bank(app, {
    code: 'SOUTH',
    currency: 'GBP',
    jurisdiction: 'UK',
    timeZone: 'Europe/London',
  });
  await makeKnownToBoth(app, north.seeded, south.seeded);
  return { north, south };
}

async function bank(app: TestApp, creditor: Parameters<ReturnType<typeof seed>['creditor']>[0]) {
  const seeded = await seed(app)
    .creditor(creditor)
    .debtor({ name: '林梅' })
    .debt({ interest: '120.50', fees: '30.00', costs: '20.00' })
    .debt({ history: monthsOfHistory, principal: '8600.00', interest: '0' })
    .debt()
    .debt({ principal: '-12.40' })
    .debtor({ name: '王力', language: 'en' })
    .debt()
    .debt({ dailyRate: '0' })
    .load();
  const creditorId = seeded.creditors[0]!.id;
  const [first, second] = await people(app, seeded);
  const agent = await signInAgent(app, 'AGENT', [creditorId]);
  const supervisor = await signInAgent(app, 'SUPERVISOR', [creditorId]);
  const admin = await signInAgent(app, 'ADMIN', [creditorId]);
  const integrator = await apiKey(app, admin.as, ['READ'], [creditorId]);
  const importer = await apiKey(app, admin.as, ['IMPORT'], [creditorId]);
  await negotiate(app, seeded, { first: first.as, second: second.as, agent: agent.as });
  const importRuns = [await badImport(app, supervisor.as), await badImport(app, importer.as)];
  const spare = await apiKey(app, admin.as, ['READ', 'IMPORT'], [creditorId]);
  return {
    seeded,
    creditorId,
    first,
    second,
    agent,
    supervisor,
    admin,
    integrator,
    importer,
    spare,
    importRuns,
  };
}

const monthsOfHistory = [
  { date: '2026-05-31', kind: 'OPENING', amount: '9000.00' },
  { date: '2026-06-15', kind: 'PAYMENT', amount: '500.00' },
  { date: '2026-06-30', kind: 'CHARGE', amount: '250.00' },
  { date: '2026-07-31', kind: 'CHARGE', amount: '250.00' },
  { date: '2026-08-15', kind: 'PAYMENT', amount: '400.00' },
] as const satisfies NonNullable<Parameters<ReturnType<typeof seed>['debt']>[0]>['history'];

async function people(app: TestApp, { debtors }: Seeded) {
  const signedIn = async (debtor: SeededDebtor) => ({ ...debtor, as: await signInDebtor(app, debtor) });
  return [await signedIn(debtors[0]!), await signedIn(debtors[1]!)] as const;
}

/** A plan that is kept, a proposal that waits for the agent, one that waits for the person, one declined. */
async function negotiate(
  app: TestApp,
  { debts, debtors, creditors }: Seeded,
  { first, second, agent }: Record<'first' | 'second' | 'agent', As>,
): Promise<void> {
  const currency = creditors[0]!.code === 'NORTH' ? 'CNY' : 'GBP';
  const [kept, waiting, declined, , countered] = debts.map(({ id }) => id);
  await act(app, first, 'recordPlanView', { id: newId(), debtId: kept, step: 'VIEWED' });
  const agreed = await propose(app, first, kept!, { ...modest, upFront: { amount: '100.00', currency } });
  await sign(app, first, agreed, debtors[0]!.phone);
  await pay(app, first, kept!, { amount: '350.00', currency });
  await startPayment(app, first, kept!, { amount: '10.00', currency });
  await propose(app, first, waiting!, { ...bold, message: 'Please' });
  const refused = await propose(app, first, declined!, bold);
  await decline(app, agent, refused, 'Too late a start');
  const offered = await propose(app, second, countered!, bold);
  const answered = await counter(app, agent, offered, { ...modest, message: 'Sooner would be possible' });
  await accept(app, second, answered);
}

async function badImport(app: TestApp, as: As): Promise<string> {
  const id = newId();
  const content = 'nonsense\n{"creditor":{}}\n';
  await act(app, as, 'importPortfolio', { id, fileName: 'bad.ndjson', format: 'NDJSON', content });
  return id;
}

/** The import keeps people of different creditors apart; the model lets a person be known to several. */
async function makeKnownToBoth({ sql }: TestApp, north: Seeded, south: Seeded): Promise<void> {
  const [debtorId, creditorId] = [north.debtors[0]!.id, south.creditors[0]!.id];
  const model = south.debts[0]!;
  await sql(
    `with known as (
       insert into debtor_creditor (debtor_id, creditor_id, external_id, reference) values ($1, $2, 'P-BOTH', 'BOTHBOTHBOTH')
     ), debt as (
       insert into debt select (jsonb_populate_record(d, jsonb_build_object('debtor_id', $1::uuid, 'id', $3::uuid,
         'external_id', 'A-BOTH'))).* from debt d where d.id = $4
     ), posting as (
       insert into ledger_transaction select (jsonb_populate_record(t, jsonb_build_object('debtor_id', $1::uuid,
         'debt_id', $3::uuid))).* from ledger_transaction t where t.debt_id = $4 and t.kind = 'OPENING'
     )
     insert into ledger_entry select (jsonb_populate_record(e, jsonb_build_object('debtor_id', $1::uuid,
       'debt_id', $3::uuid))).* from ledger_entry e where e.debt_id = $4 and e.kind = 'OPENING'`,
    [debtorId, creditorId, newId(), model.rowId],
  );
}
