import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AgentActor } from '../../server/identity/actor.ts';
import { newId } from '../../server/kernel/id.ts';
import type { Result } from '../../server/kernel/result.ts';
import {
  addAgent,
  addCreditor,
  addDebt,
  countOf,
  eventsOf,
  type NegotiationWorld,
  negotiationWorld,
  proposalRow,
} from '../support/negotiation-world.ts';
import { codeOf, negotiators } from '../support/negotiators.ts';
import { raceRounds } from '../support/race-rounds.ts';

/** Everybody at once, on as many connections: exactly one may win, and the others are told. */

const atOnce = 32;
let world: NegotiationWorld;
let creditorId: string;
let agents: AgentActor[];
beforeAll(async () => {
  world = await negotiationWorld(atOnce);
  creditorId = await addCreditor(world);
  agents = await Promise.all(['Wen Ying', 'Zhao Lei'].map((name) => addAgent(world, name, creditorId)));
}, 60_000);
afterAll(() => world.close());

const { proposal, decision, referred, proposed, signatureFor } = negotiators(() => world);
const each = <T>(work: (at: number) => Promise<T>) =>
  Promise.all(Array.from({ length: atOnce }, (_, at) => work(at)));
function codes(results: readonly Result<unknown, { readonly code: string }>[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const code of results.map(codeOf)) counts[code] = (counts[code] ?? 0) + 1;
  return counts;
}
describe.each(Array.from({ length: raceRounds }, (_, round) => round + 1))('round %d', () => {
  it('makes one proposal for a debt', async () => {
    const debt = await addDebt(world, { creditorId });
    const results = await each(() => world.negotiation.proposePlan(debt.debtor, proposal(debt)));
    expect(codes(results)).toEqual({ OK: 1, PROPOSAL_OPEN: atOnce - 1 });
    expect(await countOf(world, 'plan_proposal', debt)).toBe(1);
    expect(await countOf(world, 'activity_event', debt)).toBe(2);
  });

  it('carries out one request that is sent many times', async () => {
    const debt = await addDebt(world, { creditorId });
    const wish = proposal(debt);
    const results = await each(() => world.negotiation.proposePlan(debt.debtor, wish));
    expect(codes(results)).toEqual({ OK: atOnce });
    expect(await countOf(world, 'plan_offer', debt)).toBe(1);
  });

  it('decides once, and tells every other agent who did', async () => {
    const debt = await addDebt(world, { creditorId });
    const id = await referred(debt);
    const seen = await decision(debt, id);
    const results = await each((at) => {
      const agent = agents[at % 2]!;
      const mine = { ...seen, id: newId() };
      return at % 4 < 2
        ? world.decisions.acceptPlan(agent, mine)
        : world.decisions.declinePlan(agent, { ...mine, reason: 'Not possible.' });
    });
    expect(codes(results)).toEqual({ OK: 1, DECIDED_MEANWHILE: atOnce - 1 });
    const winner = agents[results.findIndex(({ ok }) => ok) % 2]!;
    const refused = results.find(({ ok }) => !ok);
    expect(refused).toMatchObject({ error: { decidedBy: winner.name } });
    expect(await proposalRow(world, id)).toMatchObject({ version: 2, decided_by: 'AGENT' });
    expect(await eventsOf(world, id)).toHaveLength(3);
  });

  it('signs once', async () => {
    const debt = await addDebt(world, { creditorId });
    const id = await proposed(debt);
    const signature = await signatureFor(debt, id);
    const results = await each(() => world.signing.signAgreement(debt.debtor, { ...signature, id: newId() }));
    expect(codes(results)).toEqual({ OK: 1, DECIDED_MEANWHILE: atOnce - 1 });
    for (const table of ['plan', 'agreement', 'agreement_verification', 'collection_hold']) {
      expect(await countOf(world, table, debt)).toBe(1);
    }
  });

  it('lets a withdrawal or a signature happen, never both', async () => {
    const debt = await addDebt(world, { creditorId });
    const id = await proposed(debt);
    const signature = await signatureFor(debt, id);
    const results = await each((at): Promise<Result<unknown, { readonly code: string }>> => {
      const mine = { ...signature, id: newId() };
      return at % 2
        ? world.signing.signAgreement(debt.debtor, mine)
        : world.decisions.withdrawProposal(debt.debtor, mine);
    });
    expect(codes(results).OK).toBe(1);
    const { status } = await proposalRow(world, id);
    expect(await countOf(world, 'plan', debt)).toBe(status === 'SIGNED' ? 1 : 0);
  });
});

describe('the control: looking and then writing, without lock or version', () => {
  it('lets several win, so the races above would show it', async () => {
    const debt = await addDebt(world, { creditorId });
    const id = await referred(debt);
    let looked = 0;
    let release = () => {};
    const allLooked = new Promise<void>((resolve) => {
      release = resolve;
    });
    const wins = await each(() =>
      world.asSystem(async (tx) => {
        const [row]: { status: string }[] = await tx.query('select status from plan_proposal where id = $1', [
          id,
        ]);
        looked += 1;
        if (looked === atOnce) release();
        await allLooked;
        if (row!.status !== 'AWAITING_CREDITOR') return false;
        await tx.query(`update plan_proposal set status = 'ACCEPTED', version = version + 1 where id = $1`, [
          id,
        ]);
        return true;
      }),
    );
    expect(wins.filter(Boolean).length).toBe(atOnce);
    expect((await proposalRow(world, id)).version).toBe(1 + atOnce);
  });
});
