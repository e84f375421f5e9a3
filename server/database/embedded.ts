import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { holdFolder } from './embedded-lock.ts';
import { type Account, accountFor, findPrograms, run } from './embedded-programs.ts';

export interface EmbeddedPostgres {
  /** postgres://owner:password@127.0.0.1:port/quittance; the role is the cluster's superuser. */
  readonly url: string;
  stop(): Promise<void>;
}

export interface EmbeddedPostgresOptions {
  dataDir: string;
  log?: (line: string) => void;
  /** PostgreSQL settings for this run, for instance `{ fsync: 'off' }` in tests. */
  settings?: Record<string, string>;
}

/** Starts the PostgreSQL that comes with npm on the data in `dataDir`, which it makes at the first start. */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const { log = () => {}, settings = {} } = options;
  const home = resolve(options.dataDir);
  const letGo = await holdFolder(home);
  try {
    const account = accountFor(join(home, 'cluster'));
    const programs = await findPrograms(account, log);
    const reachable =
      !account ||
      process.platform !== 'linux' ||
      (await run('/bin/sh', ['-c', 'cd "$0"', home], { account })) === 0;
    const cluster = new Cluster(home, programs, account, reachable);
    if (!cluster.exists()) {
      log(`Making a new PostgreSQL database in ${home}`);
      await cluster.create(settings.fsync !== 'off');
    }
    if (await cluster.clearLeftovers()) log('Stopped a PostgreSQL that a crash had left running');
    const url = await cluster.start(settings);
    let stopped: Promise<void> | undefined;
    return {
      url,
      stop() {
        stopped ??= cluster.stop().finally(letGo);
        return stopped;
      },
    };
  } catch (error) {
    await letGo();
    throw error;
  }
}

/** A data folder of PostgreSQL with its password beside it, and the programs that work on it. */
class Cluster {
  private readonly folder: string;
  private readonly data: string;
  private readonly logFile: string;

  constructor(
    private readonly home: string,
    private readonly programs: string,
    private readonly account: Account | undefined,
    private readonly reachable: boolean,
  ) {
    this.folder = join(home, 'cluster');
    this.data = join(this.folder, 'data');
    this.logFile = join(home, 'server.log');
    if (fs.existsSync(this.logFile)) fs.renameSync(this.logFile, `${this.logFile}.1`);
  }

  exists(): boolean {
    return fs.existsSync(this.folder);
  }

  /** Makes the cluster aside and moves it into place once it is whole: a killed start leaves no half. */
  async create(durable: boolean): Promise<void> {
    for (const name of fs.readdirSync(this.home).filter((entry) => entry.startsWith('draft-'))) {
      fs.rmSync(join(this.home, name), { recursive: true, force: true, maxRetries: 5 });
    }
    const draft = fs.mkdtempSync(join(this.home, 'draft-'));
    const data = join(draft, 'data');
    fs.mkdirSync(data, 0o700);
    const password = randomBytes(24).toString('base64url');
    fs.writeFileSync(join(draft, 'password'), password, { mode: 0o600, flush: true });
    this.own(draft);
    const code = await this.run(data, 'initdb', [
      ...['--username=owner', `--pwfile=${this.nameOf(data)}/../password`],
      ...['--auth-local=reject', '--auth-host=scram-sha-256', '--encoding=UTF8', '--locale=C'],
      ...['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--no-instructions'],
      ...(durable ? [] : ['--no-sync']),
    ]);
    if (code !== 0) throw this.failure('PostgreSQL could not make a database.');
    fs.renameSync(draft, this.folder);
  }

  /** A crash may leave a server without its Quittance, or a pid file whose pid is another program's by now. */
  async clearLeftovers(): Promise<boolean> {
    if (fs.statSync(this.folder).uid === 0) this.own(this.folder); // such as after a restore by root
    const left = this.runs();
    await this.stop();
    fs.rmSync(join(this.data, 'postmaster.pid'), { force: true });
    return left;
  }

  /** Starts the server on a free port of the loopback interface, and returns the url of our database. */
  async start(settings: Record<string, string>): Promise<string> {
    const port = await this.boot(settings);
    const password = fs.readFileSync(join(this.folder, 'password'), 'utf8');
    const server = `postgres://owner:${password}@127.0.0.1:${port}`;
    try {
      await ensureDatabase(`${server}/postgres`);
    } catch (error) {
      await this.stop();
      throw error;
    }
    return `${server}/quittance`;
  }

  private async boot(settings: Record<string, string>): Promise<number> {
    for (let attempt = 1; ; attempt += 1) {
      const port = await freePort();
      const flags = Object.entries({
        // A long query whose server and client were both killed must not go on: it holds up the next start.
        ...(process.platform !== 'win32' && { client_connection_check_interval: '1s' }),
        ...settings,
        listen_addresses: '127.0.0.1',
        unix_socket_directories: '',
        port: String(port),
        cluster_name: this.mark(),
      }).map(([name, value]) => `-c ${shellWord(`${name}=${value}`)}`);
      // Recovery after a crash takes its time, and cutting it short would only start it over.
      const args = ['start', '--timeout=600', '--options', flags.join(' ')];
      if ((await this.run(this.data, 'pg_ctl', args)) === 0) return port;
      await this.stop();
      const error = this.failure('PostgreSQL did not start.');
      // Processes of a killed server take a moment to notice; a port may be taken from under our hands.
      const passing = /shared memory block .* is still in use|could not create any TCP\/IP sockets/;
      if (attempt === 20 || !passing.test(error.message)) throw error;
      await sleep(500);
    }
  }

  /** Ends the server and its connections: by a proper shutdown, or at once when that takes over 10 seconds. */
  async stop(): Promise<void> {
    for (const mode of ['fast', 'immediate']) {
      if (!this.runs()) return;
      await this.run(this.data, 'pg_ctl', ['stop', '--mode', mode, '--timeout=10']);
    }
    if (this.runs()) throw this.failure('PostgreSQL does not stop.');
  }

  private async run(data: string, program: string, args: string[]): Promise<number> {
    const output = fs.openSync(this.logFile, 'a', 0o600);
    const options = { account: this.account, cwd: data, env: { PGDATA: this.nameOf(data) }, output };
    return run(join(this.programs, program), args, options).finally(() => fs.closeSync(output));
  }

  /**
   * Where the account cannot walk to the data, its programs start inside it (we enter as root, before the
   * change of user) and name it by the kernel's link to their own working folder, where PostgreSQL stays
   * for life: so nobody's folders need to be opened, nor the data moved.
   */
  private nameOf(data: string): string {
    return this.reachable ? data : '/proc/self/cwd';
  }

  /** Stands on the server's command line: it stays when the folder is moved, and differs for a copy. */
  private mark(): string {
    const { dev, ino } = fs.statSync(this.data, { bigint: true });
    return `quittance-${dev}-${ino}-data`;
  }

  /** Whether the pid file names a process, and that process is the server of this very folder. */
  private runs(): boolean {
    const pid = Number.parseInt(textOf(join(this.data, 'postmaster.pid')), 10);
    return pid > 0 && commandLine(pid).includes(this.mark());
  }

  private own(folder: string): void {
    if (!this.account) return;
    const { uid, gid } = this.account;
    for (const entry of ['', ...fs.readdirSync(folder, { recursive: true, encoding: 'utf8' })]) {
      fs.lchownSync(join(folder, entry), uid, gid);
    }
  }

  private failure(sentence: string): Error {
    const tail = textOf(this.logFile).trimEnd().split('\n').slice(-12).join('\n');
    return new Error(`${sentence} Its log, ${this.logFile}, ends with:\n${tail}`);
  }
}

/** The text of a file, empty when it has gone, as those of processes do. */
function textOf(file: string): string {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

/** pg_ctl hands the server's options to a shell. */
function shellWord(text: string): string {
  return process.platform === 'win32' ? `"${text}"` : `'${text.replaceAll("'", "'\\''")}'`;
}

function commandLine(pid: number): string {
  if (process.platform === 'linux') return textOf(`/proc/${pid}/cmdline`);
  const query = `(Get-CimInstance Win32_Process -Filter 'ProcessId=${pid}').CommandLine`;
  const [program, ...args]: [string, ...string[]] =
    process.platform === 'win32'
      ? ['powershell.exe', '-NoProfile', '-Command', query]
      : ['/bin/ps', '-ww', '-o', 'command=', '-p', String(pid)];
  return spawnSync(program, args, { encoding: 'utf8' }).stdout ?? '';
}

async function ensureDatabase(connectionString: string): Promise<void> {
  const client = new Client({ connectionString, connectionTimeoutMillis: 10_000 });
  await client.connect();
  try {
    const { rowCount } = await client.query("SELECT FROM pg_database WHERE datname = 'quittance'");
    if (rowCount === 0) await client.query('CREATE DATABASE quittance');
  } finally {
    await client.end();
  }
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((done) => probe.listen(0, '127.0.0.1', done));
  const { port } = probe.address() as AddressInfo;
  await new Promise((done) => probe.close(done));
  return port;
}
