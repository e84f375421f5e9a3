import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Temporal } from 'temporal-polyfill';
import { type DemoSignIns, loadDemo } from '../../server/demo/load-demo.ts';
import { systemClock, TestClock } from '../../server/kernel/clock.ts';
import { type TestApp, testApp } from './app.ts';

export interface PortalApp extends TestApp {
  readonly demo: DemoSignIns;
  /** People of a creditor with one account that is worth a plan, always the same in the same order. */
  people(creditorCode: string, count: number): Promise<PortalPerson[]>;
}
export interface PortalPerson {
  readonly name: string;
  readonly reference: string;
  readonly birthDate: string;
  readonly phone: string;
  readonly debtId: string;
}

/** The server with the demo portfolio, reached as people reach it: links in mails and papers lead back to it. */
export async function portalApp(): Promise<PortalApp> {
  const port = await freePort();
  const config = { port, publicUrl: `http://127.0.0.1:${port}` };
  const app = await testApp({ clock: new RunningClock(), config });
  const demo = await loadDemo(app);
  return { ...app, demo, people: (code, count) => findPeople(app, code, count) };
}

/** Runs like the machine's, as the browser's does; a test may move it ahead. */
class RunningClock extends TestClock {
  readonly #start = systemClock.now();

  constructor() {
    super(systemClock.now().toString());
  }

  override now(): Temporal.Instant {
    return super.now().add(systemClock.now().since(this.#start));
  }
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

function findPeople({ sql }: TestApp, creditorCode: string, count: number): Promise<PortalPerson[]> {
  return sql<PortalPerson & Record<string, unknown>>(
    `select person.name, known.reference, person.birth_date::text as "birthDate", phone.value as phone,
            'Debt.' || debt.debtor_id || '.' || debt.id as "debtId"
       from debt
       join creditor on creditor.id = debt.creditor_id and creditor.code = $1
       join creditor_policy policy on policy.creditor_id = creditor.id
       join debtor_creditor known on known.debtor_id = debt.debtor_id and known.creditor_id = creditor.id
       join debtor person on person.debtor_id = debt.debtor_id
       cross join lateral (
         -- Codes go to the newest.
         select value from contact_point where debtor_id = debt.debtor_id order by created_at desc, id desc limit 1
       ) phone
      where 1 = (select count(*) from debt own where own.debtor_id = debt.debtor_id)
        and 24 * policy.min_instalment_minor < (select sum(amount_minor) from ledger_entry
                                                 where debtor_id = debt.debtor_id and account = 'PRINCIPAL')
      order by debt.external_id
      limit $2`,
    [creditorCode, count],
  );
}
