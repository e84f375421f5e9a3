import { createHash } from 'node:crypto';
import type { Temporal } from 'temporal-polyfill';
import { AppError } from '../kernel/errors.ts';
import type { Tx } from './transaction.ts';

/** A mutation as its client sent it: the id that the client made, and everything that it said. */
export interface ClientRequest {
  readonly debtorId: string;
  readonly id: string;
  readonly operation: string;
  /** Plain data; bigints as text. Absent and null are the same. */
  readonly content: unknown;
  readonly at: Temporal.Instant;
}

interface SeenRow {
  readonly seen: number;
  readonly content_hash: string;
}

/**
 * Writes down that this request is carried out. REPLAY: it was before, so the answer is given again; throws
 * IDEMPOTENCY_CONFLICT when the id came with other content. Two at once: one waits for the other's commit. A replay
 * writes too (`seen`), so its commit is replicated like the first one's.
 */
export async function claimRequest(tx: Tx, request: ClientRequest): Promise<'NEW' | 'REPLAY'> {
  const { debtorId, id, operation, at } = request;
  const rows: SeenRow[] = await tx.query(
    `insert into client_request as known (debtor_id, id, operation, content_hash, created_at)
     values ($1, $2, $3, $4, $5)
     on conflict (debtor_id, id) do update set seen = known.seen + 1
     returning seen, content_hash`,
    [debtorId, id, operation, hashOf(request), at.toString()],
  );
  refuseOtherContent(rows[0]!, request);
  return rows[0]!.seen === 1 ? 'NEW' : 'REPLAY';
}

/**
 * Whether this request was carried out before, for use cases that claim at the end: a refused request leaves no
 * trace, so that it may be sent again. Sound because the debtor's row is locked in between.
 */
export async function isReplay(tx: Tx, request: ClientRequest): Promise<boolean> {
  const [rows]: [SeenRow[], number] = await tx.query(
    'update client_request set seen = seen + 1 where debtor_id = $1 and id = $2 returning seen, content_hash',
    [request.debtorId, request.id],
  );
  if (rows[0]) refuseOtherContent(rows[0], request);
  return rows.length === 1;
}

function refuseOtherContent({ content_hash }: SeenRow, request: ClientRequest): void {
  if (content_hash !== hashOf(request)) throw new AppError('IDEMPOTENCY_CONFLICT');
}

function hashOf({ operation, content }: ClientRequest): string {
  return createHash('sha256').update(JSON.stringify({ operation, content }, inOrder)).digest('hex');
}

/** Keys sorted and absent values left out: the same content has one text. */
function inOrder(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const given = Object.entries(value).filter(([, member]) => member !== null && member !== undefined);
  return Object.fromEntries(given.sort(([a], [b]) => (a < b ? -1 : 1)));
}
