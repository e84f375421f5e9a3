import { randomUUID } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import {
  type GraphQLInputType,
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestApp, testApp } from '../support/app.ts';
import { type As, stranger } from '../support/graph-client.ts';
import { sendRaw } from '../support/raw-http.ts';
import { type TwoBanks, twoBanks } from '../support/two-banks.ts';

/** Whatever comes in, the answer is a clear no, and never an error of ours. */

let app: TestApp;
let banks: TwoBanks;
beforeAll(async () => {
  app = await testApp();
  banks = await twoBanks(app);
});
afterAll(async () => {
  expect(app.logged).toEqual([]);
  await app.close();
});

const hostile: readonly unknown[] = [
  ...[
    '',
    ' ',
    '\u0000',
    'a\u0000b',
    '\ud800',
    '\udfff\ud800',
    '\u202eabc',
    '\u200b',
    'İ',
    '𝟙𝟚',
    '١٢',
    '👩‍👩‍👧‍👦',
  ],
  ...["'", "';drop table debtor;--", '\\', '%', '_', '$1', '{{1}}', '../../etc/passwd', '<script>', '=cmd()'],
  ...[
    '1e309',
    '-0',
    '0.1+0.2',
    '9007199254740993',
    `1${'0'.repeat(30)}`,
    'NaN',
    'Infinity',
    '1,000',
    '0x10',
    '1.2345',
  ],
  ...['2026-02-29', '9999-12-31', '0000-00-00', '-271821-04-20', '2026-11-22T25:00:00Z', '275760-09-13'],
  ...[
    'null',
    '[]',
    '{}',
    'x'.repeat(100_000),
    '\n\u001b[31mred',
    `Debt.${randomUUID()}`,
    'Debt..',
    'Query.1',
  ],
  ...[0, -0, -1, 1.5, 2 ** 31, 2 ** 53 + 1, -(2 ** 31) - 1, 1e308, true, false, null],
  ...[[], [[]], [null], {}, { a: 1 }, { length: 1e9 }, Array.from({ length: 10_000 }, () => 'x')],
];

/** A path to one leaf of a root field's arguments, such as `input.amount.currency`. */
interface Leaf {
  readonly operation: 'query' | 'mutation';
  readonly field: string;
  readonly path: readonly string[];
}

describe('each argument of each root field', () => {
  const roots = (operation: Leaf['operation']) =>
    Object.values(
      (operation === 'query' ? app.schema.getQueryType() : app.schema.getMutationType())!.getFields(),
    );

  test.each(['query', 'mutation'] as const)(
    'of a %s withstands any value',
    async (operation) => {
      let sent = 0;
      for (const field of roots(operation)) {
        const selection = '{ __typename }';
        const head = field.args.map(({ name, type }) => `$${name}: ${type}`).join(', ');
        const args = field.args.map(({ name }) => `${name}: $${name}`).join(', ');
        if (field.args.length === 0) continue;
        const document = `${operation} (${head}) { answer: ${field.name}(${args}) ${selection} }`;
        for (const path of field.args.flatMap(({ name, type }) => leavesOf(type, [name]))) {
          for (const value of hostile) {
            const variables = Object.fromEntries(
              field.args.map(({ name, type }) => [
                name,
                isNonNullType(type) ? sampleOf(type, name) : undefined,
              ]),
            );
            const response = await app.client.post(document, put(variables, path, value), whoFor(field.name));
            sent += 1;
            const what = `${field.name} ${path.join('.')} = ${JSON.stringify(value).slice(0, 80)}`;
            expect(response.statusCode, what).toBeLessThan(500);
            expect(response.body, what).not.toContain('INTERNAL_SERVER_ERROR');
          }
        }
      }
      expect(sent).toBeGreaterThan(1000);
    },
    240_000,
  );

  /** Somebody who may do it, so that the value gets as far as it can. */
  function whoFor(field: string): As {
    const { north } = banks;
    if (/^(create|revoke|import)/.test(field)) return north.admin.as;
    if (/SignIn|Code$|NotMe|signIn/.test(field) && field !== 'requestSigningCode') return stranger;
    return /^(debtor|creditor|activity|planProposals|node)/.test(field) ? north.agent.as : north.first.as;
  }

  function leavesOf(type: GraphQLInputType, path: readonly string[]): (readonly string[])[] {
    const named = getNamedType(type);
    if (isListType(getNullableType(type)) || !isInputObjectType(named)) return [path];
    return [
      path,
      ...Object.values(named.getFields()).flatMap((field) => leavesOf(field.type, [...path, field.name])),
    ];
  }

  function sampleOf(type: GraphQLInputType, name: string): unknown {
    const bare = getNullableType(type);
    if (isListType(bare)) return [sampleOf(bare.ofType, name)];
    if (isEnumType(bare)) return bare.getValues()[0]!.name;
    if (isInputObjectType(bare)) {
      const fields = Object.values(bare.getFields()).filter((field) => isNonNullType(field.type));
      return Object.fromEntries(fields.map((field) => [field.name, sampleOf(field.type, field.name)]));
    }
    const { seeded, first, creditorId, spare } = banks.north;
    const byName: Record<string, unknown> = {
      ...{ debtId: seeded.debts[0]!.id, proposalId: `PlanProposal.${first.id}.${randomUUID()}` },
      ...{ creditorIds: `Creditor.${creditorId}`, apiClientId: `ApiClient.${spare.apiClientId}` },
      ...{ apiKeyId: `ApiKey.${spare.keyId}`, amount: '1.00', challengeId: randomUUID() },
      ...{ ids: seeded.debts[0]!.id, version: 1, disclosureConfirmed: true, content: '{}' },
    };
    const byType: Record<string, unknown> = {
      ...{ ID: seeded.debts[0]!.id, UUID: randomUUID(), String: 'x', Int: 1, Boolean: true, Decimal: '1.00' },
      ...{ Date: '2026-12-22', DateTime: '2027-01-01T00:00:00Z', JSON: {} },
    };
    return byName[name] ?? byType[String(bare)];
  }

  function put(
    variables: Record<string, unknown>,
    [key, ...rest]: readonly string[],
    value: unknown,
  ): object {
    const below = variables[key!];
    const inner = typeof below === 'object' && below !== null ? (below as Record<string, unknown>) : {};
    return { ...variables, [key!]: rest.length > 0 ? put(inner, rest, value) : value };
  }
});

describe('amounts', () => {
  test.each([
    ...[
      '1e309',
      '-0',
      '0.1+0.2',
      '9007199254740993.00',
      `1${'0'.repeat(30)}`,
      '١٢',
      '12.345',
      '-1.00',
      '0',
      '',
    ],
    ...['1 000', '1,00', '+1', '.5', '5.', '0x1', '１２', 'NaN'],
  ])('%j is refused, never rounded', async (amount) => {
    const { data, errors } = await app.graphql<{ previewPayment: { __typename: string } }>(
      `query ($id: ID!, $amount: MoneyInput!) { previewPayment(debtId: $id, amount: $amount) { __typename } }`,
      { id: banks.north.seeded.debts[0]!.id, amount: { amount, currency: 'CNY' } },
      banks.north.first.as,
    );
    const refused = errors
      ? errors[0]?.extensions?.code === 'BAD_USER_INPUT'
      : data?.previewPayment.__typename === 'InvalidInputError';
    expect(refused, JSON.stringify({ data, errors })).toBe(true);
  });
});

describe('documents', () => {
  test.each([
    [
      '90 levels',
      `{ viewer ${'{ debtor { debts { nodes { debtor'.repeat(20)} { id } ${'} } } }'.repeat(20)} }`,
    ],
    ['200 aliases', `{ ${Array.from({ length: 200 }, (_, at) => `a${at}: __typename`).join(' ')} }`],
    ['a circle of fragments', '{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }'],
    ['a page of 99999999', '{ debtors(first: 99999999) { totalCount } }'],
    ['a page of more than an Int', '{ debtors(first: 99999999999999) { totalCount } }'],
    [
      'pages of pages',
      `{ debtors(first: 100) { nodes { debts(first: 100) { nodes { ledger(first: 100) { nodes { id } } } } } } }`,
    ],
    ['a name of 100,000 letters', `{ ${'a'.repeat(100_000)} }`],
    ['a string without an end', '{ debtors(search: "'],
    ['lists of lists', `{ nodes(ids: ${'['.repeat(500)}${']'.repeat(500)}) { id } }`],
    ['a thicket of fragments', thicket()],
    ['nothing', ''],
    ['a byte order mark only', '\ufeff'],
    ['two operations without a name', 'query { __typename } query { __typename }'],
    ['a subscription', 'subscription { activityHappened { id } }'],
    ['an unknown field', '{ __proto__ constructor toString }'],
    ['a lone surrogate', '{ debtors(search: "\ud800") { totalCount } }'],
    ['101 nodes', `{ nodes(ids: [${'"x" '.repeat(101)}]) { id } }`],
  ])('with %s are refused', async (_what, query) => {
    const started = performance.now();
    const response = await app.client.post(query, {}, banks.north.agent.as);
    expect(response.statusCode).toBeLessThan(500);
    expect(response.json().errors?.length).toBeGreaterThan(0);
    expect(response.body).not.toContain('INTERNAL_SERVER_ERROR');
    expect(performance.now() - started).toBeLessThan(2000);
  });
});

test('a bomb of fragments goes off as one', async () => {
  const fragments = Array.from(
    { length: 20 },
    (_, at) => `fragment F${at} on Query { ...F${at + 1} ...F${at + 1} }`,
  );
  const bomb = `{ ...F0 } ${fragments.join(' ')} fragment F20 on Query { __typename }`;
  const started = performance.now();
  expect((await app.client.post(bomb)).json().data).toEqual({ __typename: 'Query' });
  expect(performance.now() - started).toBeLessThan(1000);
});

/** Rows lead to each other in circles: two or three ways on at each of twelve levels. */
function thicket(): string {
  const level = (at: number) => `
    fragment D${at} on Debt { activePlan { ...P${at + 1} } openProposal { ...R${at + 1} } }
    fragment P${at} on Plan { debt { ...D${at + 1} } proposal { ...R${at + 1} } agreement { ...A${at + 1} } }
    fragment R${at} on PlanProposal { debt { ...D${at + 1} } plan { ...P${at + 1} } agreement { ...A${at + 1} } }
    fragment A${at} on Agreement { plan { ...P${at + 1} } }`;
  const leaves = ['D12 on Debt', 'P12 on Plan', 'R12 on PlanProposal', 'A12 on Agreement'];
  return `{ node(id: "Plan.x") { ...P0 } } ${Array.from({ length: 12 }, (_, at) => level(at)).join('')}
    ${leaves.map((leaf) => `fragment ${leaf} { id }`).join(' ')}`;
}

describe('bodies', () => {
  const jsonHeader = 'POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n';
  const body = (text: string | Buffer, more = '') =>
    Buffer.concat([
      Buffer.from(
        `${jsonHeader}${more}content-length: ${Buffer.byteLength(text)}\r\nconnection: close\r\n\r\n`,
      ),
      Buffer.from(text),
    ]);
  const query = JSON.stringify({ query: '{ __typename }' });

  test.each([
    ['that is not JSON', () => body('{"query": "{ __typename }"'), 400],
    ['with a prototype', () => body('{"query":"{ __typename }","__proto__":{"a":1}}'), 400],
    ['with a constructor', () => body('{"query":"{ __typename }","constructor":{"prototype":{"a":1}}}'), 400],
    ['that is not UTF-8', () => body(Buffer.from('7b227175657279223a227b20ff7d227d', 'hex')), 400],
    ['of 50,000 brackets', () => body('['.repeat(50_000)), 400],
    ['of 200 KiB', () => body(JSON.stringify({ query: `{ __typename } #${'x'.repeat(200 * 1024)}` })), 413],
    ['of an unknown length', () => `${jsonHeader}transfer-encoding: chunked\r\n\r\n1\r\n{\r\n0\r\n\r\n`, 413],
    ['with two lengths', () => `${jsonHeader}content-length: 2\r\ncontent-length: 3\r\n\r\n{}`, 400],
    [
      'with a length and chunks',
      () => `${jsonHeader}content-length: 2\r\ntransfer-encoding: chunked\r\n\r\n{}`,
      400,
    ],
    ['with 20 KiB of headers', () => body(query, `x-long: ${'a'.repeat(20 * 1024)}\r\n`), 431],
    ['that are packed', () => body(gzipSync(query), 'content-encoding: gzip\r\n'), 400],
    [
      'by PUT',
      () => 'PUT /graphql HTTP/1.1\r\nhost: x\r\ncontent-length: 0\r\nconnection: close\r\n\r\n',
      404,
    ],
    ['of another type', () => body(query).toString().replace('application/json', 'application/xml'), 415],
  ])('%s are answered by a 4xx', async (_what, bytes, status) => {
    expect(await sendRaw(app.url, bytes())).toBe(status);
  });

  test('that are right are answered', async () => {
    expect(await sendRaw(app.url, body(query))).toBe(200);
  });

  test.each([
    ...[
      'null',
      '1',
      '"x"',
      '[]',
      '{}',
      '{"query":null}',
      '{"query":1}',
      '{"query":{}}',
      '{"query":["{ __typename }"]}',
    ],
    ...['{"query":"{ __typename }","variables":1}', '{"query":"{ __typename }","variables":[]}'],
    ...['{"query":"{ __typename }","operationName":"x"}', '{"query":"{ __typename }","operationName":7}'],
    ...['{"query":"{ __typename }","extensions":1}', '{"id":"x"}'],
    '{"extensions":{"persistedQuery":{"version":1,"sha256Hash":"x"}}}',
  ])('%s', async (payload) => {
    const headers = { 'content-type': 'application/json' };
    const response = await app.server.inject({ method: 'POST', url: '/graphql', headers, payload });
    expect(response.statusCode).toBeLessThan(500);
    expect(response.statusCode === 200 ? response.json().errors : [1]).toBeTruthy();
    expect(response.body).not.toContain('INTERNAL_SERVER_ERROR');
  });
});

describe('ids and credentials', () => {
  test('an id with any sign changed leads to nothing', async () => {
    const { id } = banks.north.seeded.debts[0]!;
    for (let at = 0; at < id.length; at += 1) {
      for (const sign of ['0', 'f', 'G', '.', '-', '\u0000', '']) {
        const forged = id.slice(0, at) + sign + id.slice(at + 1);
        if (forged === id) continue;
        const { data, errors } = await app.graphql<{ node: unknown }>(
          'query ($id: ID!) { node(id: $id) { id } }',
          { id: forged },
          banks.north.first.as,
        );
        expect(errors ? errors[0]?.extensions?.code : (data?.node ?? null), forged).toBe(
          errors ? 'BAD_USER_INPUT' : null,
        );
      }
    }
  }, 120_000);

  test.each([
    { authorization: '' },
    { authorization: 'Bearer' },
    { authorization: 'Bearer \u007f' },
    { authorization: `Bearer ${'x'.repeat(4000)}` },
    { authorization: 'Basic YTpi' },
    { authorization: `Bearer qk_${'0'.repeat(32)}_${'A'.repeat(43)}` },
    { authorization: `Bearer qd_${'0'.repeat(32)}_${'A'.repeat(43)}` },
    { cookie: 'quittance=' },
    { cookie: `quittance=qd_${'0'.repeat(32)}_${'A'.repeat(43)}` },
    { cookie: `quittance=${'%00'.repeat(100)}; quittance; =; ;;` },
    { 'x-quittance-side': 'agent', cookie: 'quittance-agent=x' },
    {
      'x-forwarded-for': "'; drop table debtor; --",
      'x-forwarded-proto': 'https',
      'x-forwarded-host': 'evil.example',
    },
  ])('%j open nothing', async (as) => {
    const response = await app.client.post('{ viewer { kind } }', {}, as as unknown as As);
    expect(response.statusCode).toBeLessThan(500);
    const { data, errors } = response.json();
    expect(errors?.[0]?.extensions?.code ?? data.viewer.kind).toMatch(/^(UNAUTHENTICATED|ANONYMOUS)$/);
  });
});
