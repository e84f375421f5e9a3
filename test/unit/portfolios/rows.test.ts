import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ndjson, readFile, recordWith } from '../../support/portfolio-file.ts';

/** What the change to a good record leads to: `column CODE`, one for each error. */
async function errorsOf(change: Parameters<typeof recordWith>[0]): Promise<string[]> {
  const { errors } = await readFile('ndjson', ndjson(recordWith(change)));
  return errors.map(({ column, code }) => `${column} ${code}`);
}
const balance = (principal: unknown) => ({ balance: { principal } });

describe('a row', () => {
  it('is read exactly', async () => {
    const history = [
      { date: '2026-09-30', kind: 'OPENING', amount: '90071992547409.93' },
      { date: '2026-10-01', kind: 'PAYMENT', amount: '0.01' },
      { date: '2026-10-02', kind: 'FEE', amount: '5' },
    ];
    const money = { balance: { principal: '90071992547409.92', fees: '5.00' } };
    const large = await readFile('ndjson', ndjson(recordWith({ ...money, history })));
    expect(large.errors.map(({ code }) => code)).toEqual(['OUT_OF_RANGE', 'OUT_OF_RANGE']);
    const fine = { balance: { principal: '900719925474.92', fees: '5.00' } };
    history[0]!.amount = '900719925474.93';
    const { accounts, errors } = await readFile('ndjson', ndjson(recordWith({ ...fine, history })));
    expect(errors).toEqual([]);
    expect(accounts[0]!.makeUp).toEqual({
      PRINCIPAL: 90_071_992_547_492n,
      FEES: 500n,
      INTEREST: 0n,
      COSTS: 0n,
    });
  });

  it.each([
    ['1e309', 'PATTERN'],
    ['Infinity', 'PATTERN'],
    ['NaN', 'PATTERN'],
    ['٣٤', 'PATTERN'],
    ['１２', 'PATTERN'],
    ['1,234.50', 'PATTERN'],
    ['+5', 'PATTERN'],
    ['.5', 'PATTERN'],
    ['5.', 'PATTERN'],
    ['0x10', 'PATTERN'],
    [' 5', 'PATTERN'],
    ['5\u0000', 'PATTERN'],
    ['', 'REQUIRED'],
    [null, 'REQUIRED'],
    [100, 'WRONG_TYPE'],
    [{ amount: '1' }, 'WRONG_TYPE'],
    ['1.001', 'TOO_MANY_DECIMALS'],
    ['9007199254740993', 'OUT_OF_RANGE'],
    ['1'.repeat(400), 'OUT_OF_RANGE'],
  ])('refuses the amount %j: %s', async (amount, code) => {
    expect(await errorsOf(balance(amount))).toEqual([`balance.principal ${code}`]);
  });

  it.each(['1e309', '9007199254740993', '-0', '0.1'])(
    'refuses the JSON number %s: it is no text',
    async (number) => {
      const text = ndjson(recordWith(balance('@'))).replace('"@"', number);
      const { errors } = await readFile('ndjson', text);
      expect(errors.map(({ column, code }) => `${column} ${code}`)).toEqual(['balance.principal WRONG_TYPE']);
    },
  );

  it('takes a credit, and -0 for nothing', async () => {
    expect(await errorsOf(balance('-12.30'))).toEqual([]);
    const { accounts } = await readFile('ndjson', ndjson(recordWith(balance('-0'))));
    expect(accounts[0]!.makeUp.PRINCIPAL).toBe(0n);
  });

  it.each([
    ['2025-02-29', 'NO_SUCH_DAY'],
    ['9999-99-99', 'NO_SUCH_DAY'],
    ['9999-12-31', 'OUT_OF_RANGE'],
    ['22/11/2026', 'PATTERN'],
    ['2026-1-5', 'PATTERN'],
    ['٢٠٢٦-٠١-٠٥', 'PATTERN'],
    ['2026-11-24', 'WRONG_ORDER'], // not yet
    ['2019-05-05', 'WRONG_ORDER'], // before the account was opened
  ])('refuses a balance of %s: %s', async (asOf, code) => {
    expect(await errorsOf({ balance: { asOf } })).toEqual([`balance.asOf ${code}`]);
  });

  it.each([
    [{ debtor: { name: 'a\u0000b' } }, 'debtor.name PATTERN'],
    [{ debtor: { name: 'two\nlines' } }, 'debtor.name PATTERN'],
    [{ debtor: { name: 'half \ud83d' } }, 'debtor.name PATTERN'],
    [{ debtor: { name: 'x'.repeat(201) } }, 'debtor.name TOO_LONG'],
    [{ debtor: { lastFour: '12345' } }, 'debtor.lastFour PATTERN'],
    [{ debtor: { language: 'fr' } }, 'debtor.language NOT_ALLOWED'],
    [{ debtor: { timeZone: 'Mars/Olympus' } }, 'debtor.timeZone UNKNOWN_TIME_ZONE'],
    [{ debtor: { contactPoints: 'none' } }, 'debtor.contactPoints WRONG_TYPE'],
    [{ creditor: { code: 'north' } }, 'creditor.code PATTERN'],
    [{ creditor: { jurisdiction: 'FR' } }, 'creditor.jurisdiction NOT_ALLOWED'],
    [{ account: { currency: 'CNY' } }, 'account.currency CURRENCY_MISMATCH'],
    [{ account: { dailyRate: '0.05' } }, 'account.dailyRate RATE_TOO_HIGH'],
    [{ account: { dailyRate: '18.25' } }, 'account.dailyRate PATTERN'],
    [{ account: { defaultedOn: '2019-01-01' } }, 'account.defaultedOn WRONG_ORDER'],
    [{ account: { 'a\u0000b': 1 } }, 'account.a\uFFFDb UNKNOWN_FIELD'],
    [{ account: 7 }, 'account WRONG_TYPE'],
    [{ history: [{ date: '2026-10-01', kind: 'PAYMENT', amount: '-5' }] }, 'history[0].amount OUT_OF_RANGE'],
    [{ history: [{ date: '2026-10-01', kind: 'CHARGE', amount: '0' }] }, 'history[0].amount OUT_OF_RANGE'],
    [{ history: [{ date: '2026-11-01', kind: 'CHARGE', amount: '100' }] }, 'history[0].date WRONG_ORDER'],
    [
      { history: [{ date: '2026-10-01', kind: 'FEE', amount: '100', component: 'COSTS' }] },
      'history[0].component COMPONENT_NOT_ALLOWED',
    ],
  ])('refuses %j', async (change, error) => {
    expect(await errorsOf(change)).toEqual([error]);
  });

  it('refuses contact points that cannot be reached', async () => {
    const contact = (channel: string, value: string) => ({ channel, value, source: 'CONTRACT' });
    const contactPoints = [
      contact('SMS', '139 0000 0000'),
      contact('SMS', '+8613900000000'),
      contact('EMAIL', 'nobody'),
      { ...contact('EMAIL', 'a@example.org'), consentedAt: '2026-02-30T00:00:00Z' },
    ];
    expect(await errorsOf({ debtor: { contactPoints } })).toEqual([
      'debtor.contactPoints[0].value PATTERN',
      'debtor.contactPoints[2].value PATTERN',
      'debtor.contactPoints[3].consentedAt NO_SUCH_DAY',
    ]);
  });

  it('says by how much a history is off, component by component', async () => {
    const history = [
      { date: '2026-09-30', kind: 'OPENING', amount: '90.00' },
      { date: '2026-10-02', kind: 'FEE', amount: '3.00' },
      { date: '2026-10-05', kind: 'PAYMENT', amount: '1.00', component: 'FEES' },
    ];
    const { errors } = await readFile('ndjson', ndjson(recordWith({ history })));
    expect(errors.map(({ column, message }) => `${column}: ${message}`)).toEqual([
      'balance.fees: The history adds up to fees of 2.00, the balance says 0.00: add the missing -2.00 or correct one.',
      'balance.principal: The history adds up to principal of 90.00, the balance says 100.00: add the missing 10.00 or correct one.',
    ]);
  });

  it('is refused when its account was in the file before, naming the line', async () => {
    const { accounts, errors } = await readFile('ndjson', ndjson(recordWith(), recordWith(), recordWith()));
    expect(accounts).toHaveLength(1);
    expect(errors.map(({ line, code }) => [line, code])).toEqual([
      [2, 'DUPLICATE_ACCOUNT'],
      [3, 'DUPLICATE_ACCOUNT'],
    ]);
    expect(errors[0]!.message).toContain('on line 1');
  });

  it('never breaks the reader, whatever it holds', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(fc.json(), fc.string({ unit: 'binary' }))), async (lines) => {
        const { accounts, rowsRead } = await readFile(
          'ndjson',
          `${lines.join('\n')}\n${ndjson(recordWith())}`,
        );
        expect(rowsRead).toBeGreaterThan(0);
        expect(accounts).toHaveLength(1);
      }),
      { numRuns: 80 },
    );
  });

  it('may be nested so deep that it is only nonsense', async () => {
    const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;
    const { errors } = await readFile('ndjson', `${deep}\n{"debtor":${deep}}\n`);
    expect(errors[0]!.code).toBe('WRONG_TYPE');
  });
});
