import { serverAudits } from 'graphql-http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestApp, testApp } from '../support/app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.close());

/** The audits of graphql-http for the GraphQL over HTTP specification, against a server that listens. */
describe('GraphQL over HTTP', () => {
  async function audit(level: string): Promise<{ passed: number; failed: string[] }> {
    const audits = serverAudits({ url: `${app.url}/graphql` }).filter(({ name }) => name.startsWith(level));
    const results = await Promise.all(audits.map((each) => each.fn()));
    const failed = results.filter(({ status }) => status !== 'ok');
    return { passed: results.length - failed.length, failed: failed.map(({ id, name }) => `${id} ${name}`) };
  }

  test('what a server must do, this one does', async () => {
    expect(await audit('MUST')).toEqual({ passed: 13, failed: [] });
  });

  test('what a server should do, this one does', async () => {
    const { passed, failed } = await audit('SHOULD');
    expect(failed).toEqual([]);
    expect(passed).toBe(23);
  });
});

/** The checks of graphql-cop. Introspection is public on purpose: the schema is in the repository. */
describe('what graphql-cop looks for is not there', () => {
  const json = { 'content-type': 'application/json' };
  const post = async (body: unknown, headers: Record<string, string> = json) => {
    const payload = typeof body === 'string' ? body : JSON.stringify(body);
    const response = await fetch(`${app.url}/graphql`, { method: 'POST', headers, body: payload });
    return { status: response.status, body: await response.text() };
  };
  const cop = (query: string) => post({ query, operationName: 'cop' });
  const get = (query: string) => fetch(`${app.url}/graphql?${new URLSearchParams({ query })}`);

  test('101 aliases', async () => {
    const aliases = Array.from({ length: 101 }, (_, at) => `alias${at}: __typename`).join(' ');
    const { body } = await cop(`query cop { ${aliases} }`);
    expect(body).not.toContain('alias100":');
    expect(body).toContain('at most 30 are allowed');
  });

  test('a batch of 10', async () => {
    const { status, body } = await post(
      Array.from({ length: 10 }, () => ({ query: 'query cop { __typename }' })),
    );
    expect(status).toBe(400);
    expect(body).not.toContain('"data"');
  });

  test('circular introspection', async () => {
    const circle = `${'fields { type { '.repeat(5)} name ${' } }'.repeat(5)}`;
    const { body } = await cop(`query cop { __schema { types { ${circle} } } }`);
    expect(JSON.parse(body).data ?? null).toBeNull();
  });

  test('directives without end', async () => {
    const { body } = await cop(`query cop { __typename ${'@aa'.repeat(10)} }`);
    expect(JSON.parse(body).data ?? null).toBeNull();
    const many = await cop(`query cop { __typename ${'@skip(if: false) '.repeat(51)} }`);
    expect(many.body).toContain('at most 50 are allowed');
  });

  test('a field 500 times', async () => {
    const { body } = await cop(`query cop { ${'__typename \n'.repeat(5000)} }`);
    expect(JSON.parse(body).data ?? null).toBeNull();
  });

  test('a mutation by GET', async () => {
    const response = await get('mutation cop { __typename }');
    expect(response.status).toBeGreaterThanOrEqual(400);
    expect(await response.text()).not.toContain('"data"');
  });

  test('a query by GET from another site', async () => {
    const response = await get('query cop { __typename }');
    expect(response.status).toBe(400);
    expect(await response.text()).not.toContain('"data"');
  });

  test('a query from a form of another site', async () => {
    const form = await post('query=query cop { __typename }', {
      'content-type': 'application/x-www-form-urlencoded',
    });
    expect(form.status).toBe(415);
    const text = await post(JSON.stringify({ query: '{ __typename }' }), { 'content-type': 'text/plain' });
    expect(text.status).toBeGreaterThanOrEqual(400);
    expect(form.body + text.body).not.toContain('"data"');
  });

  test('traces and insides in answers', async () => {
    for (const query of ['query cop { __typename }', 'qwerty cop { abc }', '{ debtor(id: "x") { id } }']) {
      const { body } = await cop(query);
      expect(body).not.toMatch(/tracing|exception|stacktrace|node_modules|\.ts:\d|select |at Object\./);
    }
  });
});
