import type { Tx } from '../../database/transaction.ts';
import { newId } from '../../kernel/id.ts';
import type { FileDebtor } from './portfolio-account.ts';

/** A person as one creditor's file tells of them. */
export interface Person {
  readonly creditorId: string;
  readonly debtorId: string;
  readonly debtor: FileDebtor;
}

interface PersonKey {
  readonly creditorId: string;
  readonly externalId: string;
}

export async function findPeople(
  tx: Tx,
  keys: readonly PersonKey[],
): Promise<(PersonKey & { debtorId: string })[]> {
  return tx.query(
    `select person.creditor_id as "creditorId", person.external_id as "externalId", person.debtor_id as "debtorId"
       from json_to_recordset($1::json) as given ("creditorId" uuid, "externalId" text)
       join external_debtor person
         on person.creditor_id = given."creditorId" and person.external_id = given."externalId"`,
    [JSON.stringify(keys)],
  );
}

/** Adds people who are new to a creditor, each with a portal reference of their own. */
export async function addPeople(
  tx: Tx,
  people: readonly Person[],
  now: Date,
  makeReference: () => string,
): Promise<void> {
  if (people.length === 0) return;
  const references = await claimReferences(tx, people, makeReference);
  const rows = people.map((person) => ({ ...flat(person), reference: references.get(person) }));
  await tx.query(
    `with given as materialized (${givenPeople}), made as (
       insert into debtor (debtor_id, name, birth_date, language, time_zone, created_at, updated_at)
       select "debtorId", name, "birthDate", language, "timeZone", $2, $2 from given
     ), named as (
       insert into external_debtor (creditor_id, external_id, debtor_id)
       select "creditorId", "externalId", "debtorId" from given
     )
     insert into debtor_creditor (debtor_id, creditor_id, external_id, reference, id_last_four)
     select "debtorId", "creditorId", "externalId", reference, "lastFour" from given`,
    [JSON.stringify(rows), now],
  );
}

/** A reference that is taken already is made anew; with 45 random bits that is rare. */
async function claimReferences(
  tx: Tx,
  people: readonly Person[],
  makeReference: () => string,
): Promise<Map<Person, string>> {
  const claimed = new Map<Person, string>();
  while (claimed.size < people.length) {
    const wanted = new Map(
      people.filter((each) => !claimed.has(each)).map((each) => [makeReference(), each]),
    );
    const rows = [...wanted].map(([reference, { debtorId, creditorId }]) => ({
      reference,
      debtorId,
      creditorId,
    }));
    const free: { reference: string }[] = await tx.query(
      `insert into portal_reference (reference, debtor_id, creditor_id)
       select reference, "debtorId", "creditorId"
         from json_to_recordset($1::json) as given (reference text, "debtorId" uuid, "creditorId" uuid)
       on conflict do nothing returning reference`,
      [JSON.stringify(rows)],
    );
    for (const { reference } of free) claimed.set(wanted.get(reference)!, reference);
  }
  return claimed;
}

/** What the file says anew of people who are known. Their language is theirs to choose, so it stays. */
export async function updatePeople(tx: Tx, people: readonly Person[], now: Date): Promise<void> {
  if (people.length === 0) return;
  await tx.query(
    `with given as materialized (${givenPeople}), changed as (
       update debtor person
          set name = given.name, birth_date = given."birthDate", time_zone = given."timeZone", updated_at = $2
         from given
        where person.debtor_id = given."debtorId"
          and (person.name, person.birth_date, person.time_zone)
              is distinct from (given.name, given."birthDate", given."timeZone")
     )
     update debtor_creditor link set id_last_four = given."lastFour"
       from given
      where link.debtor_id = given."debtorId" and link.creditor_id = given."creditorId"
        and link.id_last_four is distinct from given."lastFour"`,
    [JSON.stringify(people.map(flat)), now],
  );
}

/** Adds and updates contact points; one that the file no longer lists stays, as does what we learned of it. */
export async function saveContactPoints(tx: Tx, people: readonly Person[], now: Date): Promise<void> {
  const rows = new Map(
    people.flatMap(({ debtorId, debtor }) =>
      debtor.contactPoints.map((point) => [
        `${debtorId} ${point.channel} ${point.value}`,
        { debtorId, id: newId(), ...point },
      ]),
    ),
  );
  if (rows.size === 0) return;
  await tx.query(
    `insert into contact_point as point (debtor_id, id, channel, value, source, consented_at, created_at)
     select "debtorId", id, channel, value, source, "consentedAt", $2
       from json_to_recordset($1::json) as given (
         "debtorId" uuid, id uuid, channel text, value text, source text, "consentedAt" timestamptz)
     on conflict (debtor_id, channel, value) do update
       set source = excluded.source, consented_at = excluded.consented_at
       where (point.source, point.consented_at) is distinct from (excluded.source, excluded.consented_at)`,
    [JSON.stringify([...rows.values()]), now],
  );
}

const givenPeople = `
  select * from json_to_recordset($1::json) as row (
    "debtorId" uuid, "creditorId" uuid, "externalId" text, name text, "birthDate" date, language text,
    "timeZone" text, "lastFour" text, reference text)`;

function flat({ creditorId, debtorId, debtor: { contactPoints: _own, ...debtor } }: Person) {
  return { creditorId, debtorId, ...debtor };
}
