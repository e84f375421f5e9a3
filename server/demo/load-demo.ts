import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import type { DataSource } from 'typeorm';
import { inTransaction } from '../database/transaction.ts';
import { PortfolioService } from '../features/portfolios/portfolio.service.ts';
import { system } from '../identity/actor.ts';
import type { AgentSignInService } from '../identity/agent-sign-in.service.ts';
import { todayIn } from '../kernel/calendar-date.ts';
import type { Clock } from '../kernel/clock.ts';
import { newId } from '../kernel/id.ts';
import { newReadableCode } from '../kernel/readable-code.ts';
import { type DemoAgent, demoAgents } from './demo-agents.ts';
import { demoCreditors } from './demo-creditors.ts';
import { derivePortfolio, septemberStatement } from './derive-portfolio.ts';
import { readUci } from './uci-rows.ts';

export interface DemoDeps {
  readonly source: DataSource;
  readonly clock: Clock;
  readonly identity: { readonly agents: Pick<AgentSignInService, 'createAgent'> };
}
export interface DemoDebtor {
  readonly name: string;
  readonly reference: string;
  readonly birthDate: string;
  readonly creditor: string;
  readonly language: string;
}
export interface DemoSignIns {
  readonly debtors: readonly DemoDebtor[];
  readonly agents: readonly DemoAgent[];
}

type Say = (line: string) => void;

/** Raise it when the demo changes: an older one that is already loaded is brought up to it. */
const version = '1';
const sampleFile = new URL('./uci-sample.csv', import.meta.url);

/** Loads the demo portfolio and its agents, once for each database; answers who may sign in. */
export async function loadDemo(deps: DemoDeps, say: Say = () => {}): Promise<DemoSignIns> {
  const turn = deps.source.createQueryRunner();
  await turn.query("select pg_advisory_lock(hashtext('quittance.demo'))");
  try {
    if ((await loadedVersion(deps)) !== version) {
      say('Loading the demo portfolio …');
      await loadPortfolio(deps, say);
      for (const agent of demoAgents) await addAgent(deps, agent);
      await rememberVersion(deps);
    }
  } finally {
    await turn.query("select pg_advisory_unlock(hashtext('quittance.demo'))");
    await turn.release();
  }
  return { debtors: await findDebtors(deps), agents: demoAgents };
}

async function loadPortfolio({ source, clock }: DemoDeps, say: Say): Promise<void> {
  const accounts = readUci(readFileSync(sampleFile, 'utf8'));
  const september = septemberStatement(todayIn(clock.now(), 'UTC'));
  const lines = demoCreditors.flatMap((creditor) =>
    [...derivePortfolio(accounts, creditor, september)].map((record) => `${JSON.stringify(record)}\n`),
  );
  const portfolios = new PortfolioService({ source, clock, makeReference: sameReferences() });
  const result = await portfolios.importPortfolio(system, {
    id: newId(),
    fileName: 'demo.ndjson',
    format: 'NDJSON',
    open: () => Readable.from(lines),
  });
  if (!result.ok) throw new Error(result.error.message);
  const { rowsRejected } = result.value;
  if (rowsRejected > 0)
    say(`${rowsRejected} demo accounts could not be loaded; see the table import_row_error.`);
}

/** The same references in the same order at each first start, so that they can stand in a guide. */
function sameReferences(): () => string {
  let count = 0;
  return () => {
    count += 1;
    const digest = createHash('sha256').update(`quittance demo ${count}`).digest();
    return newReadableCode(9, (size) => digest.subarray(0, size));
  };
}

async function addAgent({ source, identity }: DemoDeps, agent: DemoAgent): Promise<void> {
  const creditorIds = await inTransaction(source, system, async (tx) => {
    const known: unknown[] = await tx.query('select from agent where email = $1', [agent.email]);
    if (known.length > 0) return null;
    const rows: { id: string }[] = await tx.query(
      'select id from creditor where code = any ($1) order by code',
      [demoCreditors.map(({ creditor }) => creditor.code)],
    );
    return rows.map(({ id }) => id);
  });
  if (creditorIds) await identity.agents.createAgent({ ...agent, creditorIds });
}

async function findDebtors({ source }: DemoDeps): Promise<DemoDebtor[]> {
  const shown = demoCreditors.map(({ creditor, shownPerson }) => ({
    code: creditor.code,
    person: shownPerson,
  }));
  return inTransaction(source, system, (tx) =>
    tx.query(
      `select person.name, known.reference, person.birth_date::text as "birthDate", creditor.name as creditor,
              person.language
         from json_to_recordset($1::json) as shown (code text, person text)
         join creditor on creditor.code = shown.code
         join debtor_creditor known on known.creditor_id = creditor.id and known.external_id = shown.person
         join debtor person on person.debtor_id = known.debtor_id
        order by creditor.code`,
      [JSON.stringify(shown)],
    ),
  );
}

async function loadedVersion({ source }: DemoDeps): Promise<string | undefined> {
  const rows: { value: string }[] = await source.query(
    "select value from setting where key = 'demo.portfolio'",
  );
  return rows[0]?.value;
}

async function rememberVersion({ source }: DemoDeps): Promise<void> {
  await source.query(
    `insert into setting (key, value) values ('demo.portfolio', $1)
     on conflict (key) do update set value = excluded.value`,
    [version],
  );
}
