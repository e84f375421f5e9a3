import type { Temporal } from 'temporal-polyfill';
import type { Tx } from '../database/transaction.ts';
import type { Destination } from '../features/messages/message.ts';
import type { Language } from '../locales/language.ts';
import { CodeChallengeEntity } from './identity.entity.ts';
import { type CodePurpose, codeRules } from './one-time-code.ts';

/** Where a code goes: always a contact point already on file, never one typed by whoever asks. */
export interface Recipient extends Destination {
  readonly debtorId: string;
  readonly contactPointId: string;
  readonly language: Language;
}

/**
 * The newest usable contact point of a person whose codes have not been stopped, or the given one of theirs.
 * Usable: given by the person or proven to be theirs. What a third party or a register said is no proof:
 * whoever answers there would be let in.
 */
export async function findRecipient(
  tx: Tx,
  debtorId: string | null,
  contactPointId: string | null = null,
): Promise<Recipient | null> {
  const [row] = await tx.query<Recipient[]>(
    `select d.debtor_id as "debtorId", d.language, c.id as "contactPointId", c.channel, c.value
       from debtor d
       join contact_point c on c.debtor_id = d.debtor_id
      where d.debtor_id = $1 and d.failed_codes < $2 and ($3::uuid is null or c.id = $3)
        and c.suppressed_at is null
        and (c.verified_at is not null or c.source in ('CONTRACT', 'RESERVED_DATA', 'AUTHORISATION'))
      order by c.created_at desc, c.id desc
      limit 1`,
    [debtorId, codeRules.failuresPerPerson, contactPointId],
  );
  return row ?? null;
}

/** False when the id is taken, by a challenge that the actor may not even see. */
export async function insertChallenge(tx: Tx, challenge: CodeChallengeEntity): Promise<boolean> {
  const insert = tx.createQueryBuilder().insert().into(CodeChallengeEntity).values(challenge);
  const { raw } = await insert.orIgnore().returning('id').execute();
  return raw.length === 1;
}

export async function lockChallenge(tx: Tx, id: string): Promise<CodeChallengeEntity | null> {
  return tx.findOne(CodeChallengeEntity, { where: { id }, lock: { mode: 'pessimistic_write' } });
}

export async function replaceCode(tx: Tx, id: string, codeHash: Buffer): Promise<void> {
  await tx.query('update code_challenge set code_hash = $2, sends = sends + 1 where id = $1', [id, codeHash]);
}

export interface Try {
  readonly challengeId: string;
  readonly purpose: CodePurpose;
  /** Null: whatever it was made for. */
  readonly subjectId: string | null;
  readonly now: Temporal.Instant;
}
export interface CountedTry {
  readonly debtorId: string | null;
  readonly contactPointId: string | null;
  readonly subjectId: string | null;
  readonly codeHash: Buffer;
  readonly tries: number;
  /** False when nobody was found, or when too many codes in a row were wrong: then no code is right. */
  readonly mayPass: boolean;
}

/**
 * Counts a try as failed, for the code and for the person, before anybody looks whether it was right: guesses
 * sent at once cannot overtake the count. One statement; nothing when no try is left. Where nobody was found
 * a count is written too, so that both cost the same.
 */
export async function countTry(tx: Tx, attempt: Try): Promise<CountedTry | null> {
  const { tries, failuresPerPerson } = codeRules;
  const [row] = await tx.query<CountedTry[]>(
    `with attempt as (
       update code_challenge set tries = tries + 1
        where id = $1 and purpose = $2 and ($3::uuid is null or subject_id = $3)
          and used_at is null and expires_at > $4 and tries < $5
       returning id, debtor_id, contact_point_id, subject_id, code_hash, tries
     ), person as (
       update debtor set failed_codes = failed_codes + 1 from attempt
        where debtor.debtor_id = attempt.debtor_id and failed_codes < $6
       returning debtor.debtor_id
     ), nobody as (
       insert into rate_limit as counted (bucket, window_start, hits)
       select 'nobody/' || id, $4, 1 from attempt where debtor_id is null
       on conflict (bucket, window_start) do update set hits = counted.hits + 1
     )
     select debtor_id as "debtorId", contact_point_id as "contactPointId", subject_id as "subjectId",
            code_hash as "codeHash", tries, exists (select from person) as "mayPass"
       from attempt`,
    [
      attempt.challengeId,
      attempt.purpose,
      attempt.subjectId,
      attempt.now.toString(),
      tries,
      failuresPerPerson,
    ],
  );
  return row ?? null;
}

/** The code was right: it is used up, the person's failures are forgotten, the contact point is theirs. */
export async function spendCode(
  tx: Tx,
  { challengeId, now }: Try,
  { debtorId, contactPointId }: CountedTry,
): Promise<void> {
  await tx.query('update code_challenge set used_at = $2 where id = $1', [challengeId, now.toString()]);
  await tx.query('update debtor set failed_codes = 0 where debtor_id = $1', [debtorId]);
  await tx.query('update contact_point set verified_at = $3 where debtor_id = $1 and id = $2', [
    debtorId,
    contactPointId,
    now.toString(),
  ]);
}

/** Forgets challenges that ended before: nobody can use them, and most belong to nobody. */
export async function deleteChallengesBefore(tx: Tx, before: Temporal.Instant): Promise<void> {
  await tx.query('delete from code_challenge where expires_at < $1', [before.toString()]);
}
