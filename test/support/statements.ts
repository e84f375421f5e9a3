import pg from 'pg';

/** Every SQL text that this process sends to PostgreSQL while `work` runs, in order. */
export async function statementsOf<T>(work: () => Promise<T>): Promise<{ result: T; statements: string[] }> {
  const statements: string[] = [];
  const { query } = pg.Client.prototype;
  pg.Client.prototype.query = function record(this: pg.Client, ...args: unknown[]) {
    const [first] = args as [string | { readonly text: string }];
    statements.push(typeof first === 'string' ? first : first.text);
    return (query as (...args: unknown[]) => never).apply(this, args);
  };
  try {
    return { result: await work(), statements };
  } finally {
    pg.Client.prototype.query = query;
  }
}

const frame = /^(begin|commit|select \* from enter_session\()/i;

/** Those that are not the frame of a request: BEGIN, the proof of the session, COMMIT. */
export function withoutFrame(statements: readonly string[]): string[] {
  return statements.filter((text) => !frame.test(text));
}
