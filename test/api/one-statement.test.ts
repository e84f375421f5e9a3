import { randomInt } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DocumentMaker, type Values } from '../support/any-document.ts';
import { type TestApp, testApp } from '../support/app.ts';
import type { AnyDocument } from '../support/document-printer.ts';
import type { GraphAnswer, GraphError } from '../support/graph-client.ts';
import { ownedRows } from '../support/owned-rows.ts';
import { type OwnedRow, PermissionMatrix, type Viewer } from '../support/permission-matrix.ts';
import { ReferenceExecutor } from '../support/reference-answer.ts';
import { statementsOf, withoutFrame } from '../support/statements.ts';
import { twoBanks } from '../support/two-banks.ts';
import { everyViewer } from '../support/viewers.ts';

/** Replay with `SEED=… npx vitest run test/api/one-statement.test.ts`. */
const seed = Number(process.env.SEED ?? randomInt(2 ** 31));

let app: TestApp;
let rows: Map<string, OwnedRow>;
let viewers: Map<string, Viewer>;
let reference: ReferenceExecutor;
let codes: string[];
const met = new Set<string>();
const matrix = new PermissionMatrix();

beforeAll(async () => {
  app = await testApp();
  const banks = await twoBanks(app);
  viewers = new Map((await everyViewer(app, banks)).map((viewer) => [viewer.name, viewer]));
  rows = new Map((await ownedRows(app)).map((row) => [row.id, row]));
  reference = new ReferenceExecutor(app.schema);
  codes = (await app.sql<{ code: string }>('select verification_code as code from agreement')).map(
    (each) => each.code,
  );
});
afterAll(() => app.close());

const asking = [
  'north debtor 1',
  'south debtor 2',
  'north agent',
  'south admin',
  'north integrator',
  'anonymous',
];

test.each(asking)(
  `any query of %s is one statement and answers what was asked (seed ${seed})`,
  async (name) => {
    const viewer = viewers.get(name)!;
    const documents = new DocumentMaker(app.schema, valuesFor(viewer)).queries(6);
    let answered = 0;
    await fc.assert(
      fc.asyncProperty(documents, async (document) => {
        const { result: answer, statements } = await statementsOf(() => ask(document, viewer));
        fc.pre(!isTooLarge(answer));
        answered += 1;
        // For a stranger there are no debts to compute with.
        if (viewer.kind === 'anonymous' && answer.errors?.every(isNotFound)) return;
        expect(answer.errors, app.logged.at(-1)).toBeUndefined();
        const asked = withoutFrame(statements);
        expect(asked.length, statements.join('\n')).toBeLessThanOrEqual(1);
        if (viewer.kind !== 'anonymous') expect(statements.length).toBe(4);
        const { result, ids } = reference.over(answer.data, document);
        expect(result.errors).toBeUndefined();
        expect(JSON.stringify(result.data)).toBe(JSON.stringify(answer.data));
        for (const { type } of ids) met.add(type);
        for (const { id } of ids) expect(matrix.sees(viewer, rows.get(id)!), `${name} sees ${id}`).toBe(true);
      }),
      { seed, numRuns: 80, maxSkipsPerRun: 20, interruptAfterTimeLimit: 50_000 },
    );
    expect(answered).toBeGreaterThanOrEqual(60);
  },
);

test('the queries have met rows of many types, so that they say something', () => {
  expect(met.size).toBeGreaterThan(8);
});

function ask({ query, variables }: AnyDocument, { as }: Viewer) {
  return app.graphql(query, variables, as);
}

function isNotFound({ extensions }: GraphError): boolean {
  return extensions?.code === 'NOT_FOUND';
}

function isTooLarge({ errors }: GraphAnswer<unknown>): boolean {
  const [error] = errors ?? [];
  const said = /at most \d+ are allowed|more tha[nt] \d+ tokens/.test(error?.message ?? '');
  return said || error?.extensions?.cost !== undefined;
}

/** Ids of anybody for `node`; for what is computed from a debt only debts that the viewer may see. */
function valuesFor(viewer: Viewer): Values {
  const all = [...rows.values()];
  const own = all.filter((row) => matrix.sees(viewer, row));
  const seen = own.length > 0 ? own : all;
  const pick = (list: readonly OwnedRow[]) => fc.constantFrom(...list.map(({ id }) => id));
  const id = (asked: readonly string[]) => {
    const fitting = seen.filter(({ type }) => asked.includes(type));
    return fc.oneof(
      { arbitrary: pick(fitting.length > 0 ? fitting : seen), weight: 10 },
      { arbitrary: pick(all), weight: 2 },
      { arbitrary: fc.uuid().map((uuid) => `Debtor.${uuid}`), weight: 1 },
    );
  };
  const debts = seen.filter(({ type }) => type === 'Debt');
  const debtId = pick(debts.length > 0 ? debts : all);
  const date = fc.date({ min: new Date('2024-01-01'), max: new Date('2028-01-01'), noInvalidDate: true });
  const day = date.map((each) => each.toISOString().slice(0, 10));
  const money = fc.record({
    amount: fc
      .bigInt(0n, 10n ** 9n)
      .map((minor) => `${minor / 100n}.${String(minor % 100n).padStart(2, '0')}`),
    currency: fc.constantFrom('CNY', 'GBP', 'USD'),
  });
  const texts = fc.constantFrom('', '林', 'P-BOTH', '%', "o'_\\");
  const terms = fc.record({
    debtId,
    firstDueOn: day,
    frequency: fc.constantFrom('WEEKLY', 'FORTNIGHTLY', 'FOUR_WEEKLY', 'MONTHLY'),
    instalmentCount: fc.integer({ min: -1, max: 90 }),
  });
  return {
    id,
    ids: (asked) => fc.array(id(asked), { minLength: 1, maxLength: 5 }),
    debtId: () => debtId,
    code: () => fc.constantFrom(...codes, 'AAAA-BBBB-CCCC'),
    search: () => fc.oneof(texts, fc.string({ unit: 'grapheme', maxLength: 8 })),
    asOf: () => day,
    amount: () => money,
    input: () => terms,
  };
}
