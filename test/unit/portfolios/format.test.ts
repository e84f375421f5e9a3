import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { contentHash } from '../../../server/features/portfolios/content-hash.ts';
import { optionalColumns, plainColumns } from '../../../server/features/portfolios/csv-columns.ts';
import { portfolioRecord } from '../../../server/features/portfolios/portfolio-record.ts';
import { example, readFile } from '../../support/portfolio-file.ts';

const schemaFile = '../../../schema/import/portfolio.schema.json';
const readme = readFileSync(new URL('../../../schema/import/README.md', import.meta.url), 'utf8');

describe('the import format', () => {
  it('has the JSON Schema that the code prints (write it anew with --update)', async () => {
    const schema = {
      title: 'Portfolio record: one account with its debtor, one line of an NDJSON file',
      ...z.toJSONSchema(portfolioRecord),
    };
    await expect(`${JSON.stringify(schema, null, 2)}\n`).toMatchFileSnapshot(schemaFile);
  });

  it('has examples that are right, and say the same in both forms', async () => {
    const [csv, json] = await Promise.all([
      readFile('csv', example('csv')),
      readFile('ndjson', example('ndjson')),
    ]);
    expect(csv.errors).toEqual([]);
    expect(json.errors).toEqual([]);
    expect(csv.accounts).toEqual(json.accounts);
    expect(csv.accounts.map(contentHash)).toEqual(json.accounts.map(contentHash));
    expect(csv.accounts.map(({ account }) => account.currency)).toEqual(['CNY', 'GBP', 'USD']);
  });

  it('has a README that names every column and value', () => {
    const endings = Object.keys(plainColumns).map((name) =>
      name.replace(/^(creditor|debtor|account|balance)/, ''),
    );
    const missing = endings.filter((name) => !readme.includes(`${name}\``));
    expect(missing).toEqual([]);
    const values = JSON.stringify(z.toJSONSchema(portfolioRecord)).matchAll(/"enum":\[([^\]]*)\]/g);
    const words = [...values].flatMap(([, list = '']) => list.replaceAll('"', '').split(','));
    expect(words.filter((word) => !readme.includes(`\`${word}\``))).toEqual([]);
  });

  it('asks for every column but the optional ones', async () => {
    const [header, ...rows] = example('csv').toString().split('\n');
    const names = header!.split(',');
    for (const name of Object.keys(plainColumns)) {
      const renamed = [names.map((each) => (each === name ? 'other' : each)).join(','), ...rows].join('\n');
      const read = await readFile('csv', renamed, { other: null });
      expect([name, read.fileRefused]).toEqual([name, !optionalColumns.has(name)]);
    }
  });
});
