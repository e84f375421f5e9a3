import type { Temporal } from 'temporal-polyfill';
import type { DataSource } from 'typeorm';
import { inTransaction, type Tx } from '../database/transaction.ts';
import { type Clock, toDate } from '../kernel/clock.ts';
import { AppError } from '../kernel/errors.ts';
import { err, ok, type Result } from '../kernel/result.ts';
import {
  type InvalidInputError,
  invalidInput,
  type NotAllowedNowError,
  notAllowedNow,
} from '../kernel/user-errors.ts';
import type { Actor, AgentActor, ApiScope } from './actor.ts';
import {
  countActiveKeys,
  findApiKey,
  insertApiClient,
  insertApiKey,
  lockApiClient,
  revokeKey,
} from './api-clients.repository.ts';
import { activeKeysMax, clientProblems, keyProblems } from './api-clients.ts';
import { authorise } from './permissions.ts';
import { hashToken, makeToken } from './token.ts';

export interface NewApiClient {
  /** Client-made: the same id and content again answer the same. */
  readonly id: string;
  readonly name: string;
  readonly creditorIds: readonly string[];
}
export interface NewApiKey {
  readonly id: string;
  readonly apiClientId: string;
  readonly scopes: readonly ApiScope[];
  readonly expiresAt: Temporal.Instant;
}
export interface CreatedApiKey {
  readonly id: string;
  /** Shown this once; null when the key had been made before, because only its hash is kept. */
  readonly token: string | null;
}

/** The keys of integrators. An admin gives away what they have themselves, and nothing beyond it. */
export class ApiClientsService {
  constructor(private readonly deps: { readonly source: DataSource; readonly clock: Clock }) {}

  async createApiClient(
    actor: Actor,
    input: NewApiClient,
  ): Promise<Result<{ id: string }, InvalidInputError>> {
    authorise(actor, 'apiClient.create');
    const name = input.name.trim();
    const creditorIds = [...new Set(input.creditorIds)].sort();
    for (const creditorId of creditorIds) authorise(actor, 'apiClient.create', { creditorId });
    const problems = clientProblems(name, creditorIds);
    if (problems.length > 0) return err(invalidInput(problems));
    return this.#work(actor, async (tx, now) => {
      const client = { id: input.id, name, createdBy: actor.agentId, createdAt: toDate(now) };
      if (await insertApiClient(tx, client, creditorIds)) return ok({ id: input.id });
      const made = await lockApiClient(tx, input.id);
      if (made?.name !== name || `${[...made.creditorIds].sort()}` !== `${creditorIds}`) {
        throw new AppError('IDEMPOTENCY_CONFLICT');
      }
      return ok({ id: input.id });
    });
  }

  async createApiKey(
    actor: Actor,
    input: NewApiKey,
  ): Promise<Result<CreatedApiKey, InvalidInputError | NotAllowedNowError>> {
    authorise(actor, 'apiKey.create');
    const scopes = [...new Set(input.scopes)].sort();
    return this.#work(actor, async (tx, now) => {
      await this.#ownClient(tx, actor, input.apiClientId);
      const made = await findApiKey(tx, input.id);
      if (made !== null) {
        const same =
          made.apiClientId === input.apiClientId &&
          `${[...made.scopes].sort()}` === `${scopes}` &&
          made.expiresAt.getTime() === input.expiresAt.epochMilliseconds;
        if (!same) throw new AppError('IDEMPOTENCY_CONFLICT');
        return ok({ id: made.id, token: null });
      }
      const problems = keyProblems(scopes, input.expiresAt, now);
      if (problems.length > 0) return err(invalidInput(problems));
      if ((await countActiveKeys(tx, input.apiClientId, now)) >= activeKeysMax) {
        return err(
          notAllowedNow(
            'TOO_MANY_KEYS',
            `A client has at most ${activeKeysMax} active keys: revoke one first.`,
          ),
        );
      }
      const { id, apiClientId } = input;
      const token = makeToken('INTEGRATOR', apiClientId);
      const times = { createdAt: toDate(now), expiresAt: toDate(input.expiresAt) };
      await insertApiKey(tx, { id, apiClientId, scopes, tokenHash: hashToken(token), ...times });
      return ok({ id, token });
    });
  }

  /** From the next request on the key opens nothing. Again is no error. */
  async revokeApiKey(actor: Actor, keyId: string): Promise<{ id: string }> {
    authorise(actor, 'apiKey.revoke');
    return this.#work(actor, async (tx, now) => {
      const key = await findApiKey(tx, keyId);
      if (key === null) throw new AppError('NOT_FOUND');
      await this.#ownClient(tx, actor, key.apiClientId);
      await revokeKey(tx, key, now);
      return { id: key.id };
    });
  }

  /** One that uses a creditor which the admin does not work for is out of reach; a wholly foreign one unknown. */
  async #ownClient(tx: Tx, actor: AgentActor, apiClientId: string): Promise<void> {
    const client = await lockApiClient(tx, apiClientId);
    if (client === null) throw new AppError('NOT_FOUND');
    const foreign = client.creditorIds.filter((creditorId) => !actor.creditorIds.includes(creditorId));
    if (foreign.length === 0) return;
    throw new AppError(foreign.length < client.creditorIds.length ? 'FORBIDDEN' : 'NOT_FOUND');
  }

  #work<T>(actor: Actor, work: (tx: Tx, now: Temporal.Instant) => Promise<T>): Promise<T> {
    return inTransaction(this.deps.source, actor, (tx) => work(tx, this.deps.clock.now()));
  }
}
