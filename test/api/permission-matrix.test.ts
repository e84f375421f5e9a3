import { type GraphQLObjectType, isObjectType } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { everythingOf, nodeTypes } from '../support/everything.ts';
import type { GraphAnswer } from '../support/graph-client.ts';
import { type Guards, openGuards, waysToRead } from '../support/guards.ts';
import { PermissionMatrix, type Viewer } from '../support/permission-matrix.ts';

const matrix = new PermissionMatrix();
let guards: Guards;

beforeAll(async () => {
  guards = await openGuards();
});
afterAll(() => guards.close());

test('every field of the graph has its line, and every line its field', () => {
  const listed = matrix.lines
    .filter(({ subject }) => !subject.includes(' '))
    .flatMap(({ subject, fields }) => fields.map((field) => `${subject}.${field}`));
  const real = Object.values(guards.both.schema.getTypeMap())
    .filter((type) => isObjectType(type) && !/^__|(Connection|Edge|PageInfo)$/.test(type.name))
    .flatMap((type) =>
      Object.keys((type as GraphQLObjectType).getFields()).map((field) => `${type.name}.${field}`),
    );
  expect(listed.toSorted()).toEqual(real.toSorted());
});

test('a control: without either guard a person does see what is not theirs', async () => {
  const { neither, viewers, rows } = guards;
  const person = viewers.find(({ kind }) => kind === 'debtor')!;
  const hidden = rows.filter((row) => !matrix.sees(person, row)).slice(0, 100);
  const { nodes } = await neither.ask<{ nodes: unknown[] }>(
    'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }',
    { ids: hidden.map(({ id }) => id) },
    person.as,
  );
  expect(nodes).toEqual(hidden.map(({ id }) => ({ id })));
});

describe('each viewer sees of each row what the matrix says', () => {
  test.each(waysToRead)('%s', async (_way, guard, applies) => {
    const { viewers, rows, [guard]: app } = guards;
    let cells = 0;
    for (const viewer of viewers) {
      for (const { name: type } of nodeTypes(app.schema)) {
        if (!applies(type)) continue;
        const ofType = rows.filter((row) => row.type === type);
        expect(ofType.length, `there is no ${type} to look at`).toBeGreaterThan(0);
        for (const part of chunks(ofType, 100)) {
          const answer = await app.graphql<{ nodes: ({ id: string } | null)[] }>(
            'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }',
            { ids: part.map(({ id }) => id) },
            viewer.as,
          );
          const expected = part.map((row) => (matrix.sees(viewer, row) ? { id: row.id } : null));
          expectRows(answer, viewer, type, { nodes: expected });
          cells += part.length;
        }
      }
    }
    expect(cells).toBeGreaterThan(3000);
  });
});

describe('each viewer reads of each field what the matrix says', () => {
  // What a total sums depends on who asks; it has a test of its own.
  const selection = (type: GraphQLObjectType) => everythingOf(type, ['Debtor.totals']);
  const sample = (type: string, viewer: Viewer) =>
    guards.rows.filter((row) => row.type === type && matrix.sees(viewer, row)).slice(0, 8);

  test.each(waysToRead)('%s', async (_way, guard, applies) => {
    const { viewers, neither, [guard]: app } = guards;
    for (const viewer of viewers) {
      for (const type of nodeTypes(app.schema)) {
        const ids = sample(type.name, viewer).map(({ id }) => id);
        if (ids.length === 0 || !applies(type.name)) continue;
        const document = `query ($ids: [ID!]!) { nodes(ids: $ids) { ... on ${type.name} { ${selection(type)} } } }`;
        const all = await neither.graphql<Nodes>(document, { ids }, viewer.as);
        expect(all.errors, `${viewer.name} ${type.name}`).toBeUndefined();
        const answer = await app.graphql<Nodes>(document, { ids }, viewer.as);
        expect(answer.errors, `${viewer.name} ${type.name}`).toBeUndefined();
        const seen = all.data!.nodes.map((node) => withoutHidden(viewer, node));
        expect(shown(answer.data!.nodes, applies), `${viewer.name} ${type.name}`).toEqual(
          shown(seen, applies),
        );
      }
    }
  });

  interface Nodes {
    readonly nodes: Record<string, unknown>[];
  }

  /** What is left of an answer in which nothing was hidden. */
  function withoutHidden(viewer: Viewer, node: Record<string, unknown>) {
    const row = guards.rowById.get(String(node.id))!;
    const fields = Object.entries(node).map(([field, value]) => {
      const mayField = matrix.sees(viewer, row, field);
      return [field, mayField ? (prune(value, viewer) ?? null) : null];
    });
    return Object.fromEntries(fields);
  }
});

type Applies = (type: string) => boolean;

/** Undefined for a row that the viewer does not see, and for a value that is about one. */
function prune(value: unknown, viewer: Viewer): unknown {
  if (Array.isArray(value)) {
    return value.map((each) => prune(each, viewer)).filter((each) => each !== undefined);
  }
  if (typeof value !== 'object' || value === null) return value;
  const { id } = value as { id?: unknown };
  if (typeof id === 'string') {
    const row = guards.rowById.get(id);
    return row && matrix.sees(viewer, row) ? value : undefined;
  }
  const entries = Object.entries(value).map(([key, each]) => [key, prune(each, viewer)] as const);
  return entries.some(([, each]) => each === undefined) ? undefined : Object.fromEntries(entries);
}

/** Rows of tables without row-level security say nothing where it is all that is left. */
function shown(value: unknown, applies: Applies): unknown {
  if (Array.isArray(value))
    return value.map((each) => shown(each, applies)).filter((each) => each !== undefined);
  if (typeof value !== 'object' || value === null) return value;
  const { id } = value as { id?: unknown };
  if (typeof id === 'string' && !applies(guards.rowById.get(id)?.type ?? '')) return undefined;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, shown(each, applies) ?? null]));
}

function expectRows(answer: GraphAnswer<unknown>, viewer: Viewer, type: string, expected: object): void {
  const cell = matrix.cell(type, 'id', viewer.kind)!;
  const name = `${viewer.name} ${type}`;
  if (/^[A-Z]/.test(cell)) {
    expect(answer.data ?? null, name).toBeNull();
    expect(
      answer.errors?.map(({ extensions }) => extensions?.code),
      name,
    ).toEqual([cell]);
  } else {
    expect(answer.errors, name).toBeUndefined();
    expect(answer.data, name).toEqual(expected);
  }
}

function chunks<T>(list: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, at) =>
    list.slice(at * size, (at + 1) * size),
  );
}
