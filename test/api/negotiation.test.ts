import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { balanceAsOf } from '../../server/features/debts/balance.ts';
import { loadBalanceFacts } from '../../server/features/debts/debt.repository.ts';
import type { AgreementDocument } from '../../server/features/documents/agreement-document.ts';
import { canonicalJson, sha256Hex } from '../../server/features/documents/canonical-json.ts';
import type { AgentActor } from '../../server/identity/actor.ts';
import type { CalendarDate } from '../../server/kernel/calendar-date.ts';
import { encodeId } from '../../server/kernel/id.ts';
import {
  addAgent,
  addCreditor,
  addDebt,
  eventsOf,
  type NegotiationWorld,
  negotiationStage,
  proposalRow,
  quoteFacts,
  stageBegins,
  type TestDebt,
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

const { counter, decision, proposed, referred, sign } = negotiators(() => world);
const yuan = (amount: string) => ({ amount, currency: 'CNY' });
async function decisionsOn(id: string) {
  const rows = await world.query<{ rule: string }>(
    `select rule_id || ' ' || outcome as rule from rule_decision where subject_id = $1 and subject_type = 'PlanProposal'
      order by decided_at, rule_id`,
    [id],
  );
  return rows.map(({ rule }) => rule);
}

describe('a plan within the policy', () => {
  it('is agreed at once, and every rule is on file', async () => {
    const debt = await addDebt(world, { creditorId });
    const id = await proposed(debt);
    expect(await proposalRow(world, id)).toMatchObject({
      status: 'ACCEPTED',
      decided_by: 'POLICY',
      version: 1,
      decision_due_at: null,
    });
    expect(await eventsOf(world, id)).toEqual(['PLAN_PROPOSED DEBTOR', 'PLAN_DECIDED POLICY']);
    expect(await decisionsOn(id)).toEqual([
      'CN-PLAN-02 PASS',
      'POLICY-FIRST-DUE PASS',
      'POLICY-INTEREST-FREEZE PASS',
      'POLICY-MAX-INSTALMENTS PASS',
      'POLICY-MAX-MONTHS PASS',
      'POLICY-MIN-FIRST-PAYMENT PASS',
      'POLICY-MIN-INSTALMENT PASS',
    ]);
  });

  it('signs into a plan, its instalments, an agreement that can be checked, and rest from collection', async () => {
    const debt = await addDebt(world, { creditorId, owed: { PRINCIPAL: 1_000_000n, FEES: 45_000n } });
    const id = await proposed(debt, { upFront: yuan('1000.00'), instalmentCount: 7 });
    world.clock.advance({ hours: 49 });
    const { agreementId, planId } = answerOf(await sign(debt, id));
    const rows = await world.query<{ number: number; due_on: string; amount: string }>(
      `select number, due_on::text, amount_minor as amount from instalment where plan_id = $1 order by number`,
      [planId],
    );
    expect(rows[0]).toEqual({ number: 0, due_on: '2026-11-24', amount: '100000' });
    expect(rows.slice(1).map(({ amount }) => amount)).toEqual([...Array(6).fill('135000'), '135000']);
    const [agreement] = await world.query<{
      canonical_json: string;
      sha256: string;
      verification_code: string;
    }>('select * from agreement where id = $1', [agreementId]);
    const document = JSON.parse(agreement!.canonical_json) as AgreementDocument;
    expect(sha256Hex(canonicalJson(document))).toBe(agreement!.sha256);
    expect(document).toMatchObject({
      terms: { count: 7, upFrontAmount: { minorUnits: '100000' }, totalToPay: { minorUnits: '1045000' } },
      source: { proposalId: id, revision: 1 },
      rules: { pack: 'cn', policyVersion: '1' },
      verification: { url: `https://pay.example/verify/${agreement!.verification_code}` },
    });
    const looked = await world.source.query('select * from public_agreement where verification_code = $1', [
      agreement!.verification_code,
    ]);
    expect(looked).toMatchObject([{ sha256: agreement!.sha256, plan_status: 'ACTIVE', instalment_count: 7 }]);
    const holds = await world.query(
      'select reason, plan_id, ends_at from collection_hold where debt_id = $1',
      [debt.id],
    );
    expect(holds).toEqual([{ reason: 'ACTIVE_PLAN', plan_id: planId, ends_at: null }]);
    expect((await eventsOf(world, id)).slice(2)).toEqual(['AGREEMENT_SIGNED DEBTOR']);
    const pdf = await world.papers.pdfFor(debt.debtor, paperId(debt, agreementId));
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
  });

  it('stops interest from the day of the offer when it is frozen, and only while the plan is kept', async () => {
    const debt = await addDebt(world, {
      creditorId,
      accruesFrom: '2026-10-22',
      owed: { PRINCIPAL: 1_000_000n },
    });
    const asOf = (await quoteFacts(world, debt)).asOf;
    const id = await proposed(debt);
    world.clock.advance({ hours: 72 });
    const { planId } = answerOf(await sign(debt, id));
    const owedOn = async (on: CalendarDate) => {
      const facts = await world.asSystem((tx) => loadBalanceFacts(tx, debt, on));
      return balanceAsOf(facts!, on).totalMinor;
    };
    const [plan] = await world.query<{ total: string; on: string }>(
      'select total_minor as total, started_on::text as on from plan where id = $1',
      [planId],
    );
    expect(plan!.on).toBe(asOf);
    expect(await owedOn('2026-12-25')).toBe(BigInt(plan!.total));
    await world.query(`update plan set status = 'BREACHED', ended_on = '2026-12-25' where id = $1`, [planId]);
    expect(await owedOn('2026-12-25')).toBe(BigInt(plan!.total));
    expect(await owedOn('2026-12-26')).toBeGreaterThan(BigInt(plan!.total));
  });
});

describe('a plan outside the policy', () => {
  it('is referred with a date, countered by both sides, accepted and signed: one event for each change', async () => {
    const debt = await addDebt(world, { creditorId });
    const id = await referred(debt);
    const due = world.clock.now().add({ hours: 5 * 24 });
    const waiting = await proposalRow(world, id);
    expect(waiting).toMatchObject({ status: 'AWAITING_CREDITOR', version: 1, round: 1, decided_by: null });
    expect(waiting.decision_due_at?.getTime()).toBe(due.epochMilliseconds);

    world.clock.advance({ hours: 1 });
    answerOf(await world.negotiation.counterPlan(agent, await counter(debt, id, { instalmentCount: 12 })));
    expect(await proposalRow(world, id)).toMatchObject({ status: 'AWAITING_DEBTOR', version: 2, round: 2 });
    world.clock.advance({ hours: 1 });
    answerOf(
      await world.negotiation.counterPlan(debt.debtor, await counter(debt, id, { instalmentCount: 26 })),
    );
    expect(await proposalRow(world, id)).toMatchObject({ status: 'AWAITING_CREDITOR', version: 3, round: 3 });
    world.clock.advance({ hours: 1 });
    answerOf(await world.decisions.acceptPlan(agent, await decision(debt, id)));
    expect(await proposalRow(world, id)).toMatchObject({
      status: 'ACCEPTED',
      version: 4,
      decided_by: 'AGENT',
    });
    world.clock.advance({ hours: 1 });
    answerOf(await sign(debt, id));
    expect(await proposalRow(world, id)).toMatchObject({ status: 'SIGNED', version: 5 });

    expect(await eventsOf(world, id)).toEqual([
      'PLAN_PROPOSED DEBTOR',
      'PLAN_REFERRED POLICY',
      'PLAN_COUNTERED AGENT',
      'PLAN_COUNTERED DEBTOR',
      'PLAN_REFERRED POLICY',
      'PLAN_ACCEPTED AGENT',
      'AGREEMENT_SIGNED DEBTOR',
    ]);
    const decisions = await decisionsOn(id);
    expect(decisions.filter((rule) => rule.endsWith('REFER'))).toEqual([
      'POLICY-MAX-INSTALMENTS REFER',
      'POLICY-MAX-MONTHS REFER',
      'POLICY-MAX-INSTALMENTS REFER',
      'POLICY-MAX-MONTHS REFER',
    ]);
    expect(decisions.filter((rule) => rule === 'QUOTE-UNCHANGED PASS')).toHaveLength(3); // accept, code, signature
  });

  it('is agreed at once when the person counters within the policy', async () => {
    const debt = await addDebt(world, { creditorId });
    const id = await referred(debt);
    answerOf(await world.negotiation.counterPlan(agent, await counter(debt, id, { instalmentCount: 6 })));
    answerOf(
      await world.negotiation.counterPlan(debt.debtor, await counter(debt, id, { instalmentCount: 24 })),
    );
    expect(await proposalRow(world, id)).toMatchObject({
      status: 'ACCEPTED',
      decided_by: 'POLICY',
      round: 3,
    });
  });

  it('lets an agent grant what the policy does not: a freeze of the interest', async () => {
    const strict = await addCreditor(world, { interestFreeze: false });
    const its = await addAgent(world, 'Ma Li', strict);
    const debt = await addDebt(world, { creditorId: strict });
    const id = await referred(debt);
    const asked = await counter(debt, id, { interestFreeze: true });
    expect(codeOf(await world.negotiation.counterPlan(debt.debtor, asked))).toBe('NOT_YOUR_TURN');
    answerOf(await world.negotiation.counterPlan(its, asked));
    const offers = await world.query<{ freeze: boolean; interest: string }>(
      `select interest_freeze as freeze, total_interest_minor as interest from plan_offer where proposal_id = $1 order by round`,
      [id],
    );
    expect(offers[0]!.freeze).toBe(false);
    expect(Number(offers[0]!.interest)).toBeGreaterThan(0);
    expect(offers[1]).toEqual({ freeze: true, interest: '0' });
    const mine = await counter(debt, id, { interestFreeze: true });
    expect(codeOf(await world.negotiation.counterPlan(debt.debtor, mine))).toBe('INVALID_INPUT');
  });

  it('ends with a reason, or when it is withdrawn', async () => {
    const debt = await addDebt(world, { creditorId });
    const first = await referred(debt);
    const mute = await decision(debt, first);
    expect(codeOf(await world.decisions.declinePlan(agent, mute))).toBe('INVALID_INPUT');
    answerOf(await world.decisions.declinePlan(agent, { ...mute, reason: ' Too long for this balance. ' }));
    expect(await proposalRow(world, first)).toMatchObject({
      status: 'DECLINED',
      decline_reason: 'Too long for this balance.',
    });
    const second = await proposed(debt);
    world.clock.advance({ seconds: 1 });
    answerOf(await world.decisions.withdrawProposal(debt.debtor, await decision(debt, second)));
    expect(await proposalRow(world, second)).toMatchObject({ status: 'WITHDRAWN' });
    expect(codeOf(await world.decisions.withdrawProposal(debt.debtor, await decision(debt, second)))).toBe(
      'PROPOSAL_CLOSED',
    );
    expect((await eventsOf(world, second)).at(-1)).toBe('PROPOSAL_WITHDRAWN DEBTOR');
  });

  it('stops after ten rounds', async () => {
    const debt = await addDebt(world, { creditorId });
    const id = await referred(debt);
    for (let round = 2; round <= 10; round += 1) {
      const actor = round % 2 === 0 ? agent : debt.debtor;
      answerOf(await world.negotiation.counterPlan(actor, await counter(debt, id, { instalmentCount: 30 })));
    }
    const answer = await world.negotiation.counterPlan(debt.debtor, await counter(debt, id));
    expect(codeOf(answer)).toBe('ROUNDS_USED_UP');
  });
});

function paperId({ debtorId }: TestDebt, id: string): string {
  return encodeId({ type: 'Agreement', debtorId, id });
}
