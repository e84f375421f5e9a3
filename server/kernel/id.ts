import { randomUUID } from 'node:crypto';
import { err, ok, type Result } from './result.ts';

/**
 * A public id names the type, the debtor (the shard) and the row, so `node(id)` needs no look-up table. The
 * reader writes the same form in SQL by concatenation; the two must not drift apart.
 *   Plan.<debtor uuid>.<row uuid>    a row of a debtor
 *   Debtor.<uuid>                    the debtor
 *   Creditor.<uuid>                  a row that belongs to no debtor
 */
export interface GlobalId {
  readonly type: string;
  readonly debtorId: string | null;
  readonly id: string;
}

export type IdProblem = 'MALFORMED_ID';

const DEBTOR = 'Debtor';
const UUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const WHOLE_UUID = new RegExp(`^${UUID}$`);
const GLOBAL_ID = new RegExp(`^([A-Z][A-Za-z0-9]{0,63})\\.(${UUID})(?:\\.(${UUID}))?$`);

/**
 * Random, not time-ordered: rows already lie together by debtor, clients make ids of the same kind, and a
 * public id must not tell when its row was made.
 */
export function newId(): string {
  return randomUUID();
}

/** Canonical lower case only, as PostgreSQL prints it; an edge that takes other forms lowers them first. */
export function isUuid(text: string): boolean {
  return WHOLE_UUID.test(text);
}

export function encodeId(row: { type: string; debtorId?: string | null; id: string }): string {
  const owner = row.type === DEBTOR || !row.debtorId ? '' : `${row.debtorId}.`;
  return `${row.type}.${owner}${row.id}`;
}

export function decodeId(text: string): Result<GlobalId, IdProblem> {
  const [, type, first, second] = GLOBAL_ID.exec(text) ?? [];
  if (type === undefined || first === undefined) return err('MALFORMED_ID');
  if (type === DEBTOR)
    return second === undefined ? ok({ type, debtorId: first, id: first }) : err('MALFORMED_ID');
  return ok(
    second === undefined ? { type, debtorId: null, id: first } : { type, debtorId: first, id: second },
  );
}
