import { parse } from 'csv-parse/sync';

/**
 * Accounts of "default of credit card clients" (Taiwan, 2005; I-Cheng Yeh, UCI Machine Learning Repository,
 * CC BY 4.0). Months run from April to September; amounts are whole New Taiwan dollars.
 */
export interface UciAccount {
  readonly id: number;
  readonly age: number;
  /** PAY_0: months late in September; −2, −1 and 0 are not late. */
  readonly monthsLate: number;
  /** Statement of each month; negative where the account is in credit. */
  readonly bills: readonly number[];
  /** Paid in each month. */
  readonly payments: readonly number[];
}

const newestFirst = [1, 2, 3, 4, 5, 6];
const sampleEvery = 40;

export function readUci(csv: string): UciAccount[] {
  const rows: Record<string, string>[] = parse(csv, { columns: true, bom: true });
  return rows.map((row) => {
    const number = (column: string) => Number.parseInt(row[column] ?? '', 10);
    return {
      id: number('ID'),
      age: number('AGE'),
      monthsLate: number('PAY_0'),
      bills: newestFirst.map((month) => number(`BILL_AMT${month}`)).reverse(),
      payments: newestFirst.map((month) => number(`PAY_AMT${month}`)).reverse(),
    };
  });
}

/** PAY_0 ≥ 1. Some owe nothing all the same, as in the source. */
export function isOverdue({ monthsLate }: UciAccount): boolean {
  return monthsLate >= 1;
}

/** The lines of the committed sample: the header and every 40th row of the source. */
export function sampleOf(csv: string): string {
  const [header, ...rows] = csv.split(/\r?\n/);
  return `${[header, ...rows.filter((_row, index) => index % sampleEvery === 0)].join('\n').trim()}\n`;
}
