import type { Temporal } from 'temporal-polyfill';
import type { Tx } from '../database/transaction.ts';
import { AgentEntity } from './identity.entity.ts';

export interface AgentCredentials {
  readonly id: string;
  readonly passwordHash: string;
  /** Sealed; see `secret-box.ts`. */
  readonly totpSecret: string;
}

/** Failures in a row after which an agent waits; every failure after that starts the wait anew. */
const failuresMax = 10;
const lockedFor = { minutes: 15 } as const;

/**
 * Counts a try as failed before anybody looks whether it was right: guesses sent at once cannot overtake the
 * count. Null for an unknown address, a disabled agent and one who has to wait: the caller sees no difference.
 */
export async function countAgentTry(
  tx: Tx,
  email: string,
  now: Temporal.Instant,
): Promise<AgentCredentials | null> {
  const [row] = await tx.query<AgentCredentials[]>(
    `with attempt as (
       update agent
          set failed_attempts = failed_attempts + 1,
              locked_until = case when failed_attempts + 1 >= $3 then $4::timestamptz end
        where email = $1 and disabled_at is null and (locked_until is null or locked_until <= $2)
        returning id
     )
     select id, password_hash as "passwordHash", totp_secret as "totpSecret"
       from attempt cross join lateral agent_secrets(id)`,
    [email, now.toString(), failuresMax, now.add(lockedFor).toString()],
  );
  return row ?? null;
}

/** Takes the TOTP step, which nobody has taken yet, and forgets the failures; false when it was taken. */
export async function takeTotpStep(tx: Tx, agentId: string, step: number): Promise<boolean> {
  const [, taken] = await tx.query<[unknown[], number]>(
    `update agent set totp_last_step = $2, failed_attempts = 0, locked_until = null
      where id = $1 and totp_last_step < $2 and disabled_at is null`,
    [agentId, step],
  );
  return taken === 1;
}

export async function insertAgent(tx: Tx, agent: AgentEntity, creditorIds: readonly string[]): Promise<void> {
  await tx.insert(AgentEntity, agent);
  await tx.query('insert into agent_creditor (agent_id, creditor_id) select $1, unnest($2::uuid[])', [
    agent.id,
    creditorIds,
  ]);
}
