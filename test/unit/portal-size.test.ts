import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { type BuildEnvironmentOptions, build, type Rolldown } from 'vite';
import { expect, test, vi } from 'vitest';

const portal = (file: string) => fileURLToPath(new URL(`../../portal/${file}`, import.meta.url));
const mostBytes = 100_000;

type Chunk = Rolldown.OutputChunk;

test('at most 100 KB of gzipped JavaScript load before the first page of a person’s own side', async () => {
  const chunks = await buildPortal();
  const size = (chunk: Chunk) => gzipSync(chunk.code).byteLength;
  const entry = chunks.find((chunk) => chunk.isEntry)!;
  const needed = [...withImports(entry, chunks)];
  const words = chunks.filter((chunk) => chunk.facadeModuleId?.endsWith('/start'));
  expect(words).toHaveLength(2);
  const bytes = needed.reduce((sum, chunk) => sum + size(chunk), Math.max(...words.map(size)));
  expect(bytes).toBeLessThanOrEqual(mostBytes);
});

async function buildPortal(): Promise<Chunk[]> {
  // Vitest says "test", with which React would come in its development form.
  vi.stubEnv('NODE_ENV', 'production');
  const result = await build({
    configFile: portal('vite.config.ts'),
    logLevel: 'silent',
    plugins: [{ name: 'people-only', config: ({ build: options }) => void onlyTheirPage(options) }],
    build: { write: false },
  });
  const { output } = result as Rolldown.RolldownOutput;
  return output.filter((file) => file.type === 'chunk');
}

function onlyTheirPage(options: BuildEnvironmentOptions | undefined): void {
  if (options?.rolldownOptions) options.rolldownOptions.input = portal('index.html');
}

/** What the browser must have before it runs a chunk. */
function withImports(chunk: Chunk, chunks: readonly Chunk[], found = new Set<Chunk>()): Set<Chunk> {
  found.add(chunk);
  for (const name of chunk.imports) {
    const imported = chunks.find(({ fileName }) => fileName === name);
    if (imported && !found.has(imported)) withImports(imported, chunks, found);
  }
  return found;
}
