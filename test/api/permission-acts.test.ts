import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeReference } from '../../server/identity/reference.ts';
import { type TestApp, testApp } from '../support/app.ts';
import { type GraphAnswer, stranger } from '../support/graph-client.ts';
import { act } from '../support/journeys.ts';
import { PermissionMatrix, type Viewer } from '../support/permission-matrix.ts';
import { type TwoBanks, twoBanks } from '../support/two-banks.ts';
import { everyViewer } from '../support/viewers.ts';

/** Every mutation, by every viewer, on what is their own, somebody else's, and nobody's. */

/** What a mutation is aimed at: public ids. */
interface Target {
  readonly debt: string;
  readonly proposal: string;
  readonly creditor: string;
  readonly client: string;
  readonly key: string;
  /** Of an attempt to sign in. */
  readonly challenge: string;
  readonly currency: string;
}
type Whose = 'own' | 'other' | 'missing';

const matrix = new PermissionMatrix();
const terms = { instalmentCount: 12, frequency: 'MONTHLY', firstDueOn: '2026-12-22' };
const decision = ({ proposal }: Target) => ({ id: randomUUID(), proposalId: proposal, version: 1 });

/** Inputs in which everything but the target is right. */
const inputs: Readonly<Record<string, (target: Target) => object>> = {
  startPayment: ({ debt, currency }) => ({
    id: randomUUID(),
    debtId: debt,
    amount: { amount: '1.00', currency },
  }),
  proposePlan: ({ debt }) => ({ id: randomUUID(), debtId: debt, ...terms }),
  counterPlan: (target) => ({ ...decision(target), ...terms }),
  acceptPlan: decision,
  declinePlan: (target) => ({ ...decision(target), reason: 'No' }),
  withdrawProposal: decision,
  requestSigningCode: ({ proposal }) => ({ id: randomUUID(), proposalId: proposal }),
  signAgreement: (target) => ({
    ...decision(target),
    ...{ challengeId: randomUUID(), code: '000000', disclosureConfirmed: true },
  }),
  recordPlanView: ({ debt }) => ({ id: randomUUID(), debtId: debt, step: 'VIEWED' }),
  importPortfolio: () => ({ id: randomUUID(), fileName: 'x.ndjson', format: 'NDJSON', content: '{}\n' }),
  createApiClient: ({ creditor }) => ({ id: randomUUID(), name: 'Core', creditorIds: [creditor] }),
  createApiKey: ({ client }) => ({
    ...{ id: randomUUID(), apiClientId: client, scopes: ['READ'] },
    expiresAt: '2027-01-31T00:00:00Z',
  }),
  revokeApiKey: ({ key }) => ({ apiKeyId: key }),
  startSignIn: () => ({ reference: makeReference(), fact: '1990-01-31' }),
  resendCode: ({ challenge }) => ({ challengeId: challenge }),
  verifyCode: ({ challenge }) => ({ challengeId: challenge, code: '000000' }),
  reportNotMe: () => ({ reference: makeReference() }),
  signInAgent: () => ({ email: 'nobody@bank.example', password: 'not their password', totp: '000000' }),
};

let app: TestApp;
let banks: TwoBanks;
let viewers: readonly Viewer[];
let challenge: string;

beforeAll(async () => {
  app = await testApp();
  banks = await twoBanks(app);
  viewers = await everyViewer(app, banks);
  const input = { reference: makeReference(), fact: '1990-01-31' };
  challenge = (await act<{ challengeId: string }>(app, stranger, 'startSignIn', input, 'challengeId'))
    .challengeId;
});
afterAll(() => app.close());

const others = (mutation: string) => matrix.cell("Mutation on other's", mutation, 'debtor') !== undefined;
const cellOf = (mutation: string, viewer: Viewer, whose: Whose) =>
  matrix.cell(whose === 'own' ? 'Mutation' : "Mutation on other's", mutation, viewer.kind)!;
const whoseOf = (mutation: string): readonly Whose[] =>
  others(mutation) ? ['own', 'other', 'missing'] : ['own'];

test('every mutation has its line and its input', () => {
  const real = Object.keys(app.schema.getMutationType()!.getFields()).toSorted();
  const listed = matrix.lines.filter(({ subject }) => subject === 'Mutation').flatMap(({ fields }) => fields);
  expect(listed.toSorted()).toEqual(real);
  expect([...Object.keys(inputs), 'signOut'].toSorted()).toEqual(real);
});

/** Carries out every act whose cell is wanted; one line for each, so that a difference says all. */
async function outcomes(isWanted: (cell: string) => boolean) {
  const expected: string[] = [];
  const seen: string[] = [];
  for (const { viewer, mutation, whose } of cells()) {
    const cell = cellOf(mutation, viewer, whose);
    if (!isWanted(cell)) continue;
    const { data, errors } = await send(viewer, mutation, await targetOf(viewer, whose));
    const codes = errors?.map(({ extensions }) => extensions?.code).join();
    expected.push(`${viewer.name}: ${mutation} on ${whose}: ${cell}`);
    seen.push(`${viewer.name}: ${mutation} on ${whose}: ${codes ?? (data?.answer ? 'yes' : 'nothing')}`);
  }
  return { expected, seen };
}

function* cells() {
  for (const viewer of viewers) {
    for (const mutation of Object.keys(inputs)) {
      for (const whose of whoseOf(mutation)) yield { viewer, mutation, whose };
    }
  }
}

describe('a mutation that is refused', () => {
  test('is refused with the code that the matrix says, and changes nothing', async () => {
    const before = await everyRow();
    const acts = await outcomes((cell) => cell !== 'yes');
    expect(acts.seen).toEqual(acts.expected);
    expect(await everyRow()).toEqual(before);
  });

  test('is refused on somebody else’s as on nobody’s, to the byte', async () => {
    for (const viewer of viewers) {
      for (const mutation of Object.keys(inputs).filter(others)) {
        const other = await send(viewer, mutation, await targetOf(viewer, 'other'));
        const missing = await send(viewer, mutation, await targetOf(viewer, 'missing'));
        expect(other, `${viewer.name}: ${mutation}`).toEqual(missing);
      }
    }
  });
});

test('a mutation that is allowed is answered, if only by why not now', async () => {
  const acts = await outcomes((cell) => cell === 'yes');
  expect(acts.seen).toEqual(acts.expected);
});

test('signing out is the end of the session, and of no other', async () => {
  const who = '{ viewer { kind } }';
  for (const viewer of viewers) {
    const { data, errors } = await app.graphql('mutation { answer: signOut { ok } }', {}, viewer.as);
    const cell = cellOf('signOut', viewer, 'own');
    if (cell !== 'yes') {
      expect(
        errors?.map(({ extensions }) => extensions?.code),
        viewer.name,
      ).toEqual([cell]);
      continue;
    }
    expect(errors, viewer.name).toBeUndefined();
    expect(data?.answer, viewer.name).toEqual({ ok: true });
    const after = await app.graphql<{ viewer: { kind: string } }>(who, {}, viewer.as);
    expect(after.data?.viewer.kind).toBe('ANONYMOUS');
  }
  expect((await app.graphql(who, {}, banks.north.integrator.as)).data).toEqual({
    viewer: { kind: 'INTEGRATOR' },
  });
});

async function send(
  viewer: Viewer,
  mutation: string,
  target: Target,
): Promise<GraphAnswer<{ answer: unknown }>> {
  const { args } = app.schema.getMutationType()!.getFields()[mutation]!;
  return app.graphql(
    `mutation ($input: ${args[0]!.type}) { answer: ${mutation}(input: $input) { __typename } }`,
    { input: inputs[mutation]!(target) },
    viewer.as,
  );
}

/** Their own: of the person, or of the creditor; for strangers anybody's. */
async function targetOf(viewer: Viewer, whose: Whose): Promise<Target> {
  const { north, south } = banks;
  const isSouth = viewer.name.startsWith('south');
  const own = viewer.debtorId ?? (isSouth ? south : north).first.id;
  if (whose === 'own') return target(own, isSouth ? south : north);
  if (whose === 'other') return target((isSouth ? north : south).second.id, isSouth ? north : south);
  const missing = (type: string) => `${type}.${randomUUID()}`;
  return {
    debt: `${missing('Debt')}.${randomUUID()}`,
    proposal: `${missing('PlanProposal')}.${randomUUID()}`,
    challenge: randomUUID(),
    ...{
      creditor: missing('Creditor'),
      client: missing('ApiClient'),
      key: missing('ApiKey'),
      currency: 'CNY',
    },
  };
}

async function target(debtorId: string, bank: TwoBanks['north']): Promise<Target> {
  const [row] = await app.sql<{ debt: string; proposal: string }>(
    `select debt_id as debt, id as proposal from plan_proposal where debtor_id = $1 and creditor_id = $2
      order by status, id limit 1`,
    [debtorId, bank.creditorId],
  );
  return {
    debt: `Debt.${debtorId}.${row!.debt}`,
    proposal: `PlanProposal.${debtorId}.${row!.proposal}`,
    creditor: `Creditor.${bank.creditorId}`,
    client: `ApiClient.${bank.spare.apiClientId}`,
    key: `ApiKey.${bank.spare.keyId}`,
    challenge,
    currency: bank === banks.south ? 'GBP' : 'CNY',
  };
}

/** A hash of each table; that somebody was here, and counts against flooding, are no change. */
async function everyRow(): Promise<object[]> {
  const tables = await app.sql<{ name: string }>(
    `select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace
      and relname <> 'rate_limit' order by 1`,
  );
  const hashes = tables.map(
    ({ name }) =>
      `select '${name}' as name, count(*), md5(string_agg(row::text, ' ' order by row::text))
         from (select to_jsonb(t) - 'last_seen_at' as row from ${name} t) rows`,
  );
  return app.sql(hashes.join(' union all '));
}
