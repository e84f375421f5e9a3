import { type GraphQLField, getNamedType, isObjectType } from 'graphql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestApp, testApp } from '../support/app.ts';
import type { As } from '../support/graph-client.ts';
import { ownedRows } from '../support/owned-rows.ts';
import { twoBanks } from '../support/two-banks.ts';

interface Page {
  readonly nodes: readonly { readonly id: string }[];
  readonly edges: readonly { readonly cursor: string; readonly node: { readonly id: string } }[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
  readonly totalCount: number;
}
/** A list of the graph, and how to ask for a page of it. */
interface List {
  readonly name: string;
  readonly page: (args: string) => Promise<Page>;
}

let app: TestApp;
let admin: As;
let lists: List[];

// The clock stands still while the banks are made, so times of rows are full of ties: only ids tell them apart.
beforeAll(async () => {
  app = await testApp();
  const { north } = await twoBanks(app);
  admin = north.admin.as;
  lists = [...rootLists(), ...(await rowLists())];
});
afterAll(() => app.close());

test('each list is one and the same by pages of any size, forwards and backwards', async () => {
  for (const list of lists) {
    const { name, page } = list;
    const whole = await page('first: 100');
    const ids = whole.nodes.map(({ id }) => id);
    expect(whole.totalCount, name).toBe(ids.length);
    expect(new Set(ids).size, name).toBe(ids.length);
    expect((await page('last: 100')).nodes, name).toEqual(whole.nodes);
    for (const size of [1, 2, 3, ids.length, ids.length + 1].filter((each) => each > 0 && each <= 100)) {
      expect(await forwards(list, size), `${name} by ${size}`).toEqual(ids);
      expect(await backwards(list, size), `${name} back by ${size}`).toEqual(ids);
    }
  }
}, 240_000);

test('each cursor of an edge leads on from that edge', async () => {
  for (const { name, page } of lists) {
    const { edges } = await page('first: 100');
    for (const [at, { cursor }] of edges.slice(0, 10).entries()) {
      const after = await page(`first: 100, after: "${cursor}"`);
      expect(after.edges, name).toEqual(edges.slice(at + 1));
      const before = await page(`last: 100, before: "${cursor}"`);
      expect(before.edges, name).toEqual(edges.slice(0, at));
    }
  }
}, 240_000);

test('the lists are long enough to say something, and each connection of the graph is among them', async () => {
  const lengths = await Promise.all(lists.map(async ({ page }) => (await page('first: 0')).totalCount));
  expect(lengths.filter((length) => length > 3).length).toBeGreaterThan(lists.length / 3);
  const connections = Object.values(app.schema.getTypeMap()).flatMap((type) =>
    isObjectType(type) ? connectionsOf(type.getFields()).map(({ name }) => `${type.name}.${name}`) : [],
  );
  const tried = new Set(lists.map(({ name }) => name.replace(/\(.*/, '')));
  expect(connections.filter((each) => !tried.has(each))).toEqual([]);
});

test('a page holds at most 100 rows and goes in one direction', async () => {
  for (const args of [
    'first: 101',
    'last: 101',
    'first: -1',
    'last: -1',
    'first: 1, last: 1',
    'last: 1, after: "x"',
    'before: "x"',
  ]) {
    const { errors } = await app.graphql(`{ debtors(${args}) { totalCount } }`, {}, admin);
    expect(errors?.[0]?.extensions?.code, args).toBe('BAD_USER_INPUT');
  }
});

test('a cursor of another list, or of nobody, is refused and never an error of ours', async () => {
  const [first, ...others] = await Promise.all(
    lists.map(async ({ page }) => (await page('first: 1')).edges[0]?.cursor),
  );
  const forged = ['', 'x', '!', 'bnVsbA', 'W10', 'WyJhIiwiYiJd', `${first}${first}`, first!.slice(0, -3)];
  for (const cursor of [...forged, ...others.filter((each) => each !== undefined)]) {
    const { errors } = await app.graphql(
      'query ($cursor: String!) { debtors(after: $cursor) { nodes { id } } }',
      { cursor },
      admin,
    );
    const code = errors?.[0]?.extensions?.code;
    expect([undefined, 'BAD_USER_INPUT'], cursor).toContain(code);
  }
});

const longestEver = 200;

async function forwards({ page }: List, size: number): Promise<string[]> {
  const ids: string[] = [];
  let args = `first: ${size}`;
  while (ids.length <= longestEver) {
    const { nodes, edges, pageInfo } = await page(args);
    checkEdges(nodes, edges, pageInfo);
    ids.push(...nodes.map(({ id }) => id));
    if (!pageInfo.hasNextPage) return ids;
    args = `first: ${size}, after: "${pageInfo.endCursor}"`;
  }
  throw new Error('There is always a next page.');
}

async function backwards({ page }: List, size: number): Promise<string[]> {
  const ids: string[] = [];
  let args = `last: ${size}`;
  while (ids.length <= longestEver) {
    const { nodes, edges, pageInfo } = await page(args);
    checkEdges(nodes, edges, pageInfo);
    ids.unshift(...nodes.map(({ id }) => id));
    if (!pageInfo.hasPreviousPage) return ids;
    args = `last: ${size}, before: "${pageInfo.startCursor}"`;
  }
  throw new Error('There is always a previous page.');
}

function checkEdges(nodes: Page['nodes'], edges: Page['edges'], info: Page['pageInfo']): void {
  expect(edges.map(({ node }) => node)).toEqual(nodes);
  expect([info.startCursor, info.endCursor]).toEqual([
    edges[0]?.cursor ?? null,
    edges.at(-1)?.cursor ?? null,
  ]);
}

const pageFields =
  '{ nodes { id } edges { cursor node { id } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } totalCount }';

function rootLists(): List[] {
  const fields = connectionsOf(app.schema.getQueryType()!.getFields());
  return fields.flatMap(({ name, args }) => {
    const orders = args.some((arg) => arg.name === 'orderBy')
      ? ['orderBy: NEWEST, ', 'orderBy: TIME_LEFT, ']
      : [''];
    return orders.map((order) => ({
      name: `Query.${name}(${order})`,
      page: async (paging) =>
        (await app.ask<{ list: Page }>(`{ list: ${name}(${order}${paging}) ${pageFields} }`, {}, admin)).list,
    }));
  });
}

/** For each connection of a row type its longest one. */
async function rowLists(): Promise<List[]> {
  const rows = await ownedRows(app);
  const found: List[] = [];
  for (const type of new Set(rows.map((row) => row.type))) {
    const object = app.schema.getType(type);
    if (!isObjectType(object)) continue;
    const ids = rows.filter((row) => row.type === type).map(({ id }) => id);
    for (const { name } of connectionsOf(object.getFields())) {
      const id = await longest(type, name, ids.slice(0, 100));
      const document = (paging: string) =>
        `query ($id: ID!) { node(id: $id) { ... on ${type} { list: ${name}(${paging}) ${pageFields} } } }`;
      found.push({
        name: `${type}.${name}(${id})`,
        page: async (paging) =>
          (await app.ask<{ node: { list: Page } }>(document(paging), { id }, admin)).node.list,
      });
    }
  }
  return found;
}

async function longest(type: string, field: string, ids: readonly string[]): Promise<string> {
  const { nodes } = await app.ask<{ nodes: ({ id: string; list: { totalCount: number } } | null)[] }>(
    `query ($ids: [ID!]!) { nodes(ids: $ids) { ... on ${type} { id list: ${field}(first: 0) { totalCount } } } }`,
    { ids },
    admin,
  );
  const seen = nodes.filter((node) => node !== null);
  return seen.toSorted((a, b) => b.list.totalCount - a.list.totalCount)[0]!.id;
}

function connectionsOf(
  fields: Record<string, GraphQLField<unknown, unknown>>,
): GraphQLField<unknown, unknown>[] {
  return Object.values(fields).filter(({ type }) => getNamedType(type).name.endsWith('Connection'));
}
