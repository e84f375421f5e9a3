import { readFileSync } from 'node:fs';
import { getIntrospectionQuery, graphqlSync, type IntrospectionQuery, printSchema } from 'graphql';
import { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { graphTypes, sdlFile, typesFile } from '../portal/graph-types.ts';
import { migrate } from '../server/database/data-source.ts';
import { type TestApp, testApp } from './support/app.ts';
import { catalogueOf } from './support/catalogue.ts';
import { freshDatabase } from './support/database.ts';

/** What outlives the code is written down, and says what the code does. */

describe('the graph', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await testApp();
  });
  afterAll(() => app.close());

  test('is the one in schema/graphql/schema.graphql (write it anew: npm run schema)', () => {
    expect(readFileSync(sdlFile, 'utf8')).toBe(`${printSchema(app.schema)}\n`);
  });

  test('is the one that the portal’s documents are typed by', () => {
    expect(readFileSync(typesFile, 'utf8')).toBe(graphTypes(readFileSync(sdlFile, 'utf8')));
  });

  test('describes every type, field, argument and input field', () => {
    const { data } = graphqlSync({ schema: app.schema, source: getIntrospectionQuery() });
    const { __schema } = data as unknown as IntrospectionQuery;
    const bare = __schema.types
      .filter(({ name }) => !name.startsWith('__') && !builtIn.has(name))
      .flatMap((type) => undescribed(type));
    expect(bare).toEqual([]);
  });
});

const builtIn = new Set(['String', 'Int', 'Float', 'Boolean', 'ID', 'Query', 'Mutation', 'Subscription']);
type Type = IntrospectionQuery['__schema']['types'][number];

function undescribed(type: Type): string[] {
  const members = [
    ...(type.kind === 'OBJECT' || type.kind === 'INTERFACE' ? type.fields : []),
    ...(type.kind === 'INPUT_OBJECT' ? type.inputFields : []),
  ];
  return [
    ...(type.description ? [] : [type.name]),
    ...members.filter(({ description }) => !description).map(({ name }) => `${type.name}.${name}`),
    ...members.flatMap((member) =>
      ('args' in member ? member.args : [])
        // A mutation's one argument says everything in its type.
        .filter(({ description, name }) => !description && name !== 'input')
        .map(({ name }) => `${type.name}.${member.name}(${name})`),
    ),
  ];
}

describe('the migrations', () => {
  const modules = import.meta.glob<Record<string, new () => object>>('../schema/database/*.ts', {
    eager: true,
  });
  const migrations = Object.values(modules).flatMap((module) => Object.values(module));

  test('lead to the same catalogue upwards, and upwards again after all the way down', async () => {
    const database = await freshDatabase({ migrated: false });
    const empty = await catalogueOf(database.url);
    await migrate(database.url);
    const first = await catalogueOf(database.url);
    expect(first.length).toBeGreaterThan(400);
    await undoAll(database.url);
    expect(await catalogueOf(database.url)).toEqual(empty);
    await migrate(database.url);
    expect(await catalogueOf(database.url)).toEqual(first);
    await database.drop();
  });

  test('are all run', async () => {
    const database = await freshDatabase();
    const source = await open(database.url);
    const [{ count }] = await source.query('select count(*)::int from migrations');
    expect(count).toBe(migrations.length);
    await source.destroy();
    await database.drop();
  });

  const open = (url: string) => new DataSource({ type: 'postgres', url, migrations }).initialize();

  async function undoAll(url: string): Promise<void> {
    const source = await open(url);
    for (const _ of migrations) await source.undoLastMigration({ transaction: 'each' });
    await source.destroy();
  }
});
