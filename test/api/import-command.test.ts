import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ImportWorld, importWorld } from '../support/import-world.ts';
import { example, ndjson, recordWith } from '../support/portfolio-file.ts';

let world: ImportWorld;
const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'quittance-import-'));
beforeAll(async () => {
  world = await importWorld();
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await world.close();
});

function file(name: string, content: string | Buffer): string {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
}

function run(...args: string[]): Promise<{ code: number | null; said: string }> {
  const env = { ...process.env, DATABASE_URL: world.database.url };
  const command = spawn(process.execPath, ['--import', 'tsx', 'server/cli/import.ts', ...args], {
    cwd: root,
    env,
  });
  let said = '';
  command.stderr.on('data', (chunk) => {
    said += chunk;
  });
  return new Promise((done) => command.on('close', (code) => done({ code, said })));
}

describe('npm run import', () => {
  it('loads a file, says what came of it, and fails when rows were rejected', async () => {
    const good = await run(file('good.csv', example('csv')));
    expect(good).toEqual({ code: 0, said: '3 rows read: 3 loaded, 0 unchanged, 0 rejected.\n' });
    const bad = file('bad.ndjson', ndjson(recordWith(), recordWith({ balance: { asOf: 'yesterday' } })));
    const rejected = await run(bad);
    expect(rejected.code).toBe(1);
    expect(rejected.said).toContain('line 2, balance.asOf: Write a date as YYYY-MM-DD');
    expect(rejected.said).toContain('2 rows read: 1 loaded, 0 unchanged, 1 rejected.');
    const nothing = await run(bad, '--all-or-nothing', '--dry-run');
    expect(nothing).toMatchObject({ code: 1, said: expect.stringContaining('Nothing was loaded.') });
  });

  it('knows a mapping', async () => {
    const theirs = file('theirs.csv', example('csv').toString().replace('debtor_name', 'Kunde'));
    const mapping = file('mapping.json', '{ "Kunde": "debtor_name" }');
    expect((await run(theirs, '--mapping', mapping)).said).toContain('0 loaded, 3 unchanged');
  });

  it('says how it is used', async () => {
    const wrong = [
      [],
      ['a.ndjson'],
      ['a.txt'],
      ['--fast', 'a.csv'],
      [file('x.csv', ''), '--mapping', file('m', '{')],
    ];
    for (const args of wrong) {
      const { code, said } = await run(...args);
      expect([args, code, said.includes('npm run import -- FILE')]).toEqual([args, 2, true]);
    }
  });
});
