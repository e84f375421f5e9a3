import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '../../server/kernel/id.ts';
import { type TestApp, testApp } from '../support/app.ts';
import type { As } from '../support/graph-client.ts';
import { accept, bold, counter, modest, type Proposal, propose, sign } from '../support/journeys.ts';
import { type SeededCreditor, type SeededDebt, type SeededDebtor, seed } from '../support/seed.ts';
import { signInAgent, signInDebtor } from '../support/sign-in.ts';

/** Plans as the portal and the agents' desk meet them: over HTTP, with everything in between. */

const start = '2026-11-22T08:00:00Z';
let app: TestApp;
let creditor: SeededCreditor;
let agent: As;
beforeAll(async () => {
  app = await testApp();
  const seeded = await seed(app).creditor({ code: 'HARBOUR' }).debtor().debt().load();
  creditor = seeded.creditors[0]!;
  agent = (await signInAgent(app, 'AGENT', [creditor.id])).as;
}, 60_000);
beforeEach(() => app.clock.set(start));
afterAll(() => app.close());

interface Person {
  readonly debtor: SeededDebtor;
  readonly debt: SeededDebt;
  readonly as: As;
}
async function person(): Promise<Person> {
  const { debtors, debts } = await seed(app)
    .creditor({ code: 'HARBOUR' })
    .debtor()
    .debt({ fees: '300.00' })
    .load();
  return { debtor: debtors[0]!, debt: debts[0]!, as: await signInDebtor(app, debtors[0]!) };
}

const money = 'minorUnits currency';
const simulation = `asOf instalmentCount instalmentAmount { ${money} } lastInstalmentAmount { ${money} } upFront { ${money} }
  balance { ${money} } totalInterest { minorUnits } totalToPay { minorUnits } firstDueOn lastDueOn withinPolicy decisionDays
  schedule { number dueOn amount { minorUnits } remaining { minorUnits } }
  ruleOutcomes { ruleId outcome threshold actual wouldPass } fingerprint`;
interface Simulation {
  readonly fingerprint: string;
  readonly withinPolicy: boolean;
  readonly instalmentCount: number;
  readonly firstDueOn: string;
  readonly totalToPay: { readonly minorUnits: string };
  readonly schedule: readonly object[];
  readonly upFront: object | null;
  readonly ruleOutcomes: readonly {
    readonly ruleId: string;
    readonly outcome: string;
    readonly wouldPass: string | null;
  }[];
}
async function simulate(as: As, input: object) {
  const { simulatePlan } = await app.ask<{ simulatePlan: Simulation & { fields?: readonly object[] } }>(
    `query ($input: SimulatePlanInput!) { simulatePlan(input: $input) { __typename
       ... on PlanSimulation { ${simulation} } ... on InvalidInputError { fields { path code message } } } }`,
    { input },
    as,
  );
  return simulatePlan;
}

describe('the quote', () => {
  it('is simulated, proposed and offered as one and the same', async () => {
    const { as, debt } = await person();
    const quote = await simulate(as, { debtId: debt.id, ...modest });
    expect(quote).toMatchObject({ withinPolicy: true, instalmentCount: 12, upFront: null });
    const { proposePlan } = await app.ask<{
      proposePlan: { proposal: { currentOffer: Simulation; status: string } };
    }>(
      `mutation ($input: ProposePlanInput!) { proposePlan(input: $input) { ... on ProposePlanSuccess { proposal {
         status whoseTurn currentOffer { fingerprint totalToPay { minorUnits }
         schedule { number dueOn amount { minorUnits } remaining { minorUnits } } } } } } }`,
      { input: { id: newId(), debtId: debt.id, ...modest, fingerprint: quote.fingerprint } },
      as,
    );
    expect(proposePlan.proposal).toMatchObject({ status: 'ACCEPTED', whoseTurn: 'DEBTOR' });
    const { fingerprint, totalToPay, schedule } = quote;
    expect(proposePlan.proposal.currentOffer).toEqual({ fingerprint, totalToPay, schedule });
  });

  it('names each rule and what would pass', async () => {
    const { as, debt } = await person();
    const { withinPolicy, ruleOutcomes } = await simulate(as, { debtId: debt.id, ...bold });
    expect(withinPolicy).toBe(false);
    expect(ruleOutcomes.filter(({ outcome }) => outcome === 'REFER')).toMatchObject([
      { ruleId: 'POLICY-FIRST-DUE', wouldPass: '2027-01-06' },
    ]);
    const impossible = await simulate(as, { debtId: debt.id, ...modest, instalmentCount: 61 });
    expect(impossible).toMatchObject({ __typename: 'InvalidInputError', fields: [{ code: 'CN-PLAN-02' }] });
  });

  it('comes as three options that are agreed at once', async () => {
    const { as, debt } = await person();
    const { planOptions } = await app.ask<{ planOptions: Simulation[] }>(
      `query ($debtId: ID!) { planOptions(debtId: $debtId) { ${simulation} } }`,
      { debtId: debt.id },
      as,
    );
    expect(planOptions.map(({ instalmentCount }) => instalmentCount)).toEqual([3, 18, 60]);
    for (const { instalmentCount, firstDueOn, fingerprint } of planOptions) {
      const again = await simulate(as, {
        debtId: debt.id,
        instalmentCount,
        firstDueOn,
        frequency: 'MONTHLY',
      });
      expect(again).toMatchObject({ fingerprint, withinPolicy: true });
    }
  });

  it('that has changed is shown anew', async () => {
    const { as, debt, debtor } = await person();
    const { fingerprint } = await simulate(as, { debtId: debt.id, ...modest });
    app.clock.advance({ hours: 24 }); // a day of interest
    const tomorrow = await signInDebtor(app, debtor);
    const { proposePlan } = await app.ask<{ proposePlan: { code: string; simulation: Simulation } }>(
      `mutation ($input: ProposePlanInput!) { proposePlan(input: $input) { __typename
         ... on QuoteChangedError { code path simulation { ${simulation} } } } }`,
      { input: { id: newId(), debtId: debt.id, ...modest, fingerprint } },
      tomorrow,
    );
    expect(proposePlan).toMatchObject({ __typename: 'QuoteChangedError', code: 'QUOTE_CHANGED' });
    expect(proposePlan.simulation).toEqual(
      await simulate(tomorrow, { debtId: debt.id, ...modest }).then(plain),
    );
  });

  it('is nobody else’s to ask for', async () => {
    const [mine, other] = [await person(), await person()];
    const query = 'query ($debtId: ID!) { planOptions(debtId: $debtId) { fingerprint } }';
    for (const as of [other.as, {}]) {
      const { errors } = await app.graphql(query, { debtId: mine.debt.id }, as);
      expect(errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
    }
    expect((await simulate(agent, { debtId: mine.debt.id, ...modest })).instalmentCount).toBe(12);
  });
});

describe('the agents’ queue', () => {
  async function queue(as: As, status: string[]): Promise<string[]> {
    const { planProposals } = await app.ask<{
      planProposals: { nodes: { id: string }[]; totalCount: number };
    }>(
      `query ($status: [PlanProposalStatus!]) {
         planProposals(status: $status, orderBy: TIME_LEFT, first: 50) { nodes { id } totalCount } }`,
      { status },
      as,
    );
    expect(planProposals.totalCount).toBe(planProposals.nodes.length);
    return planProposals.nodes.map(({ id }) => id);
  }

  it('shows first what must be answered next, and drops what has expired', async () => {
    const [early, late] = [await person(), await person()];
    const first = await propose(app, early.as, early.debt.id, bold);
    app.clock.advance({ minutes: 1 });
    const second = await propose(app, late.as, late.debt.id, bold);
    const waiting = await queue(agent, ['AWAITING_CREDITOR']);
    expect(waiting.filter((id) => [first.id, second.id].includes(id))).toEqual([first.id, second.id]);
    app.clock.advance({ hours: 14 * 24 });
    const { as } = await signInAgent(app, 'AGENT', [creditor.id]);
    expect(await queue(as, ['AWAITING_CREDITOR'])).not.toContain(first.id);
    expect(await queue(as, ['EXPIRED'])).toContain(first.id);
  });

  it('tells the slower agent who was quicker and how things are now', async () => {
    const { as, debt } = await person();
    const seen = await propose(app, as, debt.id, bold);
    await accept(app, agent, seen);
    const { as: late } = await signInAgent(app, 'AGENT', [creditor.id]);
    const { declinePlan } = await app.ask<{ declinePlan: object }>(
      `mutation ($input: DeclinePlanInput!) { declinePlan(input: $input) { __typename
         ... on ConflictError { code decidedBy decidedAt current { id status version } } } }`,
      { input: { id: newId(), proposalId: seen.id, version: seen.version, reason: 'No.' } },
      late,
    );
    expect(declinePlan).toEqual({
      __typename: 'ConflictError',
      code: 'DECIDED_MEANWHILE',
      decidedBy: 'AGENT Wen',
      decidedAt: '2026-11-22T08:00:00.000Z',
      current: { id: seen.id, status: 'ACCEPTED', version: seen.version + 1 },
    });
  });
});

describe('a negotiation over the graph', () => {
  it('ends in a paper that anybody can check and that its people can print', async () => {
    const { as, debt, debtor } = await person();
    const asked: Proposal = await propose(app, as, debt.id, bold);
    const offered = await counter(app, agent, asked, {
      ...modest,
      instalmentCount: 6,
      message: '可以分六期。',
    });
    expect(offered.status).toBe('AWAITING_DEBTOR');
    const agreed = await accept(app, as, offered);
    const { plan, agreement } = await sign(app, as, agreed, debtor.phone);

    const { node } = await app.ask<{ node: { agreement: { pdfPath: string; sha256: string } } }>(
      `query ($id: ID!) { node(id: $id) { ... on Plan { status instalments(first: 20) { totalCount }
         agreement { pdfPath sha256 } } } }`,
      plan,
      as,
    );
    expect(node).toMatchObject({ status: 'ACTIVE', instalments: { totalCount: 6 } });
    const typed = agreement.verificationCode.toLowerCase().replaceAll('-', ' ');
    const { verifyAgreement } = await app.ask<{ verifyAgreement: object }>(
      'query ($code: String!) { verifyAgreement(code: $code) { code sha256 planStatus instalmentCount } }',
      { code: typed },
    );
    expect(verifyAgreement).toEqual({
      code: agreement.verificationCode,
      sha256: node.agreement.sha256,
      planStatus: 'ACTIVE',
      instalmentCount: 6,
    });
    const paper = (headers: As) => app.server.inject({ url: node.agreement.pdfPath, headers });
    const printed = await paper(as);
    expect([printed.statusCode, printed.headers['content-type']]).toEqual([200, 'application/pdf']);
    expect((await paper({})).statusCode).toBe(404);
    expect((await paper((await person()).as)).statusCode).toBe(404);
  });

  it('has its events in the order in which they happened', async () => {
    const { as, debt } = await person();
    app.clock.advance({ seconds: 2 });
    const seen = await propose(app, as, debt.id, bold);
    app.clock.advance({ seconds: 2 });
    await accept(app, agent, seen);
    const { node } = await app.ask<{ node: { activity: { nodes: { type: string; actorKind: string }[] } } }>(
      `query ($id: ID!) { node(id: $id) { ... on Debtor { activity(first: 3) { nodes { type actorKind } } } } }`,
      { id: `Debtor.${debt.debtorId}` },
      as,
    );
    expect(node.activity.nodes).toEqual([
      { type: 'PLAN_ACCEPTED', actorKind: 'AGENT' },
      { type: 'PLAN_REFERRED', actorKind: 'POLICY' },
      { type: 'PLAN_PROPOSED', actorKind: 'DEBTOR' },
    ]);
  });
});

/** Without the name of the type, which only a union's member was asked for. */
function plain({ __typename: _type, ...rest }: Simulation & { readonly __typename?: string }): object {
  return rest;
}
