import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';
import { migrate } from '../../server/database/data-source.ts';
import { startEmbeddedPostgres } from '../../server/database/embedded.ts';
import { makeDatabase, templateName, urlOf } from './database-server.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where tests may make databases: see `freshDatabase`. */
    databaseServer: string;
  }
}

/** What a crash would lose is thrown away anyway. */
const settings = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  max_connections: '300',
};

let stop: () => Promise<void>;

/** One PostgreSQL for the whole run of a project, with a migrated database to copy; for browsers the portal too. */
export async function setup(project: TestProject): Promise<void> {
  if (project.name === 'e2e') buildPortal();
  const server = await start();
  stop = server.stop;
  project.provide('databaseServer', server.url);
}

export function teardown(): Promise<void> {
  return stop();
}

async function start() {
  const folder = mkdtempSync(join(tmpdir(), 'quittance-test-'));
  const remove = () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  try {
    const { url, stop } = await startEmbeddedPostgres({ dataDir: join(folder, 'postgres'), settings });
    await makeDatabase(url, templateName);
    await migrate(urlOf(url, templateName));
    return { url, stop: () => stop().finally(remove) };
  } catch (error) {
    remove();
    throw error;
  }
}

/** By a process of its own: under vitest's `NODE_ENV=test` Vite would build what only developers want. */
function buildPortal(): void {
  const program = `import { buildPortalIfStale } from './server/build-portal.ts';
    await buildPortalIfStale(process.cwd(), console.log);`;
  execFileSync(process.execPath, ['--import', 'tsx', '--input-type', 'module', '--eval', program], {
    cwd: fileURLToPath(new URL('../..', import.meta.url)),
    env: { ...process.env, NODE_ENV: 'production' },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
}
