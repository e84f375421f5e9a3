import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Config } from '../config.ts';
import { migrate } from './data-source.ts';
import { startEmbeddedPostgres } from './embedded.ts';
import { FolderInUse, holdFolder } from './embedded-lock.ts';

export interface Database {
  readonly url: string;
  stop(): Promise<void>;
}

/** The operator's PostgreSQL or the embedded one, with every migration run. */
export async function openDatabase(config: Config, say: (line: string) => void): Promise<Database> {
  const database = config.databaseUrl
    ? { url: config.databaseUrl, stop: async () => {} }
    : await startEmbeddedPostgres({ dataDir: embeddedFolder(config), log: say });
  await migrate(database.url);
  return database;
}

/** For commands: joins the embedded database of a Quittance that is running, instead of refusing. */
export async function joinDatabase(config: Config, say: (line: string) => void): Promise<Database> {
  try {
    return await openDatabase(config, say);
  } catch (error) {
    if (!(error instanceof FolderInUse)) throw error;
    return { url: urlOfRunning(embeddedFolder(config)), stop: async () => {} };
  }
}

/** Throws the embedded database away; the next start makes a new one. */
export async function discardEmbeddedDatabase(config: Config): Promise<void> {
  const folder = embeddedFolder(config);
  const letGo = await holdFolder(folder);
  await letGo();
  rmSync(folder, { recursive: true, force: true });
}

function embeddedFolder({ dataDir }: Config): string {
  return join(fileURLToPath(new URL('../..', import.meta.url)), dataDir, 'postgres');
}

/** PostgreSQL keeps its port in the fourth line of postmaster.pid; the password lies beside the data. */
function urlOfRunning(folder: string): string {
  const port = readFileSync(join(folder, 'cluster/data/postmaster.pid'), 'utf8').split('\n')[3];
  const password = readFileSync(join(folder, 'cluster/password'), 'utf8');
  return `postgres://owner:${password}@127.0.0.1:${port}/quittance`;
}
