import type { Pool, QueryConfig } from 'pg';
import type { Temporal } from 'temporal-polyfill';
import {
  enterSession,
  type ProvenSession,
  provenSession,
  type SessionRow,
} from '../../identity/authenticate.ts';
import type { Claims } from '../../identity/token.ts';
import { StatementNames } from './statement-names.ts';

const names = new StatementNames();

/** What PostgreSQL is asked: one statement and its values. */
export interface Read {
  readonly sql: string;
  readonly values: readonly unknown[];
}
export interface Answer {
  /** The statement's one JSON value; null when the session was not proven. */
  readonly json: unknown;
  /** Who asked; null for a request without claims or with claims that do not hold. */
  readonly session: ProvenSession | null;
}

/**
 * Sends BEGIN, the proof of the session, the read and COMMIT in one flush (the pool's clients pipeline).
 * The read may use the claims before they are proven: without the proof row-level security shows it nothing,
 * and its answer is thrown away.
 */
export async function runRead(
  pool: Pool,
  read: Read | null,
  { claims, now, isUse }: { claims: Claims | null; now: Temporal.Instant; isUse: boolean },
): Promise<Answer> {
  const statement: Read = read ?? { sql: "select 'null'::json", values: [] };
  if (!claims) {
    if (!read) return { json: null, session: null };
    const { rows } = await pool.query(asQuery(statement));
    return { json: rows[0]?.[0], session: null };
  }
  const client = await pool.connect();
  try {
    const [, entered, answer] = await allSettledThenThrow([
      client.query('begin'),
      client.query<SessionRow>(enterSession(claims, now, isUse)),
      client.query(asQuery(statement)),
      client.query('commit'),
    ] as const);
    const row = entered.rows[0];
    if (!row) return { json: null, session: null };
    names.learn(statement.sql);
    return { json: answer.rows[0]?.[0], session: provenSession(claims, row) };
  } finally {
    client.release();
  }
}

/** A connection goes back to the pool only when all of its answers have come. */
async function allSettledThenThrow<T extends readonly Promise<unknown>[]>(
  promises: T,
): Promise<{ -readonly [P in keyof T]: Awaited<T[P]> }> {
  const settled = await Promise.allSettled(promises);
  const failed = settled.find((each) => each.status === 'rejected');
  if (failed) throw failed.reason;
  return settled.map((each) => (each as PromiseFulfilledResult<unknown>).value) as {
    -readonly [P in keyof T]: Awaited<T[P]>;
  };
}

function asQuery({ sql, values }: Read): QueryConfig & { rowMode: 'array' } {
  return { text: sql, values: values as unknown[], rowMode: 'array', ...names.of(sql) };
}
