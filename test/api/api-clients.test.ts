import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { AgentActor, AgentRole } from '../../server/identity/actor.ts';
import { proveSession } from '../../server/identity/authenticate.ts';
import { readToken } from '../../server/identity/token.ts';
import { newId } from '../../server/kernel/id.ts';
import { addCreditor, daysFrom, type SignInWorld, signInWorld } from '../support/sign-in-world.ts';

let world: SignInWorld;
beforeAll(async () => {
  world = await signInWorld();
}, 60_000);
afterAll(() => world.close());

let creditorId: string;
let otherCreditorId: string;
let admin: AgentActor;
let apiClientId: string;

async function agentOf(role: AgentRole, creditorIds: string[]): Promise<AgentActor> {
  const { agentId } = await world.agents.createAgent({
    email: `${newId()}@bank.example`,
    name: 'Wen',
    role,
    password: 'the kettle sings at dawn',
    creditorIds,
  });
  return { kind: 'AGENT', agentId, name: 'Wen', role, creditorIds, sessionId: newId() };
}
const makeKey = (
  more: { id?: string; actor?: AgentActor; days?: number; scopes?: ('READ' | 'IMPORT')[] } = {},
) =>
  world.apiClients.createApiKey(more.actor ?? admin, {
    id: more.id ?? newId(),
    apiClientId,
    scopes: more.scopes ?? ['READ'],
    expiresAt: daysFrom(world.clock, more.days ?? 90),
  });
const actorOf = async (token: string) =>
  (await proveSession(world.source, readToken(token), world.clock.now())).actor;
async function tokenOf(made: ReturnType<typeof makeKey>): Promise<{ id: string; token: string }> {
  const result = await made;
  if (!result.ok || result.value.token === null) throw new Error('no key');
  return { id: result.value.id, token: result.value.token };
}

beforeEach(async () => {
  [creditorId, otherCreditorId] = [await addCreditor(world), await addCreditor(world)];
  admin = await agentOf('ADMIN', [creditorId]);
  apiClientId = newId();
  await world.apiClients.createApiClient(admin, { id: apiClientId, name: 'Core', creditorIds: [creditorId] });
});

describe('an API client', () => {
  it('is made by an admin, for creditors of their own', async () => {
    const input = { id: newId(), name: 'Core', creditorIds: [creditorId, otherCreditorId] };
    const supervisor = await agentOf('SUPERVISOR', [creditorId]);
    await expect(world.apiClients.createApiClient(admin, input)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(world.apiClients.createApiClient(supervisor, input)).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
    await expect(world.apiClients.createApiClient({ kind: 'ANONYMOUS' }, input)).rejects.toMatchObject({
      code: 'UNAUTHENTICATED',
    });
    expect(
      await world.apiClients.createApiClient(admin, { ...input, name: ' ', creditorIds: [] }),
    ).toMatchObject({
      ok: false,
      error: { __typename: 'InvalidInputError', fields: [{ path: ['name'] }, { path: ['creditorIds'] }] },
    });
  });

  it('is made once for one id, also at once', async () => {
    const input = { id: newId(), name: 'Core', creditorIds: [creditorId] };
    const results = await Promise.all(
      Array.from({ length: 8 }, () => world.apiClients.createApiClient(admin, input)),
    );
    expect(results).toEqual(Array.from({ length: 8 }, () => ({ ok: true, value: { id: input.id } })));
    await expect(world.apiClients.createApiClient(admin, { ...input, name: 'Other' })).rejects.toMatchObject({
      code: 'IDEMPOTENCY_CONFLICT',
    });
  });
});

describe('an API key', () => {
  it('opens what its client and its scopes say, and is shown once', async () => {
    const id = newId();
    const { token } = await tokenOf(makeKey({ id, scopes: ['IMPORT', 'READ'] }));
    expect(await actorOf(token)).toMatchObject({
      kind: 'INTEGRATOR',
      apiClientId,
      name: 'Core',
      scopes: ['IMPORT', 'READ'],
      creditorIds: [creditorId],
    });
    expect(await makeKey({ id, scopes: ['READ', 'IMPORT'] })).toEqual({
      ok: true,
      value: { id, token: null },
    });
    await expect(makeKey({ id, scopes: ['READ'] })).rejects.toMatchObject({ code: 'IDEMPOTENCY_CONFLICT' });
    await expect(makeKey({ id, scopes: ['READ', 'IMPORT'], days: 91 })).rejects.toMatchObject({
      code: 'IDEMPOTENCY_CONFLICT',
    });
    const stored = await world.query('select t::text from api_key t');
    expect(JSON.stringify(stored)).not.toContain(token);
  });

  it('ends on its day, which is within a year', async () => {
    for (const days of [0, -1, 366]) {
      expect(await makeKey({ days })).toMatchObject({
        ok: false,
        error: { fields: [{ path: ['expiresAt'] }] },
      });
    }
    expect(await makeKey({ scopes: [] })).toMatchObject({
      ok: false,
      error: { fields: [{ path: ['scopes'] }] },
    });
    const { token } = await tokenOf(makeKey({ days: 365 }));
    world.clock.advance({ hours: 365 * 24 - 1 });
    expect(await actorOf(token)).toMatchObject({ kind: 'INTEGRATOR' });
    world.clock.advance({ hours: 1 });
    expect(await actorOf(token)).toEqual({ kind: 'ANONYMOUS' });
  });

  it('opens nothing from the moment it is revoked', async () => {
    const { id, token } = await tokenOf(makeKey());
    await world.apiClients.revokeApiKey(admin, id);
    expect(await actorOf(token)).toEqual({ kind: 'ANONYMOUS' });
    expect(await world.apiClients.revokeApiKey(admin, id)).toEqual({ id });
    await expect(world.apiClients.revokeApiKey(admin, newId())).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('has at most one other beside it, also when many are asked for at once', async () => {
    const results = await Promise.all(Array.from({ length: 8 }, () => makeKey()));
    expect(results.filter(({ ok }) => ok)).toHaveLength(2);
    expect(results.find(({ ok }) => !ok)).toMatchObject({
      error: { __typename: 'NotAllowedNowError', code: 'TOO_MANY_KEYS' },
    });
    const made = results.find(({ ok }) => ok);
    if (made?.ok) await world.apiClients.revokeApiKey(admin, made.value.id);
    expect((await makeKey()).ok).toBe(true);
  });

  it('is out of reach of an admin who does not work for all of its creditors', async () => {
    const both = await agentOf('ADMIN', [creditorId, otherCreditorId]);
    const stranger = await agentOf('ADMIN', [otherCreditorId]);
    const { id } = await tokenOf(makeKey());
    await expect(makeKey({ actor: stranger })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(world.apiClients.revokeApiKey(stranger, id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    apiClientId = newId();
    const creditorIds = [creditorId, otherCreditorId];
    await world.apiClients.createApiClient(both, { id: apiClientId, name: 'Both', creditorIds });
    await expect(makeKey()).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect((await makeKey({ actor: both })).ok).toBe(true);
  });
});
