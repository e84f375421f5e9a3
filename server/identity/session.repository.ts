import type { Temporal } from 'temporal-polyfill';
import type { Tx } from '../database/transaction.ts';
import { toDate } from '../kernel/clock.ts';
import { newId } from '../kernel/id.ts';
import { AgentSessionEntity, DebtorSessionEntity } from './identity.entity.ts';
import { sessionLife } from './session.ts';
import { type Claims, hashToken, makeToken } from './token.ts';

/** A session that has just begun; the token is in no other place. */
export interface StartedSession {
  readonly id: string;
  readonly token: string;
}

export async function startDebtorSession(
  tx: Tx,
  { debtorId, creditorId }: { debtorId: string; creditorId: string },
  now: Temporal.Instant,
): Promise<StartedSession> {
  const { token, ...session } = newSession('DEBTOR', debtorId, now);
  await tx.insert(DebtorSessionEntity, { debtorId, creditorId, ...session });
  return { id: session.id, token };
}

export async function startAgentSession(
  tx: Tx,
  agentId: string,
  now: Temporal.Instant,
): Promise<StartedSession> {
  const { token, ...session } = newSession('AGENT', agentId, now);
  await tx.insert(AgentSessionEntity, { agentId, ...session });
  return { id: session.id, token };
}

function newSession(kind: 'DEBTOR' | 'AGENT', principalId: string, now: Temporal.Instant) {
  const token = makeToken(kind, principalId);
  return {
    id: newId(),
    token,
    tokenHash: hashToken(token),
    createdAt: toDate(now),
    lastSeenAt: toDate(now),
    expiresAt: toDate(now.add(sessionLife)),
  };
}

/** Ends the session of these claims; answers whose reference had opened it, null when there is nothing to end. */
export async function endDebtorSession(
  tx: Tx,
  { principalId, tokenHash }: Claims,
  now: Temporal.Instant,
): Promise<{ sessionId: string; creditorId: string } | null> {
  const [[row]] = await tx.query<[{ sessionId: string; creditorId: string }[], number]>(
    `update debtor_session set ended_at = $3 where debtor_id = $1 and token_hash = $2 and ended_at is null
     returning id as "sessionId", creditor_id as "creditorId"`,
    [principalId, tokenHash, now.toString()],
  );
  return row ?? null;
}

export async function endAgentSession(
  tx: Tx,
  { principalId, tokenHash }: Claims,
  now: Temporal.Instant,
): Promise<void> {
  await tx.query(
    'update agent_session set ended_at = $3 where agent_id = $1 and token_hash = $2 and ended_at is null',
    [principalId, tokenHash, now.toString()],
  );
}
