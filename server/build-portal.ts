import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const stampName = 'built-from.txt';
/** The best compression of larger files (GraphiQL's editor) would take longer than it is worth. */
const largeBytes = 400_000;

/**
 * Builds the portal when its sources are not the ones of the last build; answers whether it did. A stamp of the
 * contents decides, because a fresh clone gives every file a new date.
 */
export async function buildPortalIfStale(root: string, log: (line: string) => void): Promise<boolean> {
  const output = join(root, 'dist/portal');
  const stamp = sourceStamp(root);
  const stampFile = join(output, stampName);
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return false;
  log('Building the portal …');
  const { build } = await import('vite');
  await build({ configFile: join(root, 'portal/vite.config.ts'), logLevel: 'error' });
  for (const file of filesBelow(output)) compress(file);
  writeFileSync(stampFile, stamp);
  return true;
}

/** Compressed once, with the best that browsers take; the server picks by `accept-encoding`. */
function compress(file: string): void {
  if (!/\.(js|css|html|svg|json)$/.test(file)) return;
  const content = readFileSync(file);
  const params = { [constants.BROTLI_PARAM_QUALITY]: content.length > largeBytes ? 5 : 11 };
  writeFileSync(`${file}.br`, brotliCompressSync(content, { params }));
  writeFileSync(`${file}.gz`, gzipSync(content, { level: 9 }));
}

function sourceStamp(root: string): string {
  const hash = createHash('sha256');
  for (const path of filesBelow(join(root, 'portal'))) hash.update(path).update(readFileSync(path));
  hash.update(readFileSync(join(root, 'package-lock.json')));
  return hash.digest('hex');
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}
