import { randomBytes } from 'node:crypto';
import type { Temporal } from 'temporal-polyfill';
import type { Tx } from '../database/transaction.ts';
import type { MessageService } from '../features/messages/message.service.ts';
import { type Destination, type MessageTemplate, maskDestination } from '../features/messages/message.ts';
import { type Clock, fromDate, toDate } from '../kernel/clock.ts';
import { AppError } from '../kernel/errors.ts';
import { isUuid } from '../kernel/id.ts';
import { err, ok, type Result } from '../kernel/result.ts';
import { type CodeError, codeError, type NotAllowedNowError, notAllowedNow } from '../kernel/user-errors.ts';
import type { Language } from '../locales/language.ts';
import {
  countTry,
  findRecipient,
  insertChallenge,
  lockChallenge,
  type Recipient,
  replaceCode,
  spendCode,
} from './code.repository.ts';
import type { CodeChallengeEntity } from './identity.entity.ts';
import { type CodePurpose, codeRules, hashCode, newCode, normaliseCode, sameHash } from './one-time-code.ts';
import { withinLimits } from './rate-limit.repository.ts';
import { type RateLimits, rateLimits } from './rate-limit.ts';

export interface CodeServiceDeps {
  readonly clock: Clock;
  /** Binds codes to this installation; see `hashCode`. */
  readonly secret: string;
  readonly messages: MessageService;
  readonly limits?: RateLimits;
}

export interface NewChallenge {
  readonly id: string;
  readonly purpose: CodePurpose;
  readonly subjectId: string | null;
  /** Null: the language the person has chosen. */
  readonly language: Language | null;
}
export interface SentCode {
  readonly challengeId: string;
  /** Masked: whoever reads it knows which of their own it is. */
  readonly sentTo: string;
  readonly expiresAt: Temporal.Instant;
}
export interface CodeAttempt {
  readonly challengeId: string;
  readonly code: string;
  readonly purpose: CodePurpose;
  /** What the code must have been made for; null where the challenge itself is what says it. */
  readonly subjectId: string | null;
}
export interface VerifiedCode {
  readonly debtorId: string;
  readonly subjectId: string;
}

const templates = { SIGN_IN: 'SIGN_IN_CODE', SIGN_AGREEMENT: 'SIGNING_CODE' } as const satisfies Record<
  CodePurpose,
  MessageTemplate
>;
/** Where the message goes that is taken back. */
const nowhere: Destination = { channel: 'SMS', value: '+00000000000' };

/** One-time codes: sent to a contact point on file, bound to one challenge and to what it is for. */
export class CodeService {
  readonly #limits: RateLimits;

  constructor(private readonly deps: CodeServiceDeps) {
    this.#limits = deps.limits ?? rateLimits;
  }

  /**
   * Sends a code to a person who is signed in; the caller holds the debtor's lock. The same challenge id answers
   * the same and sends nothing more;
   * throws RATE_LIMITED when this contact point has had its share.
   */
  async issueCode(
    tx: Tx,
    challenge: NewChallenge & { debtorId: string },
  ): Promise<Result<SentCode, NotAllowedNowError>> {
    const { id, debtorId, purpose, subjectId } = challenge;
    const known = await lockChallenge(tx, id);
    if (
      known &&
      !(known.debtorId === debtorId && known.purpose === purpose && known.subjectId === subjectId)
    ) {
      throw new AppError('IDEMPOTENCY_CONFLICT');
    }
    const recipient = await findRecipient(tx, debtorId, known?.contactPointId);
    if (recipient === null) return err(notAllowedNow('NO_CONTACT_POINT', noContactPoint));
    const sentTo = maskDestination(recipient);
    if (known) return ok({ challengeId: id, sentTo, expiresAt: fromDate(known.expiresAt) });
    const { sent, expiresAt } = await this.send(tx, challenge, recipient);
    if (!sent) throw new AppError('RATE_LIMITED');
    return ok({ challengeId: id, sentTo, expiresAt });
  }

  /**
   * Writes a challenge and sends its code. Without a recipient everything is done as with one, and what would
   * leave the house is taken back: nobody can tell the two apart.
   */
  async send(
    tx: Tx,
    challenge: NewChallenge,
    recipient: Recipient | null,
  ): Promise<{ sent: boolean; expiresAt: Temporal.Instant }> {
    const now = this.deps.clock.now();
    const expiresAt = now.add({ minutes: codeRules.minutes });
    const row: CodeChallengeEntity = {
      id: challenge.id,
      debtorId: recipient?.debtorId ?? null,
      contactPointId: recipient?.contactPointId ?? null,
      purpose: challenge.purpose,
      subjectId: challenge.subjectId,
      codeHash: randomBytes(32), // no code has this hash: nothing opens a challenge whose code was not sent
      tries: 0,
      sends: 0,
      createdAt: toDate(now),
      expiresAt: toDate(expiresAt),
      usedAt: null,
    };
    if (!(await insertChallenge(tx, row))) throw new AppError('IDEMPOTENCY_CONFLICT');
    return { sent: await this.#deliver(tx, row, challenge.language, recipient), expiresAt };
  }

  /**
   * Sends a new code for a challenge that is still open. Nothing starts anew: the tries made and the time that
   * has passed stay. Null when there is no such challenge.
   */
  async resend(tx: Tx, challengeId: string, purpose: CodePurpose): Promise<CodeChallengeEntity | null> {
    const challenge = isUuid(challengeId) ? await lockChallenge(tx, challengeId) : null;
    if (challenge?.purpose !== purpose) return null;
    const recipient = await findRecipient(tx, challenge.debtorId, challenge.contactPointId);
    const open = challenge.expiresAt > toDate(this.deps.clock.now()) && challenge.usedAt === null;
    if (open && challenge.tries < codeRules.tries) await this.#deliver(tx, challenge, null, recipient);
    return challenge;
  }

  /**
   * Tries a code. The try is counted by the commit of `tx`: a caller returns the refusal from its transaction
   * and never throws it. In a debtor's transaction another person's challenge does not pass (row-level security).
   */
  async verify(
    tx: Tx,
    { challengeId, code, purpose, subjectId }: CodeAttempt,
  ): Promise<Result<VerifiedCode, CodeError>> {
    const attempt = { challengeId, purpose, subjectId, now: this.deps.clock.now() };
    const counted = isUuid(challengeId) ? await countTry(tx, attempt) : null;
    if (counted === null) return err(refusal('CODE_NO_LONGER_VALID', 0));
    const right = sameHash(hashCode(this.deps.secret, challengeId, normaliseCode(code)), counted.codeHash);
    if (!right || !counted.mayPass || counted.debtorId === null || counted.subjectId === null) {
      return err(refusal('CODE_WRONG', codeRules.tries - counted.tries));
    }
    await spendCode(tx, attempt, counted);
    return ok({ debtorId: counted.debtorId, subjectId: counted.subjectId });
  }

  async #deliver(
    tx: Tx,
    challenge: CodeChallengeEntity,
    language: Language | null,
    recipient: Recipient | null,
  ): Promise<boolean> {
    const { clock, secret, messages } = this.deps;
    const now = clock.now();
    const code = newCode();
    const left = fromDate(challenge.expiresAt).since(now).total('minutes');
    await tx.query('savepoint delivery');
    const bucket = `contact/${recipient?.contactPointId ?? challenge.id}`;
    const within = await withinLimits(tx, bucket, this.#limits.sendsPerContactPoint, now);
    await replaceCode(tx, challenge.id, hashCode(secret, challenge.id, code));
    await messages.queueMessage(tx, {
      debtorId: challenge.debtorId,
      to: recipient ?? nowhere,
      template: templates[challenge.purpose],
      language: language ?? recipient?.language ?? 'EN',
      params: { code, minutes: Math.max(1, Math.floor(left)) },
    });
    const sent = within && recipient !== null;
    await tx.query(sent ? 'release savepoint delivery' : 'rollback to savepoint delivery');
    return sent;
  }
}

const noContactPoint =
  'No code can be sent: ask your creditor to confirm the telephone number or e-mail address on your file.';

const sentences = {
  CODE_WRONG:
    'This code does not match. If codes keep failing, ask your creditor to confirm your contact details.',
  CODE_NO_LONGER_VALID: 'This code can no longer be used. Ask for a new one.',
};

function refusal(code: keyof typeof sentences, triesLeft: number): CodeError {
  return codeError(code, sentences[code], triesLeft);
}
