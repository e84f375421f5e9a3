import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../server/kernel/id.ts';
import { type TestApp, testApp } from '../support/app.ts';
import type { As } from '../support/graph-client.ts';
import { ndjson, recordWith } from '../support/portfolio-file.ts';
import { seed } from '../support/seed.ts';
import { apiKey, signInAgent } from '../support/sign-in.ts';

let app: TestApp;
let supervisor: As;
let admin: As;
let creditorIds: string[];
beforeAll(async () => {
  app = await testApp();
  const creditor = { code: 'NORTH', jurisdiction: 'UK', currency: 'GBP', timeZone: 'Europe/London' } as const;
  const { creditors } = await seed(app).creditor(creditor).debtor().debt().load();
  creditorIds = creditors.map(({ id }) => id);
  supervisor = (await signInAgent(app, 'SUPERVISOR', creditorIds)).as;
  admin = (await signInAgent(app, 'ADMIN', creditorIds)).as;
});
afterAll(() => app.close());

const importPortfolio = `mutation ($input: ImportPortfolioInput!) { importPortfolio(input: $input) {
  __typename
  ... on ImportPortfolioSuccess { importRun { id status rowsRead rowsLoaded rowsUnchanged rowsRejected fileName
    errors(first: 5) { totalCount nodes { line column code message } } } }
  ... on InvalidInputError { fields { path code } } } }`;
const file = { fileName: '../files/october.ndjson', format: 'NDJSON' };
const content = ndjson(
  recordWith(),
  recordWith({ account: { externalId: 'A-2' }, balance: { principal: 'much' } }),
);

interface Answer {
  readonly importPortfolio: { readonly importRun: { readonly id: string } };
}

describe('importing through the graph', () => {
  it('loads the good rows, tells of the bad ones, and answers the same for the same id', async () => {
    const input = { ...file, id: newId(), content };
    const answer = await app.ask<Answer>(importPortfolio, { input }, supervisor);
    expect(answer.importPortfolio).toMatchObject({
      __typename: 'ImportPortfolioSuccess',
      importRun: {
        ...{ id: `ImportRun.${input.id}`, status: 'SUCCEEDED', fileName: 'october.ndjson' },
        ...{ rowsRead: 2, rowsLoaded: 1, rowsUnchanged: 0, rowsRejected: 1 },
        errors: { totalCount: 1, nodes: [{ line: 2, column: 'balance.principal', code: 'PATTERN' }] },
      },
    });
    expect(await app.ask(importPortfolio, { input }, supervisor)).toEqual(answer);
    const { errors } = await app.graphql(importPortfolio, { input: { ...input, content: 'x' } }, supervisor);
    expect(errors?.[0]?.extensions?.code).toBe('IDEMPOTENCY_CONFLICT');
  });

  it('leaves a failed run alone when somebody else sends its id', async () => {
    const { creditors } = await seed(app).creditor().debtor().debt().load();
    const stranger = (await signInAgent(app, 'SUPERVISOR', [creditors[0]!.id])).as;
    const input = { ...file, id: newId(), content, allOrNothing: true };
    await app.ask(importPortfolio, { input }, supervisor);
    const run = () => app.sql('select * from import_run where id = $1', [input.id]);
    const before = await run();
    expect(before).toMatchObject([{ status: 'FAILED' }]);
    const { errors } = await app.graphql(importPortfolio, { input }, stranger);
    expect(errors?.[0]?.extensions?.code).toBe('IDEMPOTENCY_CONFLICT');
    expect(await run()).toEqual(before);
  });

  it('is open to an API key for imports, not to one for reading', async () => {
    const { as: importer } = await apiKey(app, admin, ['READ', 'IMPORT'], creditorIds);
    const { as: reader } = await apiKey(app, admin, ['READ'], creditorIds);
    const input = { ...file, id: newId(), content, dryRun: true };
    const refused = await app.graphql(importPortfolio, { input }, reader);
    expect(refused.errors?.[0]?.extensions?.code).toBe('FORBIDDEN');
    const { importPortfolio: done } = await app.ask<Answer>(importPortfolio, { input }, importer);
    expect(done.importRun).toMatchObject({ rowsUnchanged: 1, rowsRejected: 1 });
    const read = 'query ($id: ID!) { importRun(id: $id) { rowsRead } }';
    expect(await app.ask(read, done.importRun, importer)).toEqual({ importRun: { rowsRead: 2 } });
    expect(await app.ask(read, done.importRun, supervisor)).toEqual({ importRun: null });
  });

  it('says what is wrong with the request itself', async () => {
    const refuse = async (change: object) => {
      const input = { ...file, id: newId(), content, ...change };
      return (await app.ask<{ importPortfolio: object }>(importPortfolio, { input }, supervisor))
        .importPortfolio;
    };
    const invalid = (field: string, code: string) => ({
      __typename: 'InvalidInputError',
      fields: [{ path: [field], code }],
    });
    expect(await refuse({ content: 'x'.repeat(9_000_000) })).toEqual(invalid('content', 'TOO_LARGE'));
    expect(await refuse({ mapping: { theirs: 'debtor_name' } })).toEqual(invalid('mapping', 'MAPPING'));
    expect(await refuse({ format: 'CSV', mapping: { theirs: 'nothing' } })).toEqual(
      invalid('mapping', 'MAPPING'),
    );
  });
});
