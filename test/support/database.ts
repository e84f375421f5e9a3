import { randomUUID } from 'node:crypto';
import { inject } from 'vitest';
import { dropDatabase, makeDatabase, templateName, urlOf } from './database-server.ts';

export interface FreshDatabase {
  readonly url: string;
  drop(): Promise<void>;
}

/** A new database of this test file's own: migrated and empty, or quite empty with `{ migrated: false }`. */
export async function freshDatabase({ migrated = true } = {}): Promise<FreshDatabase> {
  const server = inject('databaseServer');
  const name = newName();
  await makeDatabase(server, name, migrated ? templateName : undefined);
  return { url: urlOf(server, name), drop: () => dropDatabase(server, name) };
}

/** A copy with all that is in it; nobody may be connected to it meanwhile. */
export async function copyOf({ url }: FreshDatabase): Promise<FreshDatabase> {
  const server = inject('databaseServer');
  const name = newName();
  await makeDatabase(server, name, new URL(url).pathname.slice(1));
  return { url: urlOf(server, name), drop: () => dropDatabase(server, name) };
}

function newName(): string {
  return `test_${randomUUID().replaceAll('-', '')}`;
}
