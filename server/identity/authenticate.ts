import type { Temporal } from 'temporal-polyfill';
import type { DataSource } from 'typeorm';
import { fromDate } from '../kernel/clock.ts';
import { assertNever } from '../kernel/errors.ts';
import { type Actor, type AgentRole, type ApiScope, anonymous } from './actor.ts';
import { sessionIdle } from './session.ts';
import type { Claims } from './token.ts';

/** Who asks, and until when without asking again; the times are null when nothing runs out. */
export interface ProvenSession {
  readonly actor: Actor;
  /** The end of the session however busy it is. */
  readonly expiresAt: Temporal.Instant | null;
  /** The end of the session if nothing more is asked. */
  readonly idleExpiresAt: Temporal.Instant | null;
}

/** A row of `enter_session`. */
export interface SessionRow {
  readonly session_id: string;
  readonly name: string;
  readonly role: AgentRole;
  readonly scopes: ApiScope[];
  readonly creditor_ids: string[];
  readonly idle_expires_at: Date | null;
  readonly expires_at: Date;
}

const nobody: ProvenSession = { actor: anonymous, expiresAt: null, idleExpiresAt: null };

/** Proves the claims of a request and marks the session as used; ANONYMOUS when there is no such session now. */
export async function proveSession(
  source: DataSource,
  claims: Claims | null,
  now: Temporal.Instant,
): Promise<ProvenSession> {
  if (claims === null) return nobody;
  const { text, values } = enterSession(claims, now);
  const [row] = await source.query<SessionRow[]>(text, values);
  return row === undefined ? nobody : provenSession(claims, row);
}

/** The statement that proves claims and enters row-level security for the rest of its transaction. */
export function enterSession({ kind, principalId, tokenHash }: Claims, now: Temporal.Instant, isUse = true) {
  return {
    name: 'enter_session',
    text: 'select * from enter_session($1, $2, $3, $4, $5, $6)',
    values: [kind, principalId, tokenHash, now.toString(), sessionIdle[kind], isUse],
  };
}

export function provenSession(claims: Claims, row: SessionRow): ProvenSession {
  return {
    actor: actorOf(claims, row),
    expiresAt: fromDate(row.expires_at),
    idleExpiresAt: row.idle_expires_at && fromDate(row.idle_expires_at),
  };
}

function actorOf({ kind, principalId }: Claims, row: SessionRow): Actor {
  const { session_id: sessionId, name, creditor_ids: creditorIds } = row;
  switch (kind) {
    case 'DEBTOR':
      return { kind, debtorId: principalId, sessionId };
    case 'AGENT':
      return { kind, agentId: principalId, name, role: row.role, creditorIds, sessionId };
    case 'INTEGRATOR':
      return { kind, apiClientId: principalId, name, scopes: row.scopes, creditorIds, sessionId };
    default:
      return assertNever(kind);
  }
}
