import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { minifyIntrospection, outputIntrospectionFile } from '@gql.tada/internal';
import { buildSchema, introspectionFromSchema } from 'graphql';

export const sdlFile = join(import.meta.dirname, '../schema/graphql/schema.graphql');
export const typesFile = join(import.meta.dirname, 'src/gql/schema.d.ts');

/**
 * The SDL as TypeScript types, from which gql.tada infers variables and results of every document.
 * (The `gql.tada` command does the same, but still needs the compiler API that TypeScript 7 no longer has.)
 */
export function graphTypes(sdl: string): string {
  const introspection = introspectionFromSchema(buildSchema(sdl), { descriptions: false });
  return outputIntrospectionFile(minifyIntrospection(introspection), {
    fileType: '.d.ts',
    shouldPreprocess: true,
  });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  writeFileSync(typesFile, graphTypes(readFileSync(sdlFile, 'utf8')));
}
