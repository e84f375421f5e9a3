import { describe, expect, it } from 'vitest';
import type { ColumnMapping } from '../../../server/features/portfolios/column-mapping.ts';
import { readMapping } from '../../../server/features/portfolios/column-mapping.ts';
import { splitHistory } from '../../../server/features/portfolios/history-cell.ts';
import { example, readFile } from '../../support/portfolio-file.ts';

const [header, first, second, third] = example('csv').toString().split('\n') as [
  string,
  string,
  string,
  string,
];
const file = (...lines: string[]) => lines.join('\n');

async function errorsOf(content: string, mapping?: ColumnMapping): Promise<string[]> {
  const { errors } = await readFile('csv', content, mapping);
  return errors.map(({ line, column, code }) => `${line} ${column} ${code}`);
}

describe('a CSV file', () => {
  it('may have other headers, with a mapping, and columns that are left out', async () => {
    const theirs = header.replace('debtor_name', 'Kunde').replace('balance_principal', 'Saldo ¥');
    const mapping = { Kunde: 'debtor_name', 'Saldo ¥': 'balance_principal', Notiz: null };
    const { accounts, errors } = await readFile('csv', file(`${theirs},Notiz`, `${first},x`), mapping);
    expect(errors).toEqual([]);
    expect(accounts[0]!.debtor.name).toBe('李晓雨');
    const wrong = first.replace('11200.00', 'elf');
    expect(await errorsOf(file(theirs, wrong), mapping)).toEqual(['2 Saldo ¥ PATTERN']);
  });

  it('is refused as a whole when its header cannot be read', async () => {
    expect(await errorsOf('')).toEqual(['1 null EMPTY_FILE']);
    expect(await errorsOf(file(`${header},Notiz`, `${first},x`))).toEqual(['1 null HEADER']);
    expect(await errorsOf(file(`${header},history`, first))).toEqual(['1 null HEADER']);
    expect(await errorsOf(file(header.replace('debtor_name,', ''), first))).toEqual([
      '1 null MISSING_COLUMN',
    ]);
    expect(await errorsOf(file(header.replaceAll(',', ';'), first))).toEqual(['1 null HEADER']);
    expect(await errorsOf(file(`"${header}`, first))).toEqual(['1 null QUOTE_NOT_CLOSED']);
  });

  it('costs one row for a stray quote, a comma too many, a line break in a cell', async () => {
    const bad = [
      first.replace('李晓雨', '"李晓雨'),
      first.replace('李晓雨', '李"晓雨'),
      first.replace('李晓雨', '李,晓雨'),
    ];
    const content = file(header, ...bad, third, first.replace('李晓雨', '"李\n晓雨"'), '', second);
    expect(await errorsOf(content)).toEqual([
      '2 null QUOTE_NOT_CLOSED',
      '3 null INVALID_CSV',
      '4 null CELL_COUNT',
      '6 null QUOTE_NOT_CLOSED',
      '7 null INVALID_CSV',
    ]);
    expect((await readFile('csv', content)).accounts.map(({ account }) => account.externalId)).toEqual([
      'OL-9',
      'LN-2044',
    ]);
  });

  it('keeps text that a spreadsheet would run as text', async () => {
    const formulas = ['=cmd|calc', '@SUM(1+1)', '-2+3', '+A1'];
    for (const formula of formulas) {
      const { accounts, errors } = await readFile('csv', file(header, first.replace('李晓雨', formula)));
      expect(errors).toEqual([]);
      expect(accounts[0]!.debtor.name).toBe(formula);
    }
  });

  it('names the column of a contact point and the item of a history', async () => {
    const gap = second
      .replace('SMS,+447700900123,CONTRACT,2023-01-10T12:00:00Z,,,,', ',,,,SMS,07700 900123,CONTRACT,')
      .replace(/,$/, ',2026-10-01 OPENING 2450.75; 2026-10-02 GIFT 1');
    expect(await errorsOf(file(header, gap))).toEqual(['2 history NOT_ALLOWED']);
    const { errors } = await readFile('csv', file(header, gap));
    expect(errors[0]!.message).toMatch(/^Item 2: Write one of OPENING/);
    const number = gap.replace('; 2026-10-02 GIFT 1', '');
    const { errors: found } = await readFile('csv', file(header, number));
    expect(found[0]).toMatchObject({ column: 'contact_2_value', code: 'PATTERN' });
  });
});

describe('a history cell', () => {
  it('is items of date, kind, component, amount and text', () => {
    const cell = ' 2026-05-31 OPENING -3.10;2026-06-10  PAYMENT/INTEREST 8.20 by card, thanks ; ';
    expect(splitHistory(cell)).toEqual({
      ok: true,
      value: [
        { date: '2026-05-31', kind: 'OPENING', amount: '-3.10' },
        {
          date: '2026-06-10',
          kind: 'PAYMENT',
          component: 'INTEREST',
          amount: '8.20',
          description: 'by card, thanks',
        },
      ],
    });
  });

  it('says which item it does not understand', () => {
    expect(splitHistory('2026-05-31 OPENING 1; 31.5. paid')).toMatchObject({
      ok: false,
      error: expect.stringMatching(/^Item 2 is "31\.5\. paid"; write/),
    });
  });
});

describe('a mapping', () => {
  it('leads to our columns, and only for CSV', () => {
    expect(readMapping(undefined, 'NDJSON').ok).toBe(true);
    expect(readMapping({ a: 'debtor_name', b: null, c: 'contact_10_value' }, 'CSV').ok).toBe(true);
    expect(readMapping({ a: 'contact_11_value' }, 'CSV').ok).toBe(false);
    expect(readMapping({ a: 'constructor' }, 'CSV').ok).toBe(false);
    expect(readMapping({ a: 5 }, 'CSV').ok).toBe(false);
    expect(readMapping([], 'CSV').ok).toBe(false);
    expect(readMapping({ a: 'debtor_name' }, 'NDJSON').ok).toBe(false);
  });
});
