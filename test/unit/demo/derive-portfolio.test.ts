import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { demoCreditors, taiwanBank } from '../../../server/demo/demo-creditors.ts';
import { derivePortfolio, septemberStatement } from '../../../server/demo/derive-portfolio.ts';
import { isOverdue, readUci, sampleOf } from '../../../server/demo/uci-rows.ts';
import { ndjson, readFile } from '../../support/portfolio-file.ts';

const csv = readFileSync(new URL('../../../server/demo/uci-sample.csv', import.meta.url), 'utf8');
const sample = readUci(csv);
const records = demoCreditors.map((demo) => [...derivePortfolio(sample, demo)]);

describe('the demo portfolio', () => {
  it('is made of the overdue accounts of 600 rows', () => {
    expect(sample).toHaveLength(600);
    expect(records.map((each) => each.length)).toEqual([153, 77, 51]);
    expect(sample.filter(isOverdue)).toHaveLength(153);
  });

  it('is a right portfolio: every history adds up to its balance', async () => {
    const { accounts, errors } = await readFile('ndjson', ndjson(...records.flat()));
    expect(errors).toEqual([]);
    expect(accounts).toHaveLength(281);
  });

  it('keeps the figures of the source, credits too', () => {
    const [account] = readUci(csv);
    expect(account).toMatchObject({ id: 1, monthsLate: 2, bills: [0, 0, 0, 689, 3102, 3913] });
    const [record] = records[0]!;
    expect(record!.balance).toMatchObject({ asOf: '2026-10-31', principal: '3913.00' });
    expect(record!.account.defaultedOn).toBe('2026-08-31');
    expect(record!.history).toEqual([
      { date: '2026-08-31', kind: 'CHARGE', amount: '689.00' },
      { date: '2026-09-03', kind: 'PAYMENT', amount: '689.00' },
      { date: '2026-09-30', kind: 'CHARGE', amount: '3102.00' },
      { date: '2026-10-31', kind: 'CHARGE', amount: '811.00' },
    ]);
    expect(records[1]![0]!.balance.principal).toBe('782.60');
    expect(records[2]![0]!.balance.principal).toBe('78.26');
    expect(records[0]!.filter(({ balance }) => balance.principal.startsWith('-'))).toHaveLength(1);
  });

  it('has the same people each time', () => {
    const again = [...derivePortfolio(sample.slice(0, 40), taiwanBank)];
    expect(again).toEqual(records[0]!.slice(0, again.length));
  });

  it('has nobody that could be real', () => {
    const points = records.flat().flatMap(({ debtor }) => debtor.contactPoints);
    const safe = /^\+886100\d{6}$|^\+8610000\d{6}$|^\+447700900\d{3}$|@example\.org$/;
    expect(points.filter(({ value }) => !safe.test(value))).toEqual([]);
    expect(records.flat().filter(({ debtor }) => !/^\d{4}$/.test(debtor.lastFour ?? ''))).toEqual([]);
  });

  it('shows people with two accounts', () => {
    const shown = demoCreditors.map(({ shownPerson }, i) =>
      records[i]!.filter(({ debtor }) => debtor.externalId === shownPerson),
    );
    expect(shown.map((accounts) => accounts.length)).toEqual([2, 2, 2]);
  });

  it('has no balance of a day that the clock has not reached', () => {
    expect(septemberStatement('2026-11-22')).toBe('2026-10-31');
    expect(septemberStatement('2027-06-01')).toBe('2026-10-31');
    expect(septemberStatement('2026-10-31')).toBe('2026-09-30');
    expect(septemberStatement('2026-03-01')).toBe('2026-02-28');
  });

  it('samples every 40th row', () => {
    const lines = Array.from({ length: 100 }, (_each, i) => `row ${i}`);
    expect(sampleOf(['head', ...lines].join('\r\n'))).toBe('head\nrow 0\nrow 40\nrow 80\n');
  });
});
