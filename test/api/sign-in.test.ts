import { afterAll, describe, expect, it } from 'vitest';
import { proveSession } from '../../server/identity/authenticate.ts';
import { makeReference } from '../../server/identity/reference.ts';
import { makeToken, readToken } from '../../server/identity/token.ts';
import { ip, stepsIn } from '../support/sign-in-steps.ts';
import { addContactPoint, addPerson, newestCode, signInWorld } from '../support/sign-in-world.ts';

const world = await signInWorld();
const { start, verify, started, signedIn, messagesTo, eventsOf, actorOf } = stepsIn(world);
afterAll(() => world.close());

describe('signing in', () => {
  it('sends a code to the newest usable contact point and opens a session with it', async () => {
    const person = await addPerson(world);
    world.clock.advance({ minutes: 1 });
    await addContactPoint(world, person.debtorId, 'mei@example.com');
    world.clock.advance({ minutes: 1 });
    await addContactPoint(world, person.debtorId, '+8613900000001', { suppressed: true });
    await addContactPoint(world, person.debtorId, '+8613900000002', { source: 'PUBLIC_SOURCE' });
    const { challengeId, expiresAt } = await start(
      person.reference.toLowerCase().replaceAll('-', ''),
      '19900131',
    );
    expect(expiresAt.since(world.clock.now()).total('minutes')).toBe(5);
    const result = await verify(challengeId, await newestCode(world, 'mei@example.com'));
    expect(result.ok && (await actorOf(result.value.token))).toMatchObject({
      kind: 'DEBTOR',
      debtorId: person.debtorId,
    });
    expect(await eventsOf(person.debtorId)).toEqual([
      { type: 'SIGNED_IN', creditor_id: person.creditorId, actor_kind: 'DEBTOR' },
    ]);
    const verified = await world.query(
      'select from contact_point where debtor_id = $1 and verified_at is not null',
      [person.debtorId],
    );
    expect(verified).toHaveLength(1);
  });

  it('writes nothing that a stranger who sees the screen could read something from', async () => {
    const person = await addPerson(world);
    await start(person.reference);
    await start(person.reference, '123x', 'EN');
    const texts = (await messagesTo(person.phone)).map(({ body }) => body.replace(/[0-9]{6}/, '######'));
    expect(texts.sort()).toEqual([
      'Your code to sign in is ######. It works for 5 min. Keep it to yourself: we never ask for it.',
      '您的登录验证码是 ######，5 分钟内有效。请勿告诉任何人，我们不会向您索要。',
    ]);
  });

  it('keeps neither code, token nor reference in a form that could be used', async () => {
    const person = await addPerson(world);
    const token = await signedIn(person);
    const stored = await world.query(
      `select t::text as row from code_challenge t union all select t::text from debtor_session t
       union all select t::text from rate_limit t`,
    );
    const text = JSON.stringify(stored);
    expect(text).not.toContain(token);
    expect(text).not.toContain(person.reference);
    expect(text).not.toContain(await newestCode(world, person.phone));
  });

  it('ends the session that the browser had before', async () => {
    const person = await addPerson(world);
    const before = await signedIn(person);
    const { challengeId, code } = await started(person);
    const result = await world.debtors.verifyCode({ challengeId, code, ip }, readToken(before));
    expect(result.ok && result.value.token).not.toBe(before);
    expect(await actorOf(before)).toEqual({ kind: 'ANONYMOUS' });
  });
});

describe('a session', () => {
  it('ends after 15 idle minutes and after 12 hours', async () => {
    const person = await addPerson(world);
    const idle = await signedIn(person);
    world.clock.advance({ minutes: 14 });
    expect(await actorOf(idle)).toMatchObject({ kind: 'DEBTOR' });
    world.clock.advance({ minutes: 14 });
    const session = await proveSession(world.source, readToken(idle), world.clock.now());
    expect(session.idleExpiresAt?.since(world.clock.now()).total('minutes')).toBe(15);
    world.clock.advance({ minutes: 15 });
    expect(await actorOf(idle)).toEqual({ kind: 'ANONYMOUS' });
    const busy = await signedIn(person);
    for (let at = 0; at < 71; at += 1) {
      world.clock.advance({ minutes: 10 });
      expect(await actorOf(busy)).toMatchObject({ kind: 'DEBTOR' });
    }
    world.clock.advance({ minutes: 10 });
    expect(await actorOf(busy)).toEqual({ kind: 'ANONYMOUS' });
  });

  it('ends by signing out, which is recorded once', async () => {
    const person = await addPerson(world);
    const token = await signedIn(person);
    const actor = await actorOf(token);
    if (actor.kind !== 'DEBTOR') throw new Error(actor.kind);
    await world.debtors.signOut(actor, readToken(token)!);
    await world.debtors.signOut(actor, readToken(token)!);
    expect(await actorOf(token)).toEqual({ kind: 'ANONYMOUS' });
    expect((await eventsOf(person.debtorId)).map(({ type }) => type)).toEqual(['SIGNED_IN', 'SIGNED_OUT']);
  });

  it('is not had by a token of one’s own making', async () => {
    const person = await addPerson(world);
    await signedIn(person);
    expect(await actorOf(makeToken('DEBTOR', person.debtorId))).toEqual({ kind: 'ANONYMOUS' });
    expect(await proveSession(world.source, null, world.clock.now())).toMatchObject({
      actor: { kind: 'ANONYMOUS' },
    });
  });
});

describe('"this is not me"', () => {
  it('tells the creditor, and says the same for every reference', async () => {
    const person = await addPerson(world);
    const count = async () => (await world.query('select from misdirected_contact')).length;
    const before = await count();
    const answers = [person.reference, makeReference(), 'nonsense'].map((reference) =>
      world.debtors.reportNotMe({ reference, ip }),
    );
    expect(await Promise.all(answers)).toEqual([undefined, undefined, undefined]);
    expect(await count()).toBe(before + 3);
    expect(await eventsOf(person.debtorId)).toEqual([
      { type: 'NOT_ME_REPORTED', creditor_id: person.creditorId, actor_kind: 'SYSTEM' },
    ]);
    expect((await actorOf(await signedIn(person))).kind).toBe('DEBTOR');
  });
});
