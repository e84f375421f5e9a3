import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { join, relative } from 'node:path';

/** Another live process works in the folder. */
export class FolderInUse extends Error {}

/**
 * Makes this process the only one that works in the folder, and returns the function that lets it go.
 *
 * The lock is a listening socket: the kernel closes it with the process, however that ends. A process id in
 * a file would lie after a crash, above all in a container, where the same few ids come back at each start.
 */
export async function holdFolder(folder: string): Promise<() => Promise<void>> {
  try {
    mkdirSync(folder, { recursive: true });
    const address = lockAddress(folder);
    for (let attempt = 0; attempt < 3; attempt++) {
      const server = await listen(address);
      if (server) return () => new Promise((done) => server.close(() => done()));
      if (await answers(address)) break;
      await discard(address);
    }
  } catch (cause) {
    throw new Error(
      `The database folder ${folder} cannot be used (${(cause as Error).message}). ` +
        'Choose a folder that this user may write to, or set DATABASE_URL to a PostgreSQL of your own.',
      { cause },
    );
  }
  throw new FolderInUse(
    `The database folder ${folder} is in use by a Quittance that is running. ` +
      'Stop that one first, or give this one a folder of its own.',
  );
}

function lockAddress(folder: string): string {
  if (process.platform === 'win32') {
    return `\\\\.\\pipe\\quittance-${createHash('sha256').update(folder.toLowerCase()).digest('hex')}`;
  }
  // A socket's address holds about 100 bytes, and Node cuts a longer one short without a word.
  const path = join(folder, 'lock');
  const address = [path, relative(process.cwd(), path)].find((name) => Buffer.byteLength(name) < 90);
  if (!address) throw new Error('its path is longer than 85 bytes');
  return address;
}

/** Undefined when the address is taken, by a live process or by the socket file of a dead one. */
function listen(address: string): Promise<Server | undefined> {
  return new Promise((resolve, reject) => {
    const server = createServer((caller) => caller.destroy()).unref();
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? resolve(undefined) : reject(error),
    );
    server.listen(address, () => resolve(server));
  });
}

function answers(address: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const caller = connect(address, () => resolve(true)).once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'ECONNREFUSED' || error.code === 'ENOENT' ? resolve(false) : reject(error),
    );
    caller.once('connect', () => caller.destroy());
  });
}

/** Takes a dead socket away; if another start has just put a live one in its place, gives that one back. */
async function discard(address: string): Promise<void> {
  const aside = `${address}.${randomUUID().slice(0, 8)}`;
  try {
    renameSync(address, aside);
  } catch {
    return; // another start was quicker: who holds the lock now, the next attempt will see
  }
  if (await answers(aside)) renameSync(aside, address);
  else rmSync(aside);
}
