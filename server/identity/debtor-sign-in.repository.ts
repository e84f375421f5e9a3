import type { Tx } from '../database/transaction.ts';
import type { FactsOnFile } from './debtor-sign-in.ts';
import { MisdirectedContactEntity } from './identity.entity.ts';

export interface KnownPerson extends FactsOnFile {
  readonly debtorId: string;
  readonly creditorId: string;
}

/** Whose reference this is; null for a reference that leads to nobody. */
export async function findByReference(tx: Tx, reference: string | null): Promise<KnownPerson | null> {
  const [row] = await tx.query<KnownPerson[]>(
    `select d.debtor_id as "debtorId", k.creditor_id as "creditorId", d.birth_date::text as "birthDate",
            k.id_last_four as "idLastFour"
       from portal_reference r
       join debtor d on d.debtor_id = r.debtor_id
       join debtor_creditor k on k.debtor_id = r.debtor_id and k.creditor_id = r.creditor_id
      where r.reference = $1`,
    [reference],
  );
  return row ?? null;
}

export async function insertMisdirectedContact(tx: Tx, report: MisdirectedContactEntity): Promise<void> {
  await tx.insert(MisdirectedContactEntity, report);
}
