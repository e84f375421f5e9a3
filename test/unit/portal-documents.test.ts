import { readFileSync } from 'node:fs';
import { buildSchema, type DocumentNode, parse, validate } from 'graphql';
import { describe, expect, test } from 'vitest';
import { graphTypes, sdlFile, typesFile } from '../../portal/graph-types.ts';
import { listFiles } from '../support/source-tree.ts';

const sdl = readFileSync(sdlFile, 'utf8');
const schema = buildSchema(sdl);
const files = listFiles(/^portal\/src\/.*\.queries\.ts$/);

describe('the portal’s documents', () => {
  test('are typed from the SDL as it is; if not: npx tsx portal/graph-types.ts', () => {
    expect(readFileSync(typesFile, 'utf8') === graphTypes(sdl)).toBe(true);
  });

  test.each(files)('%s is valid', async (file) => {
    const exported: Record<string, unknown> = await import(/* @vite-ignore */ `../../${file}`);
    for (const document of Object.values(exported).map(asDocument)) {
      const problems = document ? validate(schema, document) : [];
      expect(problems.filter(({ message }) => !isUnusedFragment(message))).toEqual([]);
    }
  });
});

function asDocument(value: unknown): DocumentNode | null {
  if (typeof value === 'string') return parse(value);
  return value && typeof value === 'object' && 'kind' in value ? (value as DocumentNode) : null;
}

/** A file of fragments is no operation; the documents that spread them are checked with them. */
function isUnusedFragment(message: string): boolean {
  return /^Fragment "\w+" is never used\.$/.test(message);
}
