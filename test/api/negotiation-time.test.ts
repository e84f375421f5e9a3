import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { AgentActor } from '../../server/identity/actor.ts';
import { newId } from '../../server/kernel/id.ts';
import {
  addDebt,
  countOf,
  eventsOf,
  type NegotiationWorld,
  negotiationStage,
  proposalRow,
  stageBegins,
} from '../support/negotiation-world.ts';
import { answerOf, codeOf, negotiators } from '../support/negotiators.ts';

let world: NegotiationWorld;
let creditorId: string;
let agent: AgentActor;
beforeAll(async () => {
  ({ world, creditorId, agent } = await negotiationStage());
}, 60_000);
beforeEach(() => world.clock.set(stageBegins));
afterAll(() => world.close());

const { proposal, counter, decision, proposed, referred, requestCode, signatureFor } = negotiators(
  () => world,
);

describe('requests sent again', () => {
  it('answer the same and do nothing twice', async () => {
    const debt = await addDebt(world, { creditorId });
    const wish = proposal(debt, { instalmentCount: 30 });
    const first = answerOf(await world.negotiation.proposePlan(debt.debtor, wish));
    expect(answerOf(await world.negotiation.proposePlan(debt.debtor, { ...wish, message: null }))).toEqual(
      first,
    );
    const other = world.negotiation.proposePlan(debt.debtor, { ...wish, instalmentCount: 12 });
    await expect(other).rejects.toMatchObject({ code: 'IDEMPOTENCY_CONFLICT' });

    const offer = await counter(debt, wish.id);
    answerOf(await world.negotiation.counterPlan(agent, offer));
    expect(answerOf(await world.negotiation.counterPlan(agent, offer)).id).toBe(wish.id);
    const yes = await decision(debt, wish.id);
    answerOf(await world.decisions.acceptPlan(debt.debtor, yes));
    expect(answerOf(await world.decisions.acceptPlan(debt.debtor, yes)).id).toBe(wish.id);
    await expect(world.decisions.withdrawProposal(debt.debtor, yes)).rejects.toMatchObject({
      code: 'IDEMPOTENCY_CONFLICT',
    });
    const signature = await signatureFor(debt, wish.id);
    const signed = answerOf(await world.signing.signAgreement(debt.debtor, signature));
    expect(answerOf(await world.signing.signAgreement(debt.debtor, signature))).toEqual(signed);
    expect([
      await countOf(world, 'plan_offer', debt),
      await countOf(world, 'plan', debt),
      await countOf(world, 'agreement', debt),
    ]).toEqual([2, 1, 1]);
    expect((await eventsOf(world, wish.id)).length).toBe(5);
  });

  it('may be sent again after a refusal, under the same id', async () => {
    const debt = await addDebt(world, { creditorId });
    const id = await referred(debt);
    const yes = await decision(debt, id);
    expect(codeOf(await world.decisions.acceptPlan(debt.debtor, yes))).toBe('NOT_YOUR_TURN');
    answerOf(await world.decisions.acceptPlan(agent, yes));
    const signature = await signatureFor(debt, id);
    const wrong = { ...signature, code: signature.code === '000000' ? '000001' : '000000' };
    expect(await world.signing.signAgreement(debt.debtor, wrong)).toMatchObject({
      ok: false,
      error: { __typename: 'CodeError', code: 'CODE_WRONG', triesLeft: 4 },
    });
    expect(await countOf(world, 'plan', debt)).toBe(0);
    answerOf(await world.signing.signAgreement(debt.debtor, signature));
  });

  it('record a look at the builder once', async () => {
    const debt = await addDebt(world, { creditorId });
    const look = { id: newId(), debtId: debt.globalId, step: 'VIEWED' } as const;
    await world.views.recordPlanView(debt.debtor, look);
    await world.views.recordPlanView(debt.debtor, look);
    await world.views.recordPlanView(debt.debtor, { ...look, id: newId(), step: 'LEFT' });
    const rows = await world.query('select type from activity_event where debt_id = $1 order by type', [
      debt.id,
    ]);
    expect(rows).toEqual([{ type: 'PLAN_LEFT' }, { type: 'PLAN_VIEWED' }]);
    await expect(world.views.recordPlanView(debt.debtor, { ...look, step: 'LEFT' })).rejects.toMatchObject({
      code: 'IDEMPOTENCY_CONFLICT',
    });
  });

  it('record a look whose id is that of an event', async () => {
    const debt = await addDebt(world, { creditorId });
    const look = { id: newId(), debtId: debt.globalId, step: 'VIEWED' } as const;
    await world.views.recordPlanView(debt.debtor, look);
    const ids = 'select id from activity_event where debt_id = $1';
    const [event] = await world.query<{ id: string }>(ids, [debt.id]);
    await world.views.recordPlanView(debt.debtor, { ...look, id: event!.id });
    expect(await world.query(ids, [debt.id])).toHaveLength(2);
  });
});

describe('signing', () => {
  it('asks for the confirmation that the costs were read, and for the code of this proposal', async () => {
    const debt = await addDebt(world, { creditorId });
    const id = await proposed(debt);
    const signature = await signatureFor(debt, id);
    const unread = await world.signing.signAgreement(debt.debtor, {
      ...signature,
      disclosureConfirmed: false,
    });
    expect(unread).toMatchObject({ ok: false, error: { fields: [{ path: ['disclosureConfirmed'] }] } });
    const odd = await world.signing.signAgreement(debt.debtor, { ...signature, challengeId: '\0' });
    expect(odd).toMatchObject({ ok: false, error: { fields: [{ path: ['challengeId'] }] } });
    const other = await addDebt(world, { creditorId });
    const foreign = await signatureFor(other, await proposed(other));
    const { challengeId, code } = foreign;
    expect(codeOf(await world.signing.signAgreement(debt.debtor, { ...signature, challengeId, code }))).toBe(
      'CODE_NO_LONGER_VALID',
    );
    world.clock.advance({ minutes: 6 });
    expect(codeOf(await world.signing.signAgreement(debt.debtor, signature))).toBe('CODE_NO_LONGER_VALID');
  });

  it('sends one code for one request', async () => {
    const debt = await addDebt(world, { creditorId });
    const id = await proposed(debt);
    const request = { id: newId(), proposalId: (await decision(debt, id)).proposalId };
    const sent = answerOf(await world.signing.requestSigningCode(debt.debtor, request));
    expect(answerOf(await world.signing.requestSigningCode(debt.debtor, request))).toEqual(sent);
    expect(sent).toMatchObject({ challengeId: request.id, sentTo: expect.stringMatching(/^•••• \d{4}$/) });
    const [row] = await world.query<{ n: number }>(
      'select count(*)::int n from outbox_message where recipient = $1',
      [debt.phone],
    );
    expect(row!.n).toBe(1);
  });
});

describe('an offer that is not answered in time', () => {
  it('has expired, which is stored when somebody comes', async () => {
    const debt = await addDebt(world, { creditorId });
    const id = await referred(debt);
    const seen = await decision(debt, id);
    world.clock.advance({ hours: 14 * 24, seconds: 1 });
    expect((await proposalRow(world, id)).status).toBe('AWAITING_CREDITOR');
    expect(codeOf(await world.decisions.acceptPlan(agent, seen))).toBe('PROPOSAL_EXPIRED');
    expect(codeOf(await world.decisions.acceptPlan(agent, { ...seen, id: newId() }))).toBe(
      'PROPOSAL_EXPIRED',
    );
    expect(await proposalRow(world, id)).toMatchObject({ status: 'EXPIRED', version: 2 });
    expect((await eventsOf(world, id)).filter((event) => event === 'PROPOSAL_EXPIRED SYSTEM')).toHaveLength(
      1,
    );
  });

  it('makes room for the next one', async () => {
    const debt = await addDebt(world, { creditorId });
    const first = await proposed(debt, { firstDueOn: inDays(3) });
    world.clock.advance({ hours: 4 * 24 });
    expect(codeOf(await requestCode(debt, first))).toBe('PROPOSAL_EXPIRED'); // its first day has passed
    const second = await proposed(debt, { firstDueOn: inDays(3) });
    world.clock.advance({ hours: 4 * 24 });
    const third = await proposed(debt, { firstDueOn: inDays(30) });
    expect((await proposalRow(world, second)).status).toBe('EXPIRED');
    expect((await proposalRow(world, third)).status).toBe('ACCEPTED');
  });
});

function inDays(days: number) {
  return world.clock.now().toZonedDateTimeISO('Asia/Shanghai').toPlainDate().add({ days }).toString();
}
