import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../server/database/embedded.ts';

const settings = { fsync: 'off' };
const quick = { timeout: 20_000 };

let folder: string;
let dataDir: string;
let running: EmbeddedPostgres[];
let child: ChildProcess | undefined;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'quittance-embedded-'));
  chmodSync(folder, 0o755);
  dataDir = join(folder, 'postgres');
  running = [];
});

afterEach(async () => {
  child?.kill('SIGKILL');
  child = undefined;
  await Promise.all(running.map((database) => database.stop()));
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

async function start(lines: string[] = []): Promise<EmbeddedPostgres> {
  const database = await startEmbeddedPostgres({ dataDir, settings, log: (line) => lines.push(line) });
  running.push(database);
  return database;
}

/** Starts the database in a process of its own, which can be killed, and does not wait. */
function startElsewhere(): ChildProcess {
  const module = new URL('../../server/database/embedded.ts', import.meta.url).href;
  const script = `
    import { startEmbeddedPostgres } from '${module}';
    const { url } = await startEmbeddedPostgres(${JSON.stringify({ dataDir, settings })});
    process.stdout.write(url);
    setInterval(() => {}, 1000);`;
  const args = ['--import', 'tsx', '--input-type=module', '--eval', script];
  child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  return child;
}

async function ask(url: string, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query({ text: sql, rowMode: 'array' })).rows.flat();
  } finally {
    await client.end();
  }
}

function serverPid(): number {
  return Number.parseInt(readFileSync(join(dataDir, 'cluster', 'data', 'postmaster.pid'), 'utf8'), 10);
}

async function killHard(killed: ChildProcess): Promise<void> {
  const gone = once(killed, 'exit');
  killed.kill('SIGKILL');
  await gone;
}

test('makes a database at the first start and keeps its data at the next', quick, async () => {
  const lines: string[] = [];
  const first = await start(lines);
  expect(lines.join()).toContain('Making a new PostgreSQL database');
  expect(first.url).toMatch(/^postgres:\/\/owner:[\w-]{32}@127\.0\.0\.1:\d+\/quittance$/);
  await ask(first.url, 'CREATE TABLE kept AS SELECT 7 AS n');
  await first.stop();

  const again: string[] = [];
  const second = await start(again);
  expect(again.join()).not.toContain('Making');
  expect(await ask(second.url, 'SELECT n FROM kept')).toEqual([7]);
});

test('speaks UTF-8, asks for the password, and listens on the loopback interface only', quick, async () => {
  const { url } = await start();
  expect(
    await ask(
      url,
      `SELECT pg_encoding_to_char(encoding), datlocale, upper('é'), current_setting('listen_addresses'),
              current_setting('unix_socket_directories'), current_setting('fsync')
       FROM pg_database WHERE datname = current_database()`,
    ),
  ).toEqual(['UTF8', 'C.UTF-8', 'É', '127.0.0.1', '', 'off']);
  await expect(ask(url.replace(/:[\w-]{32}@/, ':wrong@'), 'SELECT 1')).rejects.toThrow('password');
  expect(statSync(join(dataDir, 'cluster', 'password')).mode & 0o777).toBe(0o600);
});

test('works in a folder that only its owner may enter, also as root', quick, async () => {
  chmodSync(folder, 0o700);
  const first = await start();
  await ask(first.url, 'CREATE TABLE kept AS SELECT 7 AS n');
  await first.stop();
  const second = await start();
  expect(await ask(second.url, 'SELECT n FROM kept')).toEqual([7]);
  expect(statSync(folder).mode & 0o777).toBe(0o700);
});

test('refuses a second start while a process works in the folder', quick, async () => {
  const { url } = await start();
  await expect(start()).rejects.toThrow(`${dataDir} is in use by a Quittance that is running`);
  expect(await ask(url, 'SELECT 1')).toEqual([1]);
});

test('starts after its server was killed', quick, async () => {
  const first = await start();
  await ask(first.url, 'CREATE TABLE kept AS SELECT 7 AS n');
  process.kill(serverPid(), 'SIGKILL');
  await first.stop();
  const second = await start();
  expect(await ask(second.url, 'SELECT n FROM kept')).toEqual([7]);
});

test('replaces the server of a process that was killed, but not of one that lives', quick, async () => {
  const other = startElsewhere();
  const [output] = (await once(other.stdout!, 'data')) as [Buffer];
  await ask(output.toString(), 'CREATE TABLE kept AS SELECT 7 AS n');
  const orphan = serverPid();
  await expect(start()).rejects.toThrow('is in use by a Quittance that is running');
  await killHard(other);

  const lines: string[] = [];
  const { url } = await start(lines);
  expect(lines).toContain('Stopped a PostgreSQL that a crash had left running');
  expect(serverPid()).not.toBe(orphan);
  expect(await ask(url, 'SELECT n FROM kept')).toEqual([7]);
});

test('is not misled by a pid file whose pid is another program now', quick, async () => {
  await (await start()).stop();
  // PostgreSQL itself sees through the processes of other users, so this one is the server's user.
  child = spawn('sleep', ['60'], { uid: statSync(join(dataDir, 'cluster')).uid, stdio: 'ignore' });
  writeFileSync(join(dataDir, 'cluster', 'data', 'postmaster.pid'), `${child.pid}\n`);
  expect(await ask((await start()).url, 'SELECT 1')).toEqual([1]);
});

test('starts over when the making of the database was cut short', quick, async () => {
  const other = startElsewhere();
  const draft = () =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).find((f) => f.endsWith('PG_VERSION'));
  for (let waits = 0; !draft() && waits < 500; waits += 1) await sleep(10);
  expect(draft()).toContain('draft-');
  await killHard(other);
  expect(await ask((await start()).url, 'SELECT 1')).toEqual([1]);
  expect(readdirSync(dataDir).filter((name) => name.startsWith('draft-'))).toEqual([]);
});

test('shows the end of the log when the server does not start', quick, async () => {
  const wrong = startEmbeddedPostgres({ dataDir, settings: { shared_buffers: 'much' } });
  await expect(wrong).rejects.toThrow(
    /PostgreSQL did not start\..*invalid value for parameter "shared_buffers"/s,
  );
});
