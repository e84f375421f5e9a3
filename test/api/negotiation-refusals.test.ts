import type { QueryRunner } from 'typeorm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { paymentPosting } from '../../server/features/debts/ledger.ts';
import { parseTerms } from '../../server/features/plans/plan-terms.ts';
import { quoteFor } from '../../server/features/plans/quote.ts';
import { type AgentActor, anonymous } from '../../server/identity/actor.ts';
import { encodeId, newId } from '../../server/kernel/id.ts';
import {
  addAgent,
  addCreditor,
  addDebt,
  addFee,
  countOf,
  type NegotiationWorld,
  negotiationStage,
  post,
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

const { proposal, counter, decision, proposed, referred, requestCode, signatureFor, sign } = negotiators(
  () => world,
);
const yuan = (amount: string) => ({ amount, currency: 'CNY' });
const payment = (minor: bigint) =>
  paymentPosting({ parts: { COSTS: 0n, FEES: 0n, INTEREST: 0n, PRINCIPAL: minor }, unallocatedMinor: 0n });

describe('what cannot be agreed', () => {
  it('is refused with the rule and with what would pass, and leaves nothing behind', async () => {
    const debt = await addDebt(world, { creditorId });
    const refused = await world.negotiation.proposePlan(debt.debtor, proposal(debt, { instalmentCount: 61 }));
    expect(refused).toMatchObject({
      ok: false,
      error: {
        __typename: 'InvalidInputError',
        fields: [
          {
            code: 'CN-PLAN-02',
            path: ['instalmentCount'],
            message: expect.stringContaining('60 instalments'),
          },
        ],
      },
    });
    const tables = ['plan_proposal', 'plan_offer', 'rule_decision', 'activity_event', 'client_request'];
    for (const table of tables) expect(await countOf(world, table, debt)).toBe(0);
  });

  it('is a quote that has changed since it was seen', async () => {
    const debt = await addDebt(world, { creditorId });
    const facts = await quoteFacts(world, debt);
    const wish = proposal(debt);
    const terms = answerOf(parseTerms(wish, 'CNY', facts.asOf));
    const seen = answerOf(quoteFor(facts, terms)).fingerprint;
    await addFee(world, debt, 5_000n, '2026-11-22');
    const changed = await world.negotiation.proposePlan(debt.debtor, { ...wish, fingerprint: seen });
    expect(changed).toMatchObject({
      ok: false,
      error: { __typename: 'QuoteChangedError', simulation: { balance: { minor: 1_205_000n } } },
    });
    const { fingerprint } = (changed as { error: { simulation: { fingerprint: string } } }).error.simulation;
    expect(
      codeOf(await world.negotiation.proposePlan(debt.debtor, { ...wish, id: newId(), fingerprint })),
    ).toBe('OK');
  });

  it('is an offer whose balance a payment or a charge has changed', async () => {
    const debt = await addDebt(world, { creditorId });
    const id = await referred(debt);
    await addFee(world, debt, 5_000n, '2026-11-22');
    expect(codeOf(await world.decisions.acceptPlan(agent, await decision(debt, id)))).toBe('BALANCE_CHANGED');
    answerOf(await world.negotiation.counterPlan(agent, await counter(debt, id, { instalmentCount: 12 })));
    answerOf(await world.decisions.acceptPlan(debt.debtor, await decision(debt, id)));
    const signature = await signatureFor(debt, id);
    await post(world, debt, payment(10_000n), '2026-11-22');
    expect(codeOf(await world.signing.signAgreement(debt.debtor, signature))).toBe('BALANCE_CHANGED');
    expect(codeOf(await requestCode(debt, id))).toBe('BALANCE_CHANGED');
    expect(await countOf(world, 'plan', debt)).toBe(0);
  });

  it('is a second negotiation, or a plan beside a plan', async () => {
    const debt = await addDebt(world, { creditorId });
    const id = await proposed(debt);
    expect(codeOf(await world.negotiation.proposePlan(debt.debtor, proposal(debt)))).toBe('PROPOSAL_OPEN');
    answerOf(await sign(debt, id));
    expect(codeOf(await world.negotiation.proposePlan(debt.debtor, proposal(debt)))).toBe('PLAN_ACTIVE');
  });

  it('is anything on a debt that the creditor has taken back', async () => {
    const [open, fresh] = [await addDebt(world, { creditorId }), await addDebt(world, { creditorId })];
    const id = await referred(open);
    const agreed = await addDebt(world, { creditorId });
    const signable = await proposed(agreed);
    const signature = await signatureFor(agreed, signable);
    const recalled = [open.id, fresh.id, agreed.id];
    await world.query('update debt set recalled_at = $2 where id = any ($1::uuid[])', [
      recalled,
      world.clock.now().toString(),
    ]);
    expect(codeOf(await world.negotiation.proposePlan(fresh.debtor, proposal(fresh)))).toBe('DEBT_RECALLED');
    expect(codeOf(await world.decisions.acceptPlan(agent, await decision(open, id)))).toBe('DEBT_RECALLED');
    expect(codeOf(await world.negotiation.counterPlan(agent, await counter(open, id)))).toBe('DEBT_RECALLED');
    expect(codeOf(await world.signing.signAgreement(agreed.debtor, signature))).toBe('DEBT_RECALLED');
  });

  it('is refused by the database too, should a second proposal slip past the locks', async () => {
    const debt = await addDebt(world, { creditorId });
    const id = await proposed(debt);
    answerOf(await world.decisions.withdrawProposal(debt.debtor, await decision(debt, id)));
    const intruder = world.source.createQueryRunner();
    await intruder.startTransaction();
    await intruder.query("select set_config('app.system', 'on', true)");
    await intruder.query("update plan_proposal set status = 'AWAITING_CREDITOR' where id = $1", [id]);
    const answer = world.negotiation.proposePlan(debt.debtor, proposal(debt));
    await someoneWaitsFor(intruder);
    await intruder.commitTransaction();
    await intruder.release();
    expect(codeOf(await answer)).toBe('PROPOSAL_OPEN');
  });
});

describe('whose turn it is and who may act', () => {
  it('lets only the side that is asked answer', async () => {
    const debt = await addDebt(world, { creditorId });
    const id = await referred(debt);
    expect(codeOf(await world.decisions.acceptPlan(debt.debtor, await decision(debt, id)))).toBe(
      'NOT_YOUR_TURN',
    );
    expect(codeOf(await world.decisions.declinePlan(debt.debtor, await decision(debt, id)))).toBe(
      'NOT_YOUR_TURN',
    );
    answerOf(await world.negotiation.counterPlan(agent, await counter(debt, id)));
    expect(codeOf(await world.decisions.acceptPlan(agent, await decision(debt, id)))).toBe('NOT_YOUR_TURN');
    expect(codeOf(await requestCode(debt, id))).toBe('NOT_YET_AGREED');
    answerOf(await world.decisions.acceptPlan(debt.debtor, await decision(debt, id)));
    expect(codeOf(await world.negotiation.counterPlan(debt.debtor, await counter(debt, id)))).toBe(
      'ALREADY_AGREED',
    );
  });

  it('knows nothing of what is somebody else’s', async () => {
    const [mine, other] = [await addDebt(world, { creditorId }), await addDebt(world, { creditorId })];
    const id = await referred(mine);
    const elsewhere = await addAgent(world, 'Qi', await addCreditor(world));
    const seen = await decision(mine, id);
    const offer = await counter(mine, id);
    const refusals = [
      () => world.decisions.acceptPlan(other.debtor, seen),
      () => world.decisions.withdrawProposal(other.debtor, seen),
      () => world.decisions.acceptPlan(elsewhere, seen),
      () => world.negotiation.counterPlan(elsewhere, offer),
      () => world.signing.requestSigningCode(other.debtor, { id: newId(), proposalId: seen.proposalId }),
      () => world.negotiation.proposePlan(other.debtor, proposal(mine)),
      () => world.decisions.acceptPlan(agent, { ...seen, proposalId: encodeId({ ...mine, type: 'Debt' }) }),
      () => world.decisions.acceptPlan(agent, { ...seen, proposalId: 'PlanProposal.\0' }),
      () => world.papers.pdfFor(other.debtor, paperId(mine, newId())),
      () => world.papers.pdfFor(anonymous, paperId(mine, newId())),
    ];
    for (const refused of refusals) await expect(refused()).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('asks who it is and what they may do', async () => {
    const debt = await addDebt(world, { creditorId });
    const id = await proposed(debt);
    const seen = await decision(debt, id);
    const client = {
      kind: 'INTEGRATOR',
      apiClientId: newId(),
      name: 'Bank',
      scopes: ['READ'],
      sessionId: newId(),
    } as const;
    const integrator = { ...client, creditorIds: [creditorId] };
    await expect(world.decisions.acceptPlan(anonymous, seen)).rejects.toMatchObject({
      code: 'UNAUTHENTICATED',
    });
    await expect(world.decisions.acceptPlan(integrator, seen)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(world.decisions.withdrawProposal(agent, seen)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    const signature = { ...seen, challengeId: newId(), code: '123456', disclosureConfirmed: true };
    await expect(world.signing.signAgreement(agent, signature)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  it('tells the slower agent who decided what, and the person only which side', async () => {
    const debt = await addDebt(world, { creditorId });
    const late = await addAgent(world, 'Zhao Lei', creditorId);
    const id = await referred(debt);
    const seen = await decision(debt, id);
    answerOf(await world.decisions.acceptPlan(agent, seen));
    const conflict = await world.decisions.declinePlan(late, { ...seen, id: newId(), reason: 'No.' });
    expect(conflict).toMatchObject({
      ok: false,
      error: {
        __typename: 'ConflictError',
        decidedBy: 'Wen Ying',
        decidedAt: world.clock.now().toString(),
        message: expect.stringContaining('Wen Ying accepted the offer'),
        current: { debtorId: debt.debtorId, id },
      },
    });
    const persons = await world.decisions.withdrawProposal(debt.debtor, { ...seen, id: newId() });
    expect(persons).toMatchObject({ ok: false, error: { decidedBy: 'AGENT' } });
    expect(await countOf(world, 'activity_event', debt)).toBe(3);
  });
});

describe('input that makes no sense', () => {
  const amounts = [
    '1e309',
    '-0',
    '-1',
    '0',
    '0.001',
    '',
    ' ',
    '1,000',
    '٣',
    '１２',
    '1\0',
    'NaN',
    '9'.repeat(40),
    '0x10',
  ];
  it.each(amounts)('is not an amount: %j', async (amount) => {
    const debt = await addDebt(world, { creditorId });
    const answer = await world.negotiation.proposePlan(
      debt.debtor,
      proposal(debt, { instalmentAmount: yuan(amount) }),
    );
    expect(answer).toMatchObject({
      ok: false,
      error: { fields: [{ path: ['instalmentAmount', 'amount'] }] },
    });
  });

  const counts = [0, -0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53 + 1, 601];
  it.each(counts)('is not a number of instalments: %d', async (instalmentCount) => {
    const debt = await addDebt(world, { creditorId });
    const answer = await world.negotiation.proposePlan(debt.debtor, proposal(debt, { instalmentCount }));
    expect(answer).toMatchObject({ ok: false, error: { fields: [{ path: ['instalmentCount'] }] } });
  });

  const dates = [
    '9999-12-31',
    '2026-02-30',
    '2026-11-21',
    '',
    '2026-1-1',
    '٢٠٢٦-١٢-٠١',
    '2026-12-01\0',
    '0000-00-00',
    '2028-01-01',
  ];
  it.each(dates)('is not a first date: %j', async (firstDueOn) => {
    const debt = await addDebt(world, { creditorId });
    const answer = await world.negotiation.proposePlan(debt.debtor, proposal(debt, { firstDueOn }));
    expect(answer).toMatchObject({ ok: false, error: { fields: [{ path: ['firstDueOn'] }] } });
  });

  it('is told field by field, all at once', async () => {
    const debt = await addDebt(world, { creditorId });
    const wish = proposal(debt, {
      instalmentAmount: { amount: '10', currency: 'USD' },
      instalmentCount: 3,
      frequency: 'DAILY',
      firstDueOn: '2026-13-01',
      upFront: yuan('-5'),
      message: 'a\0b',
    });
    const answer = await world.negotiation.proposePlan(debt.debtor, wish);
    expect(answer).toMatchObject({
      ok: false,
      error: {
        fields: [
          { path: ['instalmentAmount'], code: 'ONE_OF_TWO' },
          { path: ['frequency'], code: 'UNKNOWN' },
          { path: ['firstDueOn'], code: 'NO_SUCH_DAY' },
          { path: ['upFront', 'amount'], code: 'AMOUNT_NOT_POSITIVE' },
          { path: ['message'], code: 'NOT_TEXT' },
        ],
      },
    });
    const lone = await world.negotiation.proposePlan(debt.debtor, proposal(debt, { message: '\ud800' }));
    expect(codeOf(lone)).toBe('INVALID_INPUT');
    const long = await world.negotiation.proposePlan(
      debt.debtor,
      proposal(debt, { message: 'x'.repeat(1001) }),
    );
    expect(codeOf(long)).toBe('INVALID_INPUT');
    await expect(
      world.negotiation.proposePlan(debt.debtor, proposal(debt, { id: 'me' })),
    ).rejects.toMatchObject({
      code: 'BAD_USER_INPUT',
    });
  });
});

/** Until somebody waits for a lock that this transaction holds. */
async function someoneWaitsFor(holder: QueryRunner): Promise<void> {
  for (let at = 0; at < 300; at += 1) {
    const [row]: { n: number }[] = await holder.query(
      'select count(*)::int n from pg_locks where not granted and pg_backend_pid() = any (pg_blocking_pids(pid))',
    );
    if (row!.n > 0) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error('Nobody waits.');
}

function paperId({ debtorId }: TestDebt, id: string): string {
  return encodeId({ type: 'Agreement', debtorId, id });
}
