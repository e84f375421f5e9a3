import { createHash } from 'node:crypto';
import type { Temporal } from 'temporal-polyfill';
import type { DataSource } from 'typeorm';
import { inTransaction, type Tx } from '../database/transaction.ts';
import { appendEvent } from '../features/activity/activity.repository.ts';
import { deleteMessagesBefore } from '../features/messages/message.repository.ts';
import { type Clock, fromDate, toDate } from '../kernel/clock.ts';
import { AppError } from '../kernel/errors.ts';
import { newId } from '../kernel/id.ts';
import { ok, type Result } from '../kernel/result.ts';
import type { CodeError } from '../kernel/user-errors.ts';
import type { Language } from '../locales/language.ts';
import { type DebtorActor, system } from './actor.ts';
import { deleteChallengesBefore, findRecipient } from './code.repository.ts';
import type { CodeService } from './code.service.ts';
import { findByReference, insertMisdirectedContact } from './debtor-sign-in.repository.ts';
import { factMatches, keptFor, messagesKeptFor, parseFact, resendAfter } from './debtor-sign-in.ts';
import { deleteHitsBefore, withinLimits } from './rate-limit.repository.ts';
import { networkOf, type RateLimit, type RateLimits, rateLimits } from './rate-limit.ts';
import { normaliseReference } from './reference.ts';
import { endDebtorSession, startDebtorSession } from './session.repository.ts';
import type { Claims } from './token.ts';

export interface DebtorSignInDeps {
  readonly source: DataSource;
  readonly clock: Clock;
  readonly codes: CodeService;
  readonly limits?: RateLimits;
}
/** The same whether or not somebody was found. */
export interface SignInStarted {
  readonly challengeId: string;
  readonly expiresAt: Temporal.Instant;
  readonly resendAfter: Temporal.Instant;
}
export interface SignedInDebtor {
  readonly token: string;
  readonly actor: DebtorActor;
}

/**
 * A reference and a fact that only open the way to a code; the code goes to a contact point on file. Until it
 * is entered nothing says whether the reference exists: not the answer, not its status, not its time.
 */
export class DebtorSignInService {
  readonly #limits: RateLimits;

  constructor(private readonly deps: DebtorSignInDeps) {
    this.#limits = deps.limits ?? rateLimits;
  }

  async startSignIn(input: {
    reference: string;
    fact: string;
    language: Language | null;
    ip: string;
  }): Promise<SignInStarted> {
    const reference = normaliseReference(input.reference) ?? null;
    const fact = parseFact(input.fact);
    return this.#work(async (tx, now) => {
      await this.#limit(tx, `start/${networkOf(input.ip)}`, this.#limits.signInsPerNetwork, now);
      await this.#limit(tx, `start/${hashReference(input.reference)}`, this.#limits.signInsPerReference, now);
      const person = await findByReference(tx, reference);
      const known = person !== null && factMatches(fact, person);
      const recipient = await findRecipient(tx, known ? person.debtorId : newId()); // a look-up in either case
      const challenge = {
        id: newId(),
        purpose: 'SIGN_IN' as const,
        subjectId: recipient === null ? null : person!.creditorId,
        language: input.language,
      };
      const { expiresAt } = await this.deps.codes.send(tx, challenge, recipient);
      return { challengeId: challenge.id, expiresAt, resendAfter: now.add(resendAfter) };
    });
  }

  async resendCode({ challengeId, ip }: { challengeId: string; ip: string }): Promise<SignInStarted> {
    return this.#work(async (tx, now) => {
      await this.#limit(tx, `start/${networkOf(ip)}`, this.#limits.signInsPerNetwork, now);
      const challenge = await this.deps.codes.resend(tx, challengeId, 'SIGN_IN');
      if (challenge === null) throw new AppError('NOT_FOUND');
      return { challengeId, expiresAt: fromDate(challenge.expiresAt), resendAfter: now.add(resendAfter) };
    });
  }

  /** `previous`: the claims of the request; a session they name ends, the new one has a token of its own. */
  async verifyCode(
    input: { challengeId: string; code: string; ip: string },
    previous: Claims | null,
  ): Promise<Result<SignedInDebtor, CodeError>> {
    return this.#work(async (tx, now) => {
      await this.#limit(tx, `try/${networkOf(input.ip)}`, this.#limits.triesPerNetwork, now);
      const verified = await this.deps.codes.verify(tx, { ...input, purpose: 'SIGN_IN', subjectId: null });
      if (!verified.ok) return verified;
      const { debtorId, subjectId: creditorId } = verified.value;
      if (previous?.kind === 'DEBTOR') await endDebtorSession(tx, previous, now);
      const session = await startDebtorSession(tx, { debtorId, creditorId }, now);
      const actor: DebtorActor = { kind: 'DEBTOR', debtorId, sessionId: session.id };
      await appendEvent(tx, { debtorId, creditorId, type: 'SIGNED_IN', actor, occurredAt: now });
      return ok({ token: session.token, actor });
    });
  }

  /**
   * "This is not me": somebody has got what was meant for another person. Tells the creditor; it suppresses no
   * contact point by itself, or anybody who has read the letter could lock its owner out.
   */
  async reportNotMe({ reference, ip }: { reference: string; ip: string }): Promise<void> {
    await this.#work(async (tx, now) => {
      const referenceHash = hashReference(reference);
      await this.#limit(tx, `start/${networkOf(ip)}`, this.#limits.signInsPerNetwork, now);
      await this.#limit(tx, `not-me/${referenceHash}`, this.#limits.reportsPerReference, now);
      const person = await findByReference(tx, normaliseReference(reference) ?? null);
      const report = {
        id: newId(),
        referenceHash: Buffer.from(referenceHash, 'hex'),
        reportedAt: toDate(now),
      };
      await insertMisdirectedContact(tx, report);
      if (person === null) return;
      const { debtorId, creditorId } = person;
      await appendEvent(tx, {
        debtorId,
        creditorId,
        type: 'NOT_ME_REPORTED',
        actor: system,
        occurredAt: now,
      });
    });
  }

  async signOut(actor: DebtorActor, claims: Claims): Promise<void> {
    await this.#work(async (tx, now) => {
      const ended = await endDebtorSession(tx, claims, now);
      if (ended === null) return;
      const { debtorId } = actor;
      await appendEvent(tx, {
        debtorId,
        creditorId: ended.creditorId,
        type: 'SIGNED_OUT',
        actor,
        occurredAt: now,
      });
    });
  }

  /** Deletes counts, challenges and messages that serve nothing any more; to be called now and then. */
  async forgetStale(): Promise<void> {
    await this.#work(async (tx, now) => {
      const before = now.subtract(keptFor);
      await deleteHitsBefore(tx, before);
      await deleteChallengesBefore(tx, before);
      await deleteMessagesBefore(tx, now.subtract(messagesKeptFor));
    });
  }

  async #limit(tx: Tx, bucket: string, limits: readonly RateLimit[], now: Temporal.Instant): Promise<void> {
    if (!(await withinLimits(tx, bucket, limits, now))) throw new AppError('RATE_LIMITED');
  }

  /** As ourselves: whoever signs in is nobody yet, and row-level security would show them nothing. */
  #work<T>(work: (tx: Tx, now: Temporal.Instant) => Promise<T>): Promise<T> {
    return inTransaction(this.deps.source, system, (tx) => work(tx, this.deps.clock.now()));
  }
}

/** References are not written where they are only counted. */
function hashReference(typed: string): string {
  const reference = normaliseReference(typed) ?? typed.trim().toUpperCase().slice(0, 100);
  return createHash('sha256').update(reference).digest('hex');
}
