import { columnOfField, contactField, plainColumns } from './csv-columns.ts';
import { splitHistory } from './history-cell.ts';
import { type FieldPath, type FieldProblem, problem } from './row-errors.ts';
import { type SourceRow, unreadable } from './source-row.ts';

export interface Header {
  /** Our name of each column; null: left out. */
  readonly columns: readonly (string | null)[];
  /** The file's name of each of ours. */
  readonly theirs: ReadonlyMap<string, string>;
}

type Fields = Record<string, unknown>;

/** The cells of a row as the record that an NDJSON line would hold. An empty cell is an absent value. */
export function readRow(line: number, cells: readonly string[], { columns, theirs }: Header): SourceRow {
  if (cells.length !== columns.length) {
    const message = `The row has ${cells.length} cells, the header ${columns.length}; quote cells that hold a comma.`;
    return unreadable(line, 'CELL_COUNT', message);
  }
  const draft = new DraftRecord();
  for (const [i, cell] of cells.entries()) {
    const column = columns[i];
    if (column && cell !== '') draft.set(column, cell);
  }
  const columnOf = (path: FieldPath) => {
    const column = columnOfField(draft.pathInFile(path));
    return column && (theirs.get(column) ?? column);
  };
  return { line, value: draft.record(), problems: draft.problems, ofFile: false, columnOf };
}

class DraftRecord {
  readonly problems: FieldProblem[] = [];
  readonly #groups: Record<string, Fields> = { creditor: {}, debtor: {}, account: {}, balance: {} };
  readonly #plain: Fields = {};
  readonly #contacts = new Map<number, Fields>();

  set(column: string, cell: string): void {
    const contact = contactField(column);
    if (contact) {
      this.#contacts.set(contact.index, { ...this.#contacts.get(contact.index), [contact.field]: cell });
    } else if (column === 'history') {
      const items = splitHistory(cell);
      if (items.ok) this.#plain.history = items.value;
      else this.problems.push(problem(['history'], 'PATTERN', items.error));
    } else {
      const [group, field] = plainColumns[column]!;
      if (field === undefined) this.#plain[group] = cell;
      else this.#groups[group]![field] = cell;
    }
  }

  record(): Fields {
    const contactPoints = this.#numbers().map((number) => this.#contacts.get(number));
    return { ...this.#plain, ...this.#groups, debtor: { ...this.#groups.debtor, contactPoints } };
  }

  /** Contact points are a list without gaps, their columns may have gaps. */
  pathInFile(path: FieldPath): FieldPath {
    const [first, second, third, ...rest] = path;
    if (first === undefined || second !== 'contactPoints' || typeof third !== 'number') return path;
    return [first, second, this.#numbers()[third] ?? third, ...rest];
  }

  #numbers(): number[] {
    return [...this.#contacts.keys()].sort((a, b) => a - b);
  }
}
