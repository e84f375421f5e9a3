import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';

/**
 * Who may do and see what, as a person wrote it down in `test/api/permission-matrix.csv`; apart from the code
 * that decides it, so that one can be checked by the other.
 */
export const viewerKinds = [
  'anonymous',
  'debtor',
  'agent',
  'supervisor',
  'admin',
  'integrator',
  'importer',
  'ended',
  'revoked',
] as const;
export type ViewerKind = (typeof viewerKinds)[number];

export interface Line extends Readonly<Record<ViewerKind, string>> {
  /** A type, or `Query`, `Mutation`, `Subscription`. */
  readonly subject: string;
  readonly fields: readonly string[];
}

function readMatrix(): Line[] {
  const text = readFileSync(new URL('../api/permission-matrix.csv', import.meta.url), 'utf8');
  const rows: Record<ViewerKind | 'subject' | 'fields', string>[] = parse(text, {
    columns: true,
    comment: '#',
    trim: true,
  });
  return rows.map((row) => ({ ...row, fields: row.fields.split(' ').filter(Boolean) }));
}

/** Somebody who asks. */
export interface Viewer {
  readonly kind: ViewerKind;
  readonly name: string;
  readonly as: Readonly<Record<string, string>>;
  readonly debtorId?: string;
  readonly creditorIds?: readonly string[];
  /** The agent or API client. */
  readonly id?: string;
}

/** A row of the graph and whose it is. */
export interface OwnedRow {
  readonly id: string;
  readonly type: string;
  readonly debtorIds: readonly string[];
  readonly creditorIds: readonly string[];
  /** The agents and API clients whose own it is. */
  readonly selves: readonly string[];
}

/** `own`: the viewer's person or creditor has it. `self`: the viewer has begun or is it. Else: not to be seen. */
function allows(cell: string, viewer: Viewer, row: OwnedRow): boolean {
  switch (cell) {
    case 'own':
      return viewer.debtorId
        ? row.debtorIds.includes(viewer.debtorId)
        : row.creditorIds.some((id) => viewer.creditorIds?.includes(id));
    case 'self':
      return row.selves.includes(viewer.id ?? '');
    default:
      return false;
  }
}

export class PermissionMatrix {
  readonly #cells = new Map<string, Line>();

  constructor(readonly lines: readonly Line[] = readMatrix()) {
    for (const line of lines)
      for (const field of line.fields) this.#cells.set(`${line.subject}.${field}`, line);
  }

  cell(subject: string, field: string, kind: ViewerKind): string | undefined {
    return this.#cells.get(`${subject}.${field}`)?.[kind];
  }

  sees(viewer: Viewer, row: OwnedRow, field = 'id'): boolean {
    return allows(this.cell(row.type, field, viewer.kind) ?? 'no', viewer, row);
  }
}
