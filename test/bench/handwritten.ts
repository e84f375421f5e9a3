import Fastify from 'fastify';
import pg from 'pg';
import { balanceAsOf } from '../../server/features/debts/balance.ts';
import {
  type BalanceFactsJson,
  balanceFactsSql,
  parseBalanceFacts,
} from '../../server/features/debts/balance-facts.ts';
import { debtStatus } from '../../server/features/debts/status.ts';
import { instalmentStatus } from '../../server/features/plans/instalment-status.ts';
import type { CalendarDate } from '../../server/kernel/calendar-date.ts';
import { type CurrencyCode, money, toDecimal } from '../../server/kernel/money.ts';
import type { Dashboard } from './dashboard.ts';

/**
 * What one would write by hand for this one screen: a route, one prepared statement that answers JSON, and the
 * product's own arithmetic for the balance. No session, no visibility, no row-level security.
 */
const sql = `
  select json_build_object('name', p.name, 'debts', coalesce((
    select json_agg(json_build_object(
        'numberLastFour', d.number_last_four, 'productType', d.product_type, 'currency', d.currency,
        'creditor', c.name, 'asOf', today, 'facts', ${balanceFactsSql('d', 'today')},
        'defaultedOn', d.defaulted_on, 'plan', plan.j) order by d.created_at desc, d.id desc)
      from debt d
      join creditor c on c.id = d.creditor_id
      cross join lateral (select (now() at time zone c.time_zone)::date as today) t
      left join lateral (
        select json_build_object('totalMinor', l.total_minor::text, 'lastDueOn', l.last_due_on, 'instalments', (
          select json_agg(json_build_object('number', i.number, 'dueOn', i.due_on,
                   'amountMinor', i.amount_minor::text, 'paidMinor', i.paid_minor::text) order by i.number)
            from instalment i where i.debtor_id = l.debtor_id and i.plan_id = l.id)) as j
          from plan l
         where l.debtor_id = d.debtor_id and l.debt_id = d.id and l.status = 'ACTIVE') plan on true
     where d.debtor_id = p.debtor_id), '[]'::json)) as answer
    from debtor p where p.debtor_id = $1`;

interface Row {
  readonly name: string;
  readonly debts: readonly DebtRow[];
}
interface DebtRow {
  readonly numberLastFour: string | null;
  readonly productType: string;
  readonly currency: CurrencyCode;
  readonly creditor: string;
  readonly asOf: CalendarDate;
  readonly facts: BalanceFactsJson;
  readonly defaultedOn: CalendarDate | null;
  readonly plan: {
    readonly totalMinor: string;
    readonly lastDueOn: string;
    readonly instalments: readonly {
      readonly number: number;
      readonly dueOn: CalendarDate;
      readonly amountMinor: string;
      readonly paidMinor: string;
    }[];
  } | null;
}

function debtAnswer({ facts, asOf, defaultedOn, plan, ...debt }: DebtRow): Dashboard['debts'][number] {
  const decimal = (minor: bigint) => toDecimal(money(minor, debt.currency));
  const balance = balanceAsOf(parseBalanceFacts(facts), asOf);
  const instalments = (plan?.instalments ?? []).map(({ number, dueOn, amountMinor, paidMinor }) => {
    const facts = { dueOn, amountMinor: BigInt(amountMinor), paidMinor: BigInt(paidMinor) };
    return {
      number,
      dueOn,
      amount: decimal(facts.amountMinor),
      paid: decimal(facts.paidMinor),
      status: instalmentStatus(facts, asOf),
    };
  });
  const unpaid = instalments.find(({ status }) => status !== 'PAID');
  const status = debtStatus(balance.totalMinor, plan ? (unpaid?.dueOn ?? null) : defaultedOn, asOf);
  return {
    ...debt,
    status: status.standing,
    daysPastDue: status.daysPastDue,
    balance: {
      asOf,
      opening: decimal(balance.openedMinor),
      charges: decimal(balance.chargedMinor),
      interest: decimal(balance.interestMinor),
      fees: decimal(balance.feesMinor),
      costs: decimal(balance.costsMinor),
      paid: decimal(balance.paidMinor),
      waived: decimal(balance.waivedMinor),
      writtenOff: decimal(balance.writtenOffMinor),
      total: decimal(balance.totalMinor),
    },
    activePlan: plan && { total: decimal(BigInt(plan.totalMinor)), lastDueOn: plan.lastDueOn, instalments },
  };
}

const [url, port, poolSize] = process.argv.slice(2);
const pool = new pg.Pool({ connectionString: url, max: Number(poolSize), options: '-c jit=off' });
const app = Fastify();
app.get('/dashboard', async (request, reply): Promise<Dashboard | undefined> => {
  const { rows } = await pool.query<{ answer: Row }>({
    name: 'dashboard',
    text: sql,
    values: [request.headers['x-debtor-id']],
  });
  const [row] = rows;
  if (!row) return reply.code(404).send();
  return { name: row.answer.name, debts: row.answer.debts.map(debtAnswer) };
});
await app.listen({ host: '127.0.0.1', port: Number(port) });
process.on('SIGTERM', () => process.exit(0));
