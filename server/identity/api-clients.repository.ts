import type { Temporal } from 'temporal-polyfill';
import type { Tx } from '../database/transaction.ts';
import { ApiClientEntity, ApiKeyEntity } from './identity.entity.ts';

/** False when there is a client with this id already; two at once make one. */
export async function insertApiClient(
  tx: Tx,
  client: ApiClientEntity,
  creditorIds: readonly string[],
): Promise<boolean> {
  const insert = tx.createQueryBuilder().insert().into(ApiClientEntity).values(client);
  const { raw } = await insert.orIgnore().returning('id').execute();
  if (raw.length === 0) return false;
  await tx.query(
    'insert into api_client_creditor (api_client_id, creditor_id) select $1, unnest($2::uuid[])',
    [client.id, creditorIds],
  );
  return true;
}

export interface ApiClientRow {
  readonly id: string;
  readonly name: string;
  readonly creditorIds: readonly string[];
}

/** Locked: the number of active keys holds until the transaction ends. */
export async function lockApiClient(tx: Tx, id: string): Promise<ApiClientRow | null> {
  const [row] = await tx.query<ApiClientRow[]>(
    `select id, name, array(select creditor_id from api_client_creditor where api_client_id = id) as "creditorIds"
       from api_client where id = $1 for no key update`,
    [id],
  );
  return row ?? null;
}

export async function insertApiKey(tx: Tx, key: ApiKeyEntity): Promise<void> {
  await tx.insert(ApiKeyEntity, key);
}

export async function findApiKey(tx: Tx, id: string): Promise<ApiKeyEntity | null> {
  return tx.findOneBy(ApiKeyEntity, { id });
}

export async function countActiveKeys(tx: Tx, apiClientId: string, now: Temporal.Instant): Promise<number> {
  const [row] = await tx.query<[{ count: number }]>(
    `select count(*)::int as count from api_key
      where api_client_id = $1 and revoked_at is null and expires_at > $2`,
    [apiClientId, now.toString()],
  );
  return row.count;
}

export async function revokeKey(tx: Tx, key: ApiKeyEntity, now: Temporal.Instant): Promise<void> {
  await tx.query(
    'update api_key set revoked_at = $3 where api_client_id = $1 and id = $2 and revoked_at is null',
    [key.apiClientId, key.id, now.toString()],
  );
}
