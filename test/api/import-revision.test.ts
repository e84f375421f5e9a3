import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { inTransaction } from '../../server/database/transaction.ts';
import { noAmounts } from '../../server/features/debts/allocation.ts';
import { postTransaction } from '../../server/features/debts/ledger.repository.ts';
import { interestPosting, paymentPosting } from '../../server/features/debts/ledger.ts';
import { system } from '../../server/identity/actor.ts';
import type { CalendarDate } from '../../server/kernel/calendar-date.ts';
import { toDate } from '../../server/kernel/clock.ts';
import { newId } from '../../server/kernel/id.ts';
import { type ImportWorld, importWorld } from '../support/import-world.ts';
import { ndjson, recordWith } from '../support/portfolio-file.ts';

let world: ImportWorld;
beforeEach(async () => {
  world = await importWorld();
});
afterEach(() => world.close());

const history = [
  { date: '2026-09-30', kind: 'OPENING', amount: '120.00' },
  { date: '2026-10-10', kind: 'PAYMENT', amount: '20.00' },
];
const ledger = () =>
  world.query<{ posting: string }>(
    `select t.effective_on || ' ' || t.kind || ' ' || e.account || ' ' || e.amount_minor as posting
       from ledger_transaction t join ledger_entry e on e.transaction_id = t.id
      where e.account in ('PRINCIPAL', 'INTEREST', 'FEES', 'COSTS') order by t.effective_on, t.kind, e.account`,
  );
const postings = async () => (await ledger()).map(({ posting }) => posting);
const debt = async () =>
  (await world.query<{ debtor_id: string; id: string; creditor_id: string }>('select * from debt'))[0]!;

/** A payment through the portal, as the payments service posts it: accrued interest first. */
async function pay(effectiveOn: CalendarDate, amountMinor: bigint, interestMinor: bigint): Promise<void> {
  const { debtor_id: debtorId, id: debtId, creditor_id: creditorId } = await debt();
  const posting = {
    debtorId,
    debtId,
    creditorId,
    currency: 'GBP',
    effectiveOn,
    postedAt: toDate(world.clock.now()),
  } as const;
  const parts = { ...noAmounts, INTEREST: interestMinor, PRINCIPAL: amountMinor - interestMinor };
  await inTransaction(world.source, system, async (tx) => {
    await postTransaction(tx, { ...posting, transaction: interestPosting(interestMinor) });
    const transaction = paymentPosting({ parts, unallocatedMinor: 0n });
    await postTransaction(tx, { ...posting, transaction, paymentId: newId() });
  });
}

describe('a row that changed', () => {
  it('updates the person and the account, and leaves the books alone', async () => {
    await world.load(ndjson(recordWith({ history })));
    const before = await postings();
    await world.query("update debtor set language = 'ZH_CN'");
    await world.query("update contact_point set verified_at = '2026-11-20', suppressed_at = '2026-11-21'");
    const contactPoints = [
      { channel: 'EMAIL', value: 'amelia@example.org', source: 'AUTHORISATION' },
      { channel: 'SMS', value: '+447700900001', source: 'CONTRACT' },
      { channel: 'SMS', value: '+447700900001', source: 'CONTRACT' },
    ];
    const debtor = { name: 'Amelia Hart-Reed', lastFour: '77AB', contactPoints };
    const changed = ndjson(
      recordWith({ history, debtor, account: { lastFour: '1234' }, originalCreditor: 'Old Bank' }),
    );
    expect(await world.counts(changed)).toBe('SUCCEEDED 1/0/0');
    expect(await postings()).toEqual(before);
    expect(
      await world.query(
        `select name, language, id_last_four as id, number_last_four as account, original_creditor as "from", version
           from debtor join debtor_creditor using (debtor_id) join debt using (debtor_id, creditor_id)`,
      ),
    ).toEqual([
      {
        name: 'Amelia Hart-Reed',
        language: 'ZH_CN',
        id: '77AB',
        account: '1234',
        from: 'Old Bank',
        version: 2,
      },
    ]);
    expect(
      await world.query(
        'select channel, source, verified_at is not null as verified, suppressed_at is not null as off from contact_point order by channel',
      ),
    ).toEqual([
      { channel: 'EMAIL', source: 'AUTHORISATION', verified: true, off: true },
      { channel: 'SMS', source: 'CONTRACT', verified: false, off: false },
    ]);
    expect(await world.counts(changed)).toBe('SUCCEEDED 0/1/0');
  });

  it('appends new items, and an adjustment for what they do not explain', async () => {
    await world.load(ndjson(recordWith({ history })));
    const more = [...history, { date: '2026-11-15', kind: 'FEE', amount: '7.00' }];
    const balance = { asOf: '2026-11-20', fees: '7.00' };
    expect(await world.counts(ndjson(recordWith({ history: more, balance })))).toBe('SUCCEEDED 1/0/0');
    expect(await postings()).toEqual([
      '2026-09-30 OPENING PRINCIPAL 12000',
      '2026-10-10 PAYMENT PRINCIPAL -2000',
      '2026-11-15 FEE FEES 700',
    ]);
    const corrected = { asOf: '2026-11-21', principal: '95.00', interest: '1.05', fees: '7.00' };
    expect(await world.counts(ndjson(recordWith({ balance: corrected })))).toBe('SUCCEEDED 1/0/0');
    expect((await postings()).slice(3)).toEqual([
      '2026-11-21 ADJUSTMENT INTEREST 105',
      '2026-11-21 ADJUSTMENT PRINCIPAL -500',
    ]);
    expect((await world.balanceOf('A-1', '2026-11-21')).totalMinor).toBe(10_305n);
    // Interest starts anew from that day, on the corrected principal: 95.00 × 0.0005 × 20.
    expect((await world.balanceOf('A-1', '2026-12-11')).accrual.totalMinor).toBe(95n);
  });

  it('never undoes a payment that was made here', async () => {
    await world.load(ndjson(recordWith({ history })));
    await pay('2026-11-10', 3_000n, 50n);
    expect((await world.balanceOf('A-1', '2026-11-10')).totalMinor).toBe(7_050n);
    const unaware = recordWith({ history, balance: { asOf: '2026-11-20' } });
    const early = recordWith({ history, balance: { asOf: '2026-11-05' } });
    const runs = [await world.load(ndjson(unaware)), await world.load(ndjson(early))];
    const errors = await Promise.all(runs.map(({ id }) => world.errorsOf(id)));
    expect(errors.flat().map(({ column, code }) => `${column} ${code}`)).toEqual([
      'history PAYMENT_MISSING',
      'balance.asOf BALANCE_TOO_OLD',
    ]);
    const aware = recordWith({
      history: [...history, { date: '2026-11-10', kind: 'PAYMENT', amount: '30.00' }],
      balance: { asOf: '2026-11-20', principal: '70.00' },
    });
    expect(await world.counts(ndjson(aware))).toBe('SUCCEEDED 1/0/0');
    expect(await world.balanceOf('A-1', '2026-11-20')).toMatchObject({
      totalMinor: 7_000n,
      paidMinor: 5_000n,
    });
  });

  it('keeps an account with its person, and another currency with another creditor', async () => {
    await world.load(ndjson(recordWith()));
    const moved = recordWith({ debtor: { externalId: 'P-2' } });
    const renamed = recordWith({
      creditor: { currency: 'USD' },
      account: { externalId: 'A-2', currency: 'USD' },
    });
    const run = await world.load(ndjson(moved, renamed));
    expect(
      (await world.errorsOf(run.id)).map(({ line, column, code }) => `${line} ${column} ${code}`),
    ).toEqual(['1 debtor.externalId ACCOUNT_MOVED', '2 creditor.code CREDITOR_MISMATCH']);
  });
});
