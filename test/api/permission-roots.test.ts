import { randomUUID } from 'node:crypto';
import { getNamedType } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { EventStream } from '../support/event-stream.ts';
import { nodeTypes } from '../support/everything.ts';
import type { GraphAnswer } from '../support/graph-client.ts';
import { type Guards, openGuards, waysToRead } from '../support/guards.ts';
import { act } from '../support/journeys.ts';
import { ownedRows } from '../support/owned-rows.ts';
import { type OwnedRow, PermissionMatrix, type Viewer } from '../support/permission-matrix.ts';

/** Each way into the graph, for each viewer; `permission-matrix.csv` says what is right. */

const matrix = new PermissionMatrix();
let guards: Guards;

beforeAll(async () => {
  guards = await openGuards();
});
afterAll(() => guards.close());

const cellOf = (viewer: Viewer, field: string) => matrix.cell('Query', field, viewer.kind)!;
const isCode = (cell: string) => /^[A-Z_]+$/.test(cell);
const codesOf = ({ errors }: GraphAnswer<unknown>) => errors?.map(({ extensions }) => extensions?.code);

/** Of this type, what the viewer must see and what not. */
function rowsFor(viewer: Viewer, type: string): { seen: OwnedRow[]; hidden: OwnedRow[] } {
  const ofType = guards.rows.filter((row) => row.type === type);
  return {
    seen: ofType.filter((row) => matrix.sees(viewer, row)),
    hidden: ofType.filter((row) => !matrix.sees(viewer, row)),
  };
}

/** An id of the same form that nothing has; of a row of a debtor also one within a debtor that there is. */
function missingIds({ id }: OwnedRow): string[] {
  const parts = id.split('.');
  return [
    [parts[0], ...parts.slice(1).map(() => randomUUID())].join('.'),
    [...parts.slice(0, -1), randomUUID()].join('.'),
  ];
}

describe('lists hold just the rows that the viewer sees', () => {
  const lists = ['debtors', 'creditors', 'planProposals', 'activity'];

  test.each(waysToRead)('%s', async (_way, guard, applies) => {
    const { viewers, [guard]: app } = guards;
    const fields = app.schema.getQueryType()!.getFields();
    for (const viewer of viewers) {
      for (const list of lists) {
        const type = getNamedType(fields[list]!.type).name.replace(/Connection$/, '');
        if (!applies(type)) continue;
        const answer = await app.graphql<{ list: { nodes: { id: string }[]; totalCount: number } }>(
          `{ list: ${list}(first: 100) { nodes { id } totalCount } }`,
          {},
          viewer.as,
        );
        const cell = cellOf(viewer, list);
        if (isCode(cell)) expect(codesOf(answer), `${viewer.name} ${list}`).toEqual([cell]);
        else {
          const ids = rowsFor(viewer, type).seen.map(({ id }) => id);
          expect(answer.data?.list.nodes.map(({ id }) => id).toSorted(), viewer.name).toEqual(ids.toSorted());
          expect(answer.data?.list.totalCount).toBe(ids.length);
        }
      }
    }
  });
});

test('what is somebody else’s is answered as what does not exist, to the byte', async () => {
  const { viewers, both: app } = guards;
  const roots: Record<string, string> = { Debtor: 'debtor', ImportRun: 'importRun' };
  for (const viewer of viewers) {
    for (const { name: type } of nodeTypes(app.schema)) {
      const [other] = rowsFor(viewer, type).hidden;
      if (!other) continue;
      for (const field of ['node', roots[type]].filter((each) => each !== undefined)) {
        const ask = async (id: string) =>
          (await app.client.post(`query ($id: ID!) { ${field}(id: $id) { id } }`, { id }, viewer.as)).body;
        const hidden = await ask(other.id);
        for (const missing of missingIds(other))
          expect(await ask(missing), `${viewer.name} ${type}`).toBe(hidden);
        expect(JSON.parse(hidden).data?.[field] ?? null).toBeNull();
      }
    }
  }
});

describe('what is computed from a debt', () => {
  const currencyOf = (debt: OwnedRow) =>
    debt.creditorIds[0] === guards.banks.north.creditorId ? 'CNY' : 'GBP';
  const questions: Record<string, (debt: OwnedRow) => string> = {
    simulatePlan: ({ id }) =>
      `simulatePlan(input: { debtId: "${id}", instalmentCount: 6, firstDueOn: "2026-12-22" }) { __typename }`,
    planOptions: ({ id }) => `planOptions(debtId: "${id}") { fingerprint }`,
    previewPayment: (debt) =>
      `previewPayment(debtId: "${debt.id}", amount: { amount: "5.00", currency: ${currencyOf(debt)} }) { __typename }`,
  };

  test.each(waysToRead)('is for those who see the debt: %s', async (_way, guard) => {
    const { viewers, [guard]: app } = guards;
    for (const viewer of viewers) {
      const { seen, hidden } = rowsFor(viewer, 'Debt');
      for (const [field, question] of Object.entries(questions)) {
        const ask = (debt: OwnedRow) =>
          app.graphql<Record<string, unknown>>(`{ ${question(debt)} }`, {}, viewer.as);
        const cell = cellOf(viewer, field);
        const refused = isCode(cell) ? cell : 'NOT_FOUND';
        for (const debt of seen.slice(0, 4)) {
          const { data, errors } = await ask(debt);
          expect(errors, `${viewer.name} ${field}`).toBeUndefined();
          expect(data?.[field]).toBeTruthy();
        }
        const [other] = hidden;
        const missing = missingIds(other ?? seen[0]!).map((id) => ({ ...(other ?? seen[0]!), id }));
        for (const debt of [...(other ? [other] : []), ...missing]) {
          const answer = await ask(debt);
          expect(codesOf(answer), `${viewer.name} ${field}`).toEqual([refused]);
          expect(answer.data ?? null).toBeNull();
        }
      }
    }
  });
});

test('`viewer` is who asks, and an ended session is a stranger', async () => {
  const { viewers, both: app } = guards;
  const kinds: Partial<Record<Viewer['kind'], string>> = {
    ...{ anonymous: 'ANONYMOUS', ended: 'ANONYMOUS', debtor: 'DEBTOR', integrator: 'INTEGRATOR' },
    ...{ agent: 'AGENT', supervisor: 'AGENT', admin: 'AGENT' },
  };
  for (const viewer of viewers) {
    const answer = await app.graphql<{ viewer: object }>(
      '{ viewer { kind debtor { id } agent { id } apiClient { id } } }',
      {},
      viewer.as,
    );
    const cell = cellOf(viewer, 'viewer');
    if (isCode(cell)) expect(codesOf(answer), viewer.name).toEqual([cell]);
    else {
      expect(answer.data?.viewer, viewer.name).toEqual({
        kind: kinds[viewer.kind],
        debtor: viewer.debtorId ? { id: `Debtor.${viewer.debtorId}` } : null,
        agent: viewer.id && viewer.kind !== 'integrator' ? { id: `Agent.${viewer.id}` } : null,
        apiClient: viewer.kind === 'integrator' ? { id: `ApiClient.${viewer.id}` } : null,
      });
    }
  }
});

test('whoever holds the code of an agreement can check it, and learns no more than that', async () => {
  const { viewers, both: app } = guards;
  const [agreement] = await app.sql<{ code: string; sha256: string }>(
    'select verification_code as code, sha256 from agreement',
  );
  for (const viewer of viewers) {
    const ask = (code: string) =>
      app.graphql<{ verifyAgreement: object | null }>(
        'query ($code: String!) { verifyAgreement(code: $code) { code sha256 } }',
        { code },
        viewer.as,
      );
    const answer = await ask(agreement!.code);
    const cell = cellOf(viewer, 'verifyAgreement');
    if (isCode(cell)) expect(codesOf(answer), viewer.name).toEqual([cell]);
    else {
      expect(answer.data?.verifyAgreement, viewer.name).toEqual(agreement);
      expect((await ask('0000-0000-0000-0000-0')).data).toEqual({ verifyAgreement: null });
    }
  }
});

test('totals sum what the viewer sees, no more', async () => {
  const { banks, both: app } = guards;
  const totals = async (viewer: Viewer['as']) => {
    const { node } = await app.ask<{ node: { totals: { currency: string }[] } | null }>(
      'query ($id: ID!) { node(id: $id) { ... on Debtor { totals { currency } } } }',
      { id: `Debtor.${banks.north.first.id}` },
      viewer,
    );
    return node?.totals.map(({ currency }) => currency).toSorted();
  };
  expect(await totals(banks.north.first.as)).toEqual(['CNY', 'GBP']);
  expect(await totals(banks.north.agent.as)).toEqual(['CNY']);
  expect(await totals(banks.south.agent.as)).toEqual(['GBP']);
  expect(await totals(banks.south.first.as)).toBeUndefined();
});

test('a subscription tells of what the viewer sees, as it happens', async () => {
  const { viewers, banks, both: app } = guards;
  const document = 'subscription { activityHappened { id type debtor { id } debt { id } } }';
  const streams = await Promise.all(
    viewers.map(async (viewer) => ({ viewer, stream: await EventStream.open(app.url, document, viewer.as) })),
  );
  const events = [banks.north, banks.south].flatMap(({ first, second, seeded }) => [
    { as: first.as, input: { id: randomUUID(), debtId: seeded.debts[0]!.id, step: 'VIEWED' } },
    { as: second.as, input: { id: randomUUID(), debtId: seeded.debts[4]!.id, step: 'VIEWED' } },
  ]);
  for (const { as, input } of events) await act(app, as, 'recordPlanView', input);
  const isNew = ({ id, type }: OwnedRow) => type === 'ActivityEvent' && !guards.rowById.has(id);
  const happened = (await ownedRows(app)).filter(isNew);
  expect(happened.length).toBe(events.length);
  for (const { viewer, stream } of streams) {
    const cell = matrix.cell('Subscription', 'activityHappened', viewer.kind)!;
    const seen = happened.filter((row) => matrix.sees(viewer, row)).map(({ id }) => id);
    const told = await stream.take(isCode(cell) ? 1 : seen.length);
    if (isCode(cell)) expect(told.map(codesOf), viewer.name).toEqual([[cell]]);
    else {
      const ids = told.map(({ data }) => (data!.activityHappened as { id: string }).id);
      expect(ids.toSorted(), viewer.name).toEqual(seen.toSorted());
    }
    stream.close();
  }
});
