import { openDataSource } from '../../server/database/data-source.ts';
import { entities } from '../../server/database/entities.ts';
import { inTransaction, type Tx } from '../../server/database/transaction.ts';
import type { Jurisdiction } from '../../server/features/creditors/jurisdiction.ts';
import type { ComponentAmounts } from '../../server/features/debts/allocation.ts';
import { DebtEntity } from '../../server/features/debts/debt.entity.ts';
import { postTransaction } from '../../server/features/debts/ledger.repository.ts';
import { feePosting, type LedgerTransaction, openingPosting } from '../../server/features/debts/ledger.ts';
import { makePlans } from '../../server/features/plans/plan.module.ts';
import { loadQuoteFacts } from '../../server/features/plans/proposal.repository.ts';
import { CreditorPolicyEntity } from '../../server/features/policies/creditor-policy.entity.ts';
import { type AgentActor, type DebtorActor, system } from '../../server/identity/actor.ts';
import { makeIdentity } from '../../server/identity/identity.module.ts';
import { rateLimits } from '../../server/identity/rate-limit.ts';
import { makeReference } from '../../server/identity/reference.ts';
import type { CalendarDate } from '../../server/kernel/calendar-date.ts';
import { TestClock, toDate } from '../../server/kernel/clock.ts';
import { encodeId, newId } from '../../server/kernel/id.ts';
import { freshDatabase } from './database.ts';

export type NegotiationWorld = Awaited<ReturnType<typeof negotiationWorld>>;
/** What it takes to put people and debts on file. */
export type Files = Pick<NegotiationWorld, 'asSystem' | 'clock'>;

export interface TestDebt {
  readonly debtorId: string;
  readonly id: string;
  readonly creditorId: string;
  readonly phone: string;
  readonly reference: string;
  readonly birthDate: string;
  /** The person themselves. */
  readonly debtor: DebtorActor;
  readonly globalId: string;
}

export interface DebtOptions {
  readonly creditorId: string;
  readonly owed?: Partial<ComponentAmounts>;
  readonly dailyRate?: string;
  readonly productType?: DebtEntity['productType'];
  readonly defaultedOn?: CalendarDate;
  readonly accruesFrom?: CalendarDate;
}

const wide = [{ hits: 1_000_000, seconds: 900 }];

/** Negotiation with its neighbours, on a database of its own and with enough connections to race on. */
export async function negotiationWorld(poolSize = 12) {
  const database = await freshDatabase();
  const source = await openDataSource(database.url, entities, poolSize);
  const clock = new TestClock(stageBegins);
  const identity = makeIdentity({
    source,
    clock,
    codeSecret: 'a secret for tests only, 32 bytes',
    limits: { ...rateLimits, sendsPerContactPoint: wide },
  });
  const plans = makePlans({ source, clock, codes: identity.codes, publicUrl: 'https://pay.example' });
  const asSystem = <T>(work: (tx: Tx) => Promise<T>) => inTransaction(source, system, work);
  const world = {
    ...plans,
    source,
    clock,
    asSystem,
    query: <Row>(sql: string, values: unknown[] = []) => asSystem((tx) => tx.query<Row[]>(sql, values)),
    async close() {
      await source.destroy();
      await database.drop();
    },
  };
  return world;
}

export async function addCreditor(
  { asSystem, clock }: Files,
  policy: Partial<CreditorPolicyEntity> = {},
  jurisdiction: Jurisdiction = 'CN',
): Promise<string> {
  const id = newId();
  const now = clock.now();
  await asSystem(async (tx) => {
    await tx.query(
      `insert into creditor (id, code, name, jurisdiction, currency, time_zone, created_at)
       values ($1, $2, 'Harbour Bank', $3, 'CNY', 'Asia/Shanghai', $4)`,
      [id, id.slice(0, 8), jurisdiction, now.toString()],
    );
    await tx.insert(CreditorPolicyEntity, {
      id: newId(),
      creditorId: id,
      version: 1,
      maxInstalments: 24,
      maxMonths: 24,
      minInstalmentMinor: 10_000n,
      minFirstPaymentPercent: 0,
      maxFirstDueDays: 45,
      interestFreeze: true,
      allocationPreset: 'CN_CARD_DPD_LE_90',
      decisionDays: 5,
      proposalValidDays: 14,
      effectiveFrom: toDate(now),
      ...policy,
    });
  });
  return id;
}

let phones = 0;

/** A person of their own with one debt, loaded today. */
export async function addDebt(world: Files, options: DebtOptions): Promise<TestDebt> {
  const { creditorId, owed = { PRINCIPAL: 1_200_000n }, accruesFrom = '2026-11-22' } = options;
  const [debtorId, id] = [newId(), newId()];
  phones += 1;
  const phone = `+8613900${String(phones).padStart(6, '0')}`;
  const person = { phone, reference: makeReference(), birthDate: '1990-01-31' };
  const now = toDate(world.clock.now());
  await world.asSystem(async (tx) => {
    await addPerson(tx, { debtorId, creditorId, ...person }, now);
    await tx.insert(DebtEntity, {
      ...{ debtorId, id, creditorId, externalId: id, originalCreditor: null, numberLastFour: '5678' },
      productType: options.productType ?? 'CREDIT_CARD',
      currency: 'CNY',
      openedOn: '2019-03-08',
      defaultedOn: options.defaultedOn ?? '2026-08-01',
      dailyRate: options.dailyRate ?? '0.0005',
      ...{ dayCount: 'ACT_365F', roundingMode: 'HALF_UP', accruesFrom, recalledAt: null, contentHash: '' },
      ...{ createdAt: now, updatedAt: now },
    });
  });
  const debt = {
    ...{ debtorId, id, creditorId, ...person },
    debtor: { kind: 'DEBTOR', debtorId, sessionId: newId() } as const,
    globalId: encodeId({ type: 'Debt', debtorId, id }),
  };
  await post(
    world,
    debt,
    openingPosting({ COSTS: 0n, FEES: 0n, INTEREST: 0n, PRINCIPAL: 0n, ...owed }),
    accruesFrom,
  );
  return debt;
}

type Person = Pick<TestDebt, 'debtorId' | 'creditorId' | 'phone' | 'reference' | 'birthDate'>;

async function addPerson(tx: Tx, person: Person, now: Date): Promise<void> {
  const { debtorId, creditorId, phone, reference, birthDate } = person;
  await tx.query(
    `insert into debtor (debtor_id, name, birth_date, language, time_zone, created_at, updated_at)
     values ($1, '林梅', $2, 'ZH_CN', 'Asia/Shanghai', $3, $3)`,
    [debtorId, birthDate, now],
  );
  await tx.query(
    `insert into debtor_creditor (debtor_id, creditor_id, external_id, reference) values ($1, $2, 'C-1', $3)`,
    [debtorId, creditorId, reference],
  );
  await tx.query('insert into portal_reference (reference, debtor_id, creditor_id) values ($1, $2, $3)', [
    reference,
    debtorId,
    creditorId,
  ]);
  await tx.query(
    `insert into contact_point (debtor_id, id, channel, value, source, created_at)
     values ($1, $2, 'SMS', $3, 'CONTRACT', $4)`,
    [debtorId, newId(), phone, now],
  );
}

export async function post(
  { asSystem, clock }: Files,
  { debtorId, id: debtId, creditorId }: Pick<TestDebt, 'debtorId' | 'id' | 'creditorId'>,
  transaction: LedgerTransaction,
  effectiveOn: CalendarDate,
): Promise<void> {
  const postedAt = toDate(clock.now());
  const posting = {
    debtorId,
    debtId,
    creditorId,
    currency: 'CNY',
    transaction,
    effectiveOn,
    postedAt,
  } as const;
  await asSystem((tx) => postTransaction(tx, posting));
}

export async function addFee(world: Files, debt: TestDebt, minor: bigint, on: CalendarDate) {
  await post(world, debt, feePosting(minor), on);
}

export async function addAgent({ asSystem, clock }: Files, name: string, creditorId: string) {
  const agentId = newId();
  await asSystem(async (tx) => {
    await tx.query(
      `insert into agent (id, email, name, role, password_hash, totp_secret, created_at)
       values ($1, $2, $3, 'AGENT', '', '', $4)`,
      [agentId, `${agentId}@agents.example`, name, clock.now().toString()],
    );
    await tx.query('insert into agent_creditor (agent_id, creditor_id) values ($1, $2)', [
      agentId,
      creditorId,
    ]);
  });
  const agent: AgentActor = {
    kind: 'AGENT',
    agentId,
    name,
    role: 'AGENT',
    creditorIds: [creditorId],
    sessionId: newId(),
  };
  return agent;
}

/** The newest code in the messages to a telephone, as its owner would read it. */
export async function newestCode({ query }: NegotiationWorld, phone: string): Promise<string> {
  const [row] = await query<{ body: string }>(
    'select body from outbox_message where recipient = $1 order by xmin::text::bigint desc limit 1',
    [phone],
  );
  return /[0-9]{6}/.exec(row?.body ?? '')?.[0] ?? 'no code';
}

export async function quoteFacts({ asSystem, clock }: Files, debt: TestDebt) {
  const facts = await asSystem((tx) => loadQuoteFacts(tx, debt, clock.now()));
  return facts!;
}

/** When every test of a stage begins: noon of 22 November in Shanghai. */
export const stageBegins = '2026-11-22T04:00:00Z';

/** A creditor of CNY 100.00 and 24 instalments at most, and one of its agents. */
export async function negotiationStage() {
  const world = await negotiationWorld();
  const creditorId = await addCreditor(world);
  return { world, creditorId, agent: await addAgent(world, 'Wen Ying', creditorId) };
}

export async function countOf(
  { query }: NegotiationWorld,
  table: string,
  { debtorId }: Pick<TestDebt, 'debtorId'>,
): Promise<number> {
  const [row] = await query<{ n: number }>(`select count(*)::int n from ${table} where debtor_id = $1`, [
    debtorId,
  ]);
  return row!.n;
}

export interface ProposalRow {
  readonly status: string;
  readonly version: number;
  readonly round: number;
  readonly decided_by: string | null;
  readonly decline_reason: string | null;
  readonly decision_due_at: Date | null;
  readonly expires_at: Date;
}

export async function proposalRow({ query }: NegotiationWorld, id: string): Promise<ProposalRow> {
  const [row] = await query<ProposalRow>('select * from plan_proposal where id = $1', [id]);
  return row!;
}

export async function eventsOf({ query }: NegotiationWorld, proposalId: string): Promise<string[]> {
  const rows = await query<{ event: string }>(
    `select type || ' ' || actor_kind as event from activity_event where proposal_id = $1 order by occurred_at`,
    [proposalId],
  );
  return rows.map(({ event }) => event);
}
