import { afterAll, describe, expect, it } from 'vitest';
import { inTransaction } from '../../server/database/transaction.ts';
import { rateLimits } from '../../server/identity/rate-limit.ts';
import { makeReference } from '../../server/identity/reference.ts';
import { newId } from '../../server/kernel/id.ts';
import { ip, stepsIn } from '../support/sign-in-steps.ts';
import { addPerson, newestCode, otherCode, type Person, signInWorld } from '../support/sign-in-world.ts';

const world = await signInWorld();
const { start, verify, started, fail, messagesTo } = stepsIn(world);
afterAll(() => world.close());

describe('guessing', () => {
  it('has five tries, sent at once or one by one', async () => {
    for (let round = 0; round < 5; round += 1) {
      const person = await addPerson(world);
      const { challengeId, code } = await started(person);
      const guesses = Array.from({ length: 39 }, (_, at) =>
        String((Number(code) + at + 1) % 1_000_000).padStart(6, '0'),
      );
      const results = await Promise.all([...guesses, code].map((guess) => verify(challengeId, guess)));
      const compared = results.filter((result) => result.ok || result.error.code === 'CODE_WRONG');
      expect(compared.length).toBeLessThanOrEqual(5);
      const [row] = await world.query<{ tries: number }>('select tries from code_challenge where id = $1', [
        challengeId,
      ]);
      expect(row!.tries).toBeLessThanOrEqual(5);
    }
  });

  it('does not get in with the right code after five wrong ones, however many come at once', async () => {
    const person = await addPerson(world);
    const { challengeId, code } = await started(person);
    await Promise.all(Array.from({ length: 5 }, () => verify(challengeId, otherCode(code))));
    const results = await Promise.all(Array.from({ length: 35 }, () => verify(challengeId, code)));
    expect(results.filter(({ ok }) => ok)).toHaveLength(0);
  });

  it('ends after twenty wrong codes in a row over all codes, and then the right one does not work either', async () => {
    const person = await addPerson(world);
    for (let at = 0; at < 3; at += 1) {
      const { challengeId, code } = await started(person);
      await fail(challengeId, code, 5);
    }
    world.clock.advance({ minutes: 17 });
    const fourth = await started(person);
    const fifth = await started(person);
    await Promise.all(Array.from({ length: 5 }, () => verify(fourth.challengeId, otherCode(fourth.code))));
    const sent = await messagesTo(person.phone);
    expect(await verify(fifth.challengeId, fifth.code)).toMatchObject({
      ok: false,
      error: { code: 'CODE_WRONG', triesLeft: 4 },
    });
    world.clock.advance({ hours: 30 });
    await start(person.reference);
    expect(await messagesTo(person.phone)).toHaveLength(sent.length);
  });

  it('is forgotten after a right code', async () => {
    const person = await addPerson(world);
    for (let day = 0; day < 7; day += 1) {
      const { challengeId, code } = await started(person);
      expect(await fail(challengeId, code, 4)).toHaveLength(4);
      expect((await verify(challengeId, code)).ok).toBe(true);
      world.clock.advance({ hours: 25 });
    }
  });

  it('does not get past twenty by sending over several codes at once', async () => {
    const person = await addPerson(world);
    const challenges = [await started(person), await started(person), await started(person)];
    await world.query('update debtor set failed_codes = 18 where debtor_id = $1', [person.debtorId]);
    await Promise.all(
      challenges.flatMap(({ challengeId, code }) =>
        [1, 2, 3].map(() => verify(challengeId, otherCode(code))),
      ),
    );
    const [row] = await world.query<{ failed_codes: number }>(
      'select failed_codes from debtor where debtor_id = $1',
      [person.debtorId],
    );
    expect(row).toEqual({ failed_codes: 20 });
    for (const { challengeId, code } of challenges) expect((await verify(challengeId, code)).ok).toBe(false);
  });
});

describe('a code', () => {
  it('works once, however often it is sent at once', async () => {
    const person = await addPerson(world);
    const { challengeId, code } = await started(person);
    const results = await Promise.all(Array.from({ length: 10 }, () => verify(challengeId, code)));
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await verify(challengeId, code)).toMatchObject({
      ok: false,
      error: { code: 'CODE_NO_LONGER_VALID' },
    });
    const sessions = await world.query('select from debtor_session where debtor_id = $1', [person.debtorId]);
    expect(sessions).toHaveLength(1);
  });

  it('works for five minutes', async () => {
    const person = await addPerson(world);
    const early = await started(person);
    world.clock.advance({ minutes: 4, seconds: 59 });
    expect((await verify(early.challengeId, early.code)).ok).toBe(true);
    const late = await started(person);
    world.clock.advance({ minutes: 5 });
    expect(await verify(late.challengeId, late.code)).toMatchObject({
      ok: false,
      error: { code: 'CODE_NO_LONGER_VALID' },
    });
  });

  it('works for its own challenge only', async () => {
    const [one, other] = [await addPerson(world), await addPerson(world)];
    const [mine, theirs] = [await started(one), await started(other)];
    expect((await verify(theirs.challengeId, mine.code)).ok).toBe(mine.code === theirs.code);
    for (const challengeId of [newId(), '', 'x', "' or true --"]) {
      expect(await verify(challengeId, mine.code)).toMatchObject({
        ok: false,
        error: { code: 'CODE_NO_LONGER_VALID' },
      });
    }
  });

  it('is replaced by another when asked for, which gives no new tries and no more time', async () => {
    const person = await addPerson(world);
    const { challengeId, code } = await started(person);
    const { expiresAt } = await world.debtors.resendCode({ challengeId, ip });
    expect(await fail(challengeId, code, 3)).toEqual(['CODE_WRONG 4', 'CODE_WRONG 3', 'CODE_WRONG 2']);
    world.clock.advance({ minutes: 2 });
    expect((await world.debtors.resendCode({ challengeId, ip })).expiresAt.equals(expiresAt)).toBe(true);
    expect((await messagesTo(person.phone)).map(({ body }) => /，(.) 分钟/.exec(body)?.[1]).sort()).toEqual([
      '3',
      '5',
      '5',
    ]);
    const newest = await newestCode(world, person.phone);
    if (newest !== code) {
      expect(await verify(challengeId, code)).toMatchObject({ ok: false, error: { triesLeft: 1 } });
      expect((await verify(challengeId, newest)).ok).toBe(true);
    }
  });

  it('is not revived by another', async () => {
    const person = await addPerson(world);
    const { challengeId, code } = await started(person);
    await fail(challengeId, code, 5);
    await world.debtors.resendCode({ challengeId, ip });
    expect(await messagesTo(person.phone)).toHaveLength(1);
    expect((await verify(challengeId, code)).ok).toBe(false);
    await expect(world.debtors.resendCode({ challengeId: newId(), ip })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    await expect(world.debtors.resendCode({ challengeId: 'x', ip })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  it('goes to a contact point three times in any quarter of an hour and ten times a day', async () => {
    const person = await addPerson(world);
    const { challengeId } = await start(person.reference);
    world.clock.advance({ minutes: 1 });
    await world.debtors.resendCode({ challengeId, ip });
    await world.debtors.resendCode({ challengeId, ip });
    const third = await newestCode(world, person.phone);
    await world.debtors.resendCode({ challengeId, ip });
    await start(person.reference);
    expect(await messagesTo(person.phone)).toHaveLength(3);
    expect((await verify(challengeId, third)).ok).toBe(true);
    for (let at = 0; at < 12; at += 1) {
      world.clock.advance({ minutes: 17 });
      await start(person.reference);
    }
    expect(await messagesTo(person.phone)).toHaveLength(10);
    world.clock.advance({ hours: 26 });
    await start(person.reference);
    expect(await messagesTo(person.phone)).toHaveLength(11);
  });

  it('is not counted as sent twenty times over when it is asked for at once', async () => {
    const person = await addPerson(world);
    const { challengeId } = await start(person.reference);
    await Promise.all(Array.from({ length: 20 }, () => world.debtors.resendCode({ challengeId, ip })));
    expect(await messagesTo(person.phone)).toHaveLength(rateLimits.sendsPerContactPoint[0].hits);
  });
});

describe('what serves nothing any more', () => {
  it('is forgotten, and limits hold all the same', async () => {
    const person = await addPerson(world);
    await start(person.reference);
    await start(makeReference());
    world.clock.advance({ hours: 49 });
    for (let at = 0; at < 3; at += 1) await start(person.reference);
    await world.debtors.forgetStale();
    expect(await world.query('select from code_challenge')).toHaveLength(3);
    await start(person.reference);
    expect(await messagesTo(person.phone)).toHaveLength(3); // the first is forgotten, the last was not sent
  });
});

describe('a code for signing', () => {
  const issue = (person: Person, id: string, subjectId: string) =>
    inTransaction(world.source, { kind: 'DEBTOR', debtorId: person.debtorId, sessionId: newId() }, (tx) =>
      world.codes.issueCode(tx, {
        id,
        debtorId: person.debtorId,
        purpose: 'SIGN_AGREEMENT',
        subjectId,
        language: null,
      }),
    );
  const sign = (person: Person, challengeId: string, code: string, subjectId: string) =>
    inTransaction(world.source, { kind: 'DEBTOR', debtorId: person.debtorId, sessionId: newId() }, (tx) =>
      world.codes.verify(tx, { challengeId, code, purpose: 'SIGN_AGREEMENT', subjectId }),
    );

  it('is good for what it was asked for, by the person who asked', async () => {
    const [person, other] = [await addPerson(world), await addPerson(world)];
    const [challengeId, proposalId] = [newId(), newId()];
    const sent = await issue(person, challengeId, proposalId);
    expect(sent).toMatchObject({
      ok: true,
      value: { challengeId, sentTo: `•••• ${person.phone.slice(-4)}` },
    });
    const code = await newestCode(world, person.phone);
    expect((await sign(person, challengeId, code, newId())).ok).toBe(false);
    expect((await sign(other, challengeId, code, proposalId)).ok).toBe(false);
    expect((await verify(challengeId, code)).ok).toBe(false);
    expect(await sign(person, challengeId, code, proposalId)).toEqual({
      ok: true,
      value: { debtorId: person.debtorId, subjectId: proposalId },
    });
    expect((await sign(person, challengeId, code, proposalId)).ok).toBe(false);
  });

  it('is sent once for one id, and says so again', async () => {
    const person = await addPerson(world);
    const [challengeId, proposalId] = [newId(), newId()];
    const first = await issue(person, challengeId, proposalId);
    expect(await issue(person, challengeId, proposalId)).toEqual(first);
    expect(await messagesTo(person.phone)).toHaveLength(1);
    await expect(issue(person, challengeId, newId())).rejects.toMatchObject({ code: 'IDEMPOTENCY_CONFLICT' });
    await expect(issue(await addPerson(world), challengeId, proposalId)).rejects.toMatchObject({
      code: 'IDEMPOTENCY_CONFLICT',
    });
  });

  it('says when no code can be sent', async () => {
    const person = await addPerson(world);
    for (let at = 0; at < 3; at += 1) await issue(person, newId(), newId());
    await expect(issue(person, newId(), newId())).rejects.toMatchObject({ code: 'RATE_LIMITED' });
    await world.query('update contact_point set suppressed_at = created_at where debtor_id = $1', [
      person.debtorId,
    ]);
    expect(await issue(person, newId(), newId())).toMatchObject({
      ok: false,
      error: { code: 'NO_CONTACT_POINT' },
    });
  });

  it('counts wrong tries although nothing else is done', async () => {
    const person = await addPerson(world);
    const [challengeId, proposalId] = [newId(), newId()];
    await issue(person, challengeId, proposalId);
    const code = await newestCode(world, person.phone);
    const left: (number | null)[] = [];
    for (let at = 0; at < 5; at += 1) {
      const result = await sign(person, challengeId, otherCode(code), proposalId);
      if (!result.ok) left.push(result.error.triesLeft);
    }
    expect(left).toEqual([4, 3, 2, 1, 0]);
    expect((await sign(person, challengeId, code, proposalId)).ok).toBe(false);
  });
});
