import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inTransaction } from '../../server/database/transaction.ts';
import { components, mapAmounts } from '../../server/features/debts/allocation.ts';
import { balanceFactsSql } from '../../server/features/debts/balance-facts.ts';
import { loadBalanceFacts } from '../../server/features/debts/debt.repository.ts';
import { postTransactions } from '../../server/features/debts/ledger.repository.ts';
import {
  adjustmentPosting,
  chargePosting,
  costPosting,
  feePosting,
  interestPosting,
  type LedgerTransaction,
  openingPosting,
  paymentPosting,
  reversalOf,
  sumLedger,
  waiverPosting,
  writeOffPosting,
} from '../../server/features/debts/ledger.ts';
import { system } from '../../server/identity/actor.ts';
import { addDays, type CalendarDate } from '../../server/kernel/calendar-date.ts';
import { toDate } from '../../server/kernel/clock.ts';
import { type ImportWorld, importWorld } from '../support/import-world.ts';
import { ndjson, recordWith } from '../support/portfolio-file.ts';

let world: ImportWorld;
beforeAll(async () => {
  world = await importWorld();
});
afterAll(() => world.close());

const FIRST_DAY: CalendarDate = '2026-10-31';
const minor = fc.bigInt({ min: 1n, max: 10n ** 14n });
const amounts = fc
  .array(minor, { minLength: 4, maxLength: 4 })
  .map((four) => mapAmounts((each) => four[components.indexOf(each)]!));
const plain = fc.oneof(
  amounts.map(openingPosting),
  minor.map(chargePosting),
  minor.map(feePosting),
  minor.map(costPosting),
  minor.map(interestPosting),
  fc.tuple(amounts, minor).map(([parts, unallocatedMinor]) => paymentPosting({ parts, unallocatedMinor })),
  amounts.map(waiverPosting),
  amounts.map(writeOffPosting),
  amounts.map(adjustmentPosting),
);
const posting: fc.Arbitrary<LedgerTransaction> = fc.oneof(plain, plain.map(reversalOf));
const dated = fc.record({ transaction: posting, day: fc.nat(30) });

describe('balanceFactsSql', () => {
  let run = 0;

  it('sums a ledger as sumLedger does, on any day', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(dated, { maxLength: 25 }), fc.nat(30), async (list, day) => {
        run += 1;
        const asOf = addDays(FIRST_DAY, day);
        const account = { externalId: `R-${run}` };
        await world.load(ndjson(recordWith({ account, balance: { principal: '0' } })));
        const [debt] = await world.query<{ debtorId: string; id: string; creditorId: string }>(
          'select debtor_id as "debtorId", id, creditor_id as "creditorId" from debt where external_id = $1',
          [account.externalId],
        );
        const { id: debtId, ...key } = debt!;
        const postings = list.map((each) => ({
          ...key,
          debtId,
          currency: 'GBP' as const,
          transaction: each.transaction,
          effectiveOn: addDays(FIRST_DAY, each.day),
          postedAt: toDate(world.clock.now()),
        }));
        const facts = await inTransaction(world.source, system, async (tx) => {
          await postTransactions(tx, postings);
          return loadBalanceFacts(tx, debt!, asOf);
        });
        const then = list.filter((each) => each.day <= day);
        const lastRounding = Math.max(
          0,
          ...then.map((each) => (['INTEREST', 'PAYMENT'].includes(each.transaction.kind) ? each.day : 0)),
        );
        expect(facts).toMatchObject({
          ...sumLedger(then.map(({ transaction }) => transaction)),
          accruedThrough: addDays(FIRST_DAY, lastRounding),
          currency: 'GBP',
          frozen: [],
        });
      }),
      { numRuns: 60 },
    );
  });

  it('reads the ledger by one index-only scan', async () => {
    const plan = await world.source.transaction(async (tx) => {
      await tx.query(
        "select set_config('app.system', 'on', true), set_config('enable_seqscan', 'off', true)",
      );
      const sql = `explain (format text) select ${balanceFactsSql('debt', "'2026-11-22'::date")} from debt`;
      return tx.query<{ 'QUERY PLAN': string }[]>(sql);
    });
    const lines = plan.map((row) => row['QUERY PLAN']).join('\n');
    expect(lines.match(/ledger_entry/g)).toHaveLength(2);
    expect(lines).toMatch(/Index Only Scan using ledger_entry_by_debt on ledger_entry/);
  });

  it('knows the freeze of a plan while it is kept, and that of an ended one until its end', async () => {
    await world.load(ndjson(recordWith({ account: { externalId: 'FROZEN' } })));
    expect((await world.balanceOf('FROZEN', '2026-11-20')).accrual.totalMinor).toBe(100n);
    const plan = (status: string, startedOn: string, endedOn: string | null) =>
      world.query(
        `insert into plan (debtor_id, id, debt_id, creditor_id, proposal_id, agreement_id, status, currency, frequency,
           interest_freeze, allocation_order, instalment_count, total_minor, started_on, last_due_on, created_at, ended_on)
         select debtor_id, gen_random_uuid(), id, creditor_id, gen_random_uuid(), gen_random_uuid(), $1, 'GBP',
           'MONTHLY', true, 'INTEREST_FEE_COST_PRINCIPAL', 3, 10000, $2, '2027-01-31', now(), $3::date
           from debt where external_id = 'FROZEN'`,
        [status, startedOn, endedOn],
      );
    await plan('BREACHED', '2026-11-05', '2026-11-07');
    expect((await world.balanceOf('FROZEN', '2026-11-20')).accrual.totalMinor).toBe(90n);
    await plan('COMPLETED', '2026-11-08', '2026-11-10');
    expect((await world.balanceOf('FROZEN', '2026-11-20')).accrual.totalMinor).toBe(80n);
    await plan('ACTIVE', '2026-11-10', null);
    expect((await world.balanceOf('FROZEN', '2026-11-20')).accrual.totalMinor).toBe(30n);
  });
});
