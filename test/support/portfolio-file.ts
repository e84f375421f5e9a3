import { readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import type { ColumnMapping } from '../../server/features/portfolios/column-mapping.ts';
import { readCsv } from '../../server/features/portfolios/csv-reader.ts';
import { readNdjson } from '../../server/features/portfolios/ndjson-reader.ts';
import type { PortfolioAccount } from '../../server/features/portfolios/portfolio-account.ts';
import { readBatches } from '../../server/features/portfolios/portfolio-batches.ts';
import type { PortfolioRecord } from '../../server/features/portfolios/portfolio-record.ts';
import type { RowError } from '../../server/features/portfolios/row-errors.ts';

export const example = (form: 'csv' | 'ndjson') =>
  readFileSync(new URL(`../../schema/import/example.${form}`, import.meta.url));

export interface ReadFile {
  readonly accounts: readonly PortfolioAccount[];
  readonly errors: readonly RowError[];
  readonly rowsRead: number;
  readonly fileRefused: boolean;
}

/** Reads and checks a whole file, on 22 November 2026. */
export async function readFile(
  form: 'csv' | 'ndjson',
  content: string | Buffer,
  mapping?: ColumnMapping,
): Promise<ReadFile> {
  const source = Readable.from([Buffer.from(content)]);
  const rows = form === 'csv' ? readCsv(source, mapping) : readNdjson(source);
  const accounts: PortfolioAccount[] = [];
  const errors: RowError[] = [];
  let rowsRead = 0;
  let fileRefused = false;
  for await (const batch of readBatches(rows, '2026-11-22')) {
    accounts.push(...batch.accounts.map(({ account }) => account));
    errors.push(...batch.errors);
    rowsRead += batch.rowsRead;
    fileRefused ||= batch.fileRefused;
  }
  return { accounts, errors, rowsRead, fileRefused };
}

type DeepPartial<T> = {
  [K in keyof T]?: T[K] extends readonly unknown[] ? T[K] : DeepPartial<T[K]> | unknown;
};

/** A good record, changed as a test needs it. */
export function recordWith(change: DeepPartial<PortfolioRecord> = {}): Record<string, unknown> {
  const base = {
    creditor: {
      code: 'NORTH',
      name: 'North Bank',
      jurisdiction: 'UK',
      currency: 'GBP',
      timeZone: 'Europe/London',
    },
    debtor: {
      externalId: 'P-1',
      name: 'Amelia Hart',
      birthDate: '1985-11-30',
      language: 'en',
      timeZone: 'Europe/London',
      contactPoints: [{ channel: 'EMAIL', value: 'amelia@example.org', source: 'CONTRACT' }],
    },
    account: {
      externalId: 'A-1',
      productType: 'CREDIT_CARD',
      currency: 'GBP',
      openedOn: '2020-01-02',
      dailyRate: '0.0005',
      dayCount: 'ACT_365F',
    },
    balance: { asOf: '2026-10-31', principal: '100.00', interest: '0', fees: '0', costs: '0' },
  };
  return merged(base, change as Record<string, unknown>);
}

function merged(base: Record<string, unknown>, change: Record<string, unknown>): Record<string, unknown> {
  const result = { ...base };
  for (const [key, value] of Object.entries(change)) {
    const old = base[key];
    result[key] = isObject(old) && isObject(value) ? merged(old, value) : value;
  }
  return result;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function ndjson(...records: readonly unknown[]): string {
  return records.map((record) => `${JSON.stringify(record)}\n`).join('');
}
