import type { CalendarDate } from '../../kernel/calendar-date.ts';
import { type PortfolioAccount, readAccount } from './portfolio-account.ts';
import { portfolioRecord } from './portfolio-record.ts';
import { type FieldProblem, problem, type RowError } from './row-errors.ts';
import { shapeProblems } from './shape-problems.ts';
import { type SourceRow, toRowError } from './source-row.ts';

/** A good row, with what it takes to name its columns should the database object to it. */
export interface AccountRow {
  readonly account: PortfolioAccount;
  readonly line: number;
  readonly columnOf: SourceRow['columnOf'];
}

/** Some rows of a file: the good ones to load, and what is wrong with the others. */
export interface Batch {
  readonly accounts: readonly AccountRow[];
  readonly errors: readonly RowError[];
  readonly rowsRead: number;
  readonly rowsRejected: number;
  /** The file as a whole cannot be read. */
  readonly fileRefused: boolean;
}

/** Of the items that a batch holds: some 500 accounts with a short history each, or two with a very long one. */
const fullWeight = 10_000;
const weightOfRow = 10;

/** Checks rows and gathers them; what is held at a time does not grow with the file, save the list of account ids. */
export async function* readBatches(
  rows: AsyncIterable<SourceRow>,
  today: CalendarDate,
): AsyncGenerator<Batch> {
  const checker = new RowChecker(today);
  let batch = new Gathering();
  let empty = true;
  for await (const row of rows) {
    empty = false;
    batch.add(row, checker);
    if (batch.weight < fullWeight) continue;
    yield batch;
    batch = new Gathering();
  }
  if (empty)
    batch.refuseFile({ line: 1, column: null, code: 'EMPTY_FILE', message: 'The file holds no record.' });
  if (batch.rowsRead > 0 || batch.fileRefused) yield batch;
}

class Gathering implements Batch {
  readonly accounts: AccountRow[] = [];
  readonly errors: RowError[] = [];
  rowsRead = 0;
  rowsRejected = 0;
  fileRefused = false;
  weight = 0;

  add(row: SourceRow, checker: RowChecker): void {
    const read = checker.read(row);
    const { line, columnOf } = row;
    if (row.ofFile) {
      for (const each of read.problems) this.refuseFile(toRowError(row, each));
      return;
    }
    this.rowsRead += 1;
    this.weight += weightOfRow + read.problems.length + (read.account?.history.length ?? 0);
    if (read.account) this.accounts.push({ account: read.account, line, columnOf });
    else this.rowsRejected += 1;
    this.errors.push(...read.problems.map((each) => toRowError(row, each)));
  }

  refuseFile(error: RowError): void {
    this.fileRefused = true;
    this.errors.push(error);
  }
}

type Checked =
  | { account: PortfolioAccount; problems: [] }
  | { account: null; problems: readonly FieldProblem[] };

/** Shape, then meaning, then uniqueness within the file. */
class RowChecker {
  readonly #lines = new Map<string, number>();

  constructor(private readonly today: CalendarDate) {}

  read(row: SourceRow): Checked {
    if (row.problems.length > 0) return { account: null, problems: row.problems };
    const shape = portfolioRecord.safeParse(row.value, { reportInput: true });
    if (!shape.success) return { account: null, problems: shapeProblems(shape.error.issues) };
    const twice = this.#duplicate(row.line, shape.data.creditor.code, shape.data.account.externalId);
    if (twice) return { account: null, problems: [twice] };
    const account = readAccount(shape.data, this.today);
    return account.ok ? { account: account.value, problems: [] } : { account: null, problems: account.error };
  }

  #duplicate(line: number, creditor: string, externalId: string): FieldProblem | null {
    const key = `${creditor} ${externalId}`;
    const first = this.#lines.get(key);
    if (first === undefined) {
      this.#lines.set(key, line);
      return null;
    }
    const message = `The account ${externalId} of ${creditor} is on line ${first} already; keep one of the two.`;
    return problem(['account', 'externalId'], 'DUPLICATE_ACCOUNT', message);
  }
}
