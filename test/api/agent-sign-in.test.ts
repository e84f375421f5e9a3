import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { AgentRole } from '../../server/identity/actor.ts';
import type { CreatedAgent } from '../../server/identity/agent-sign-in.service.ts';
import { proveSession } from '../../server/identity/authenticate.ts';
import { readToken } from '../../server/identity/token.ts';
import { newId } from '../../server/kernel/id.ts';
import { addCreditor, otherCode, type SignInWorld, signInWorld, totpNow } from '../support/sign-in-world.ts';

let world: SignInWorld;
beforeAll(async () => {
  world = await signInWorld();
}, 60_000);
afterAll(() => world.close());

const password = 'the kettle sings at dawn';
const ip = '203.0.113.7';
let email: string;
let creditorId: string;
let agent: CreatedAgent;
let agents = 0;

const create = (more: { password?: string; email?: string; role?: AgentRole } = {}) =>
  world.agents.createAgent({
    email,
    name: 'Wen',
    role: 'SUPERVISOR',
    password,
    creditorIds: [creditorId],
    ...more,
  });
const signIn = (more: { email?: string; password?: string; totp?: string } = {}) =>
  world.agents.signIn({ email, password, totp: totpNow(agent.totpSecret, world.clock), ip, ...more }, null);
const actorOf = async (token: string) =>
  (await proveSession(world.source, readToken(token), world.clock.now())).actor;
const refused = { ok: false, error: { __typename: 'CodeError', code: 'SIGN_IN_REFUSED', triesLeft: null } };

beforeEach(async () => {
  agents += 1;
  email = `agent${agents}@bank.example`;
  creditorId = await addCreditor(world);
  agent = await create();
  world.clock.advance({ minutes: 1 });
});

describe('an agent', () => {
  it('signs in with all three and is who they are', async () => {
    const result = await signIn({ email: ` ${email.toUpperCase()} ` });
    expect(result.ok && (await actorOf(result.value.token))).toMatchObject({
      kind: 'AGENT',
      agentId: agent.agentId,
      name: 'Wen',
      role: 'SUPERVISOR',
      creditorIds: [creditorId],
    });
    expect(agent.totpUri).toContain(agent.totpSecret);
  });

  it('is told the same whatever was wrong', async () => {
    const totp = totpNow(agent.totpSecret, world.clock);
    const answers = [
      await signIn({ email: 'nobody@bank.example' }),
      await signIn({ password: 'the kettle sings at dusk' }),
      await signIn({ totp: otherCode(totp) }),
      await signIn({ totp: '' }),
      await signIn({ password: '' }),
      await signIn({ email: "' or true --" }),
      await signIn({ email: `nobody\u0000@bank.example` }),
    ];
    for (const answer of answers) expect(answer).toMatchObject(refused);
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  });

  it('uses each TOTP step once, also when it is sent many times at once', async () => {
    const totp = totpNow(agent.totpSecret, world.clock);
    const results = await Promise.all(Array.from({ length: 5 }, () => signIn({ totp })));
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await signIn({ totp })).toMatchObject(refused);
    world.clock.advance({ seconds: 30 });
    expect((await signIn()).ok).toBe(true);
    expect(await signIn({ totp })).toMatchObject(refused);
  });

  it('waits 15 minutes after ten failures in a row, with the right credentials too', async () => {
    for (let at = 0; at < 10; at += 1)
      expect(await signIn({ password: 'wrong wrong wrong' })).toMatchObject(refused);
    expect(await signIn()).toMatchObject(refused);
    world.clock.advance({ minutes: 14, seconds: 59 });
    expect(await signIn()).toMatchObject(refused);
    world.clock.advance({ seconds: 1 });
    expect((await signIn()).ok).toBe(true);
  });

  it('waits again after the next failure, and starts from nothing after a success', async () => {
    for (let at = 0; at < 10; at += 1) await signIn({ password: 'wrong wrong wrong' });
    world.clock.advance({ minutes: 15 });
    await signIn({ password: 'wrong wrong wrong' });
    expect(await signIn()).toMatchObject(refused);
    world.clock.advance({ minutes: 15 });
    expect((await signIn()).ok).toBe(true);
    world.clock.advance({ minutes: 1 });
    for (let at = 0; at < 9; at += 1) await signIn({ password: 'wrong wrong wrong' });
    expect((await signIn()).ok).toBe(true);
  });

  it('gives guesses that come at once no more than ten tries', async () => {
    const guesses = Array.from({ length: 40 }, (_, at) => signIn({ password: `wrong wrong wrong ${at}` }));
    for (const answer of await Promise.all(guesses)) expect(answer).toMatchObject(refused);
    const [row] = await world.query<{ failed_attempts: number }>(
      'select failed_attempts from agent where id = $1',
      [agent.agentId],
    );
    expect(row).toEqual({ failed_attempts: 10 });
    expect(await signIn()).toMatchObject(refused);
  });

  it('is out at once when disabled', async () => {
    const result = await signIn();
    await world.query('update agent set disabled_at = $2 where id = $1', [
      agent.agentId,
      world.clock.now().toString(),
    ]);
    expect(result.ok && (await actorOf(result.value.token))).toEqual({ kind: 'ANONYMOUS' });
    world.clock.advance({ minutes: 1 });
    expect(await signIn()).toMatchObject(refused);
  });

  it('has a session of 30 idle minutes, 12 hours at most, and can end it', async () => {
    const token = async () => {
      world.clock.advance({ minutes: 1 });
      const result = await signIn();
      return result.ok ? result.value.token : 'none';
    };
    const idle = await token();
    world.clock.advance({ minutes: 29 });
    expect(await actorOf(idle)).toMatchObject({ kind: 'AGENT' });
    world.clock.advance({ minutes: 30 });
    expect(await actorOf(idle)).toEqual({ kind: 'ANONYMOUS' });
    const busy = await token();
    for (let at = 0; at < 35; at += 1) {
      world.clock.advance({ minutes: 20 });
      expect(await actorOf(busy)).toMatchObject({ kind: 'AGENT' });
    }
    world.clock.advance({ minutes: 20 });
    expect(await actorOf(busy)).toEqual({ kind: 'ANONYMOUS' });
    const ended = await token();
    await world.agents.signOut(readToken(ended)!);
    expect(await actorOf(ended)).toEqual({ kind: 'ANONYMOUS' });
  });

  it('is kept in no readable password or TOTP secret, and is not made with a weak one', async () => {
    const [row] = await world.query<{ password_hash: string; totp_secret: string }>(
      'select password_hash, totp_secret from agent where id = $1',
      [agent.agentId],
    );
    expect(row!.totp_secret).not.toContain(agent.totpSecret);
    expect(row!.password_hash).toMatch(/^\$argon2id\$/);
    await expect(create({ email: 'x@bank.example', password: 'too short' })).rejects.toMatchObject({
      code: 'BAD_USER_INPUT',
    });
    await expect(create({ email: 'no address' })).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
  });

  it('costs the same time as an address that nobody has', async () => {
    const time = async (address: string) => {
      const before = performance.now();
      await signIn({ email: address, password: `wrong wrong wrong ${newId()}` });
      return performance.now() - before;
    };
    const median = (values: number[]) => values.sort((left, right) => left - right)[values.length >> 1]!;
    // A true difference shows in every measure, a chance one hardly ever in three.
    let least = Number.POSITIVE_INFINITY;
    for (let measure = 0; measure < 3 && least >= 1.5; measure += 1) {
      const [known, unknown]: [number[], number[]] = [[], []];
      for (let at = 0; at < 25; at += 1) {
        await world.query('update agent set failed_attempts = 0, locked_until = null');
        known.push(await time(email));
        unknown.push(await time('nobody@bank.example'));
      }
      const [left, right] = [median(known), median(unknown)];
      least = Math.min(least, Math.max(left, right) / Math.min(left, right));
    }
    expect(least).toBeLessThan(1.5);
  }, 60_000);
});
