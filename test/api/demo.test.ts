import { generateSync } from 'otplib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DemoSignIns, loadDemo } from '../../server/demo/load-demo.ts';
import { makeIdentity } from '../../server/identity/identity.module.ts';
import { type ImportWorld, importWorld } from '../support/import-world.ts';

let world: ImportWorld;
let shown: DemoSignIns;
const said: string[] = [];
const deps = () => {
  const { source, clock } = world;
  return {
    source,
    clock,
    identity: makeIdentity({ source, clock, codeSecret: 'a secret for tests only, 32 bytes' }),
  };
};
beforeAll(async () => {
  world = await importWorld();
  shown = await loadDemo(deps(), (line) => said.push(line));
});
afterAll(() => world.close());

describe('the demo', () => {
  it('is loaded whole, and only once', async () => {
    expect(said).toEqual(['Loading the demo portfolio …']);
    expect(
      await world.query(
        'select status, rows_loaded::int as loaded, rows_rejected::int as rejected from import_run',
      ),
    ).toEqual([{ status: 'SUCCEEDED', loaded: 281, rejected: 0 }]);
    expect(await loadDemo(deps(), (line) => said.push(line))).toEqual(shown);
    expect(said).toHaveLength(1);
    expect(await world.query('select count(*)::int as runs from import_run')).toEqual([{ runs: 1 }]);
  });

  it('shows the same three people at each first start', () => {
    expect(shown.debtors).toMatchInlineSnapshot(`
      [
        {
          "birthDate": "2002-10-12",
          "creditor": "福爾摩沙商業銀行",
          "language": "ZH_CN",
          "name": "魏熠彤",
          "reference": "JZXT-JMZ3-A9",
        },
        {
          "birthDate": "1981-05-30",
          "creditor": "江海银行",
          "language": "ZH_CN",
          "name": "贺悦",
          "reference": "QHDY-CNGT-RP",
        },
        {
          "birthDate": "1998-04-17",
          "creditor": "Thames & Severn Credit",
          "language": "EN",
          "name": "Edmund Price",
          "reference": "RH2C-70Z5-8Q",
        },
      ]
    `);
  });

  it('has agents who can sign in', async () => {
    const { identity } = deps();
    const epoch = Math.floor(world.clock.now().epochMilliseconds / 1000);
    for (const { email, password, totpSecret: secret } of shown.agents) {
      const totp = generateSync({ secret, epoch });
      const signedIn = await identity.agents.signIn({ email, password, totp, ip: '127.0.0.1' }, null);
      expect([email, signedIn.ok]).toEqual([email, true]);
    }
    const rows = await world.query('select count(*)::int as pairs from agent_creditor');
    expect(rows).toEqual([{ pairs: 9 }]);
  });

  it('goes on where a broken first start left it', async () => {
    await world.query("update setting set value = 'half' where key = 'demo.portfolio'");
    expect(await loadDemo(deps())).toEqual(shown);
    const [run] = await world.query(
      'select rows_unchanged::int as unchanged from import_run order by rows_unchanged desc limit 1',
    );
    expect(run).toEqual({ unchanged: 281 });
  });
});
