import { Client } from 'pg';

/** A migrated, empty database that fresh ones are copied from. */
export const templateName = 'template_quittance';

export async function makeDatabase(server: string, name: string, template?: string): Promise<void> {
  await statement(server, `create database ${name}${template ? ` template ${template}` : ''}`);
}

export async function dropDatabase(server: string, name: string): Promise<void> {
  await statement(server, `drop database ${name} with (force)`);
}

export function urlOf(server: string, name: string): string {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}

async function statement(url: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
