import { assertNever } from '../kernel/errors.ts';

/** Who reads: the claim of a token that the same transaction proves. */
export type Viewer =
  | { readonly kind: 'ANONYMOUS' }
  | { readonly kind: 'DEBTOR' | 'AGENT' | 'INTEGRATOR'; readonly id: string };

/** One visibility rule per kind of row; every row type names one. */
export type Scope =
  | 'debtor' // rows with debtor_id and creditor_id
  | 'person' // the debtor and contact points
  | 'creditor'
  | 'creditorPolicy'
  | 'agent'
  | 'apiClient'
  | 'apiKey'
  | 'importRun'
  | 'importRowError'
  | 'public'; // a view made for anybody

/** SQL that is true for the rows which the viewer may see. `viewerId` is the placeholder of the viewer's id. */
export type Visibility = (
  scope: Scope,
  row: string,
  viewer: Viewer['kind'],
  viewerId: () => string,
) => string;

const ownCreditors = 'any ((select app_creditor_ids())::uuid[])';

export const visibility: Visibility = (scope, row, viewer, viewerId) => {
  switch (viewer) {
    case 'ANONYMOUS':
      return scope === 'public' ? 'true' : 'false';
    case 'DEBTOR':
      return debtorSees(scope, row, viewerId);
    case 'AGENT':
      return agentSees(scope, row, viewerId);
    case 'INTEGRATOR':
      return integratorSees(scope, row, viewerId);
    default:
      return assertNever(viewer);
  }
};

function debtorSees(scope: Scope, row: string, viewerId: () => string): string {
  switch (scope) {
    case 'debtor':
    case 'person':
      return `${row}.debtor_id = ${viewerId()}`;
    case 'creditor':
      return knownTo(`${row}.id`, viewerId());
    case 'creditorPolicy':
      return knownTo(`${row}.creditor_id`, viewerId());
    case 'agent':
    case 'apiClient':
    case 'apiKey':
    case 'importRun':
    case 'importRowError':
      return 'false';
    case 'public':
      return 'true';
    default:
      return assertNever(scope);
  }
}

function agentSees(scope: Scope, row: string, viewerId: () => string): string {
  const admin = () => `exists (select from agent me where me.id = ${viewerId()} and me.role = 'ADMIN')`;
  const ownClient = (client: string) =>
    `${admin()} and exists (select from api_client_creditor x
       where x.api_client_id = ${client} and x.creditor_id = ${ownCreditors})`;
  // What a run reports is of its creditors: an admin reads the runs of those who work for none but their own.
  const foreign = (links: string, who: string, starter: string) =>
    `exists (select from ${links} x where x.${who} = ${starter} and x.creditor_id <> all ((select app_creditor_ids())::uuid[]))`;
  const ownRun = (run: string) => `(${run}.started_by_agent = ${viewerId()} or ${admin()}
    and coalesce(${run}.started_by_agent, ${run}.started_by_client) is not null
    and not ${foreign('agent_creditor', 'agent_id', `${run}.started_by_agent`)}
    and not ${foreign('api_client_creditor', 'api_client_id', `${run}.started_by_client`)})`;
  switch (scope) {
    case 'agent':
      return `(${row}.id = ${viewerId()} or exists (select from agent_creditor x
         where x.agent_id = ${row}.id and x.creditor_id = ${ownCreditors}))`;
    case 'apiClient':
      return ownClient(`${row}.id`);
    case 'apiKey':
      return ownClient(`${row}.api_client_id`);
    case 'importRun':
      return ownRun(row);
    case 'importRowError':
      return `exists (select from import_run r where r.id = ${row}.import_run_id and ${ownRun('r')})`;
    default:
      return creditorsSide(scope, row);
  }
}

function integratorSees(scope: Scope, row: string, viewerId: () => string): string {
  switch (scope) {
    case 'agent':
      return 'false';
    case 'apiClient':
      return `${row}.id = ${viewerId()}`;
    case 'apiKey':
      return `${row}.api_client_id = ${viewerId()}`;
    case 'importRun':
      return `${row}.started_by_client = ${viewerId()}`;
    case 'importRowError':
      return `exists (select from import_run r
         where r.id = ${row}.import_run_id and r.started_by_client = ${viewerId()})`;
    default:
      return creditorsSide(scope, row);
  }
}

/** What everybody on the creditors' side sees: the rows of the creditors they work for. */
function creditorsSide(scope: 'debtor' | 'person' | 'creditor' | 'creditorPolicy' | 'public', row: string) {
  switch (scope) {
    case 'debtor':
    case 'creditorPolicy':
      return `${row}.creditor_id = ${ownCreditors}`;
    case 'person':
      return `exists (select from debtor_creditor known
         where known.debtor_id = ${row}.debtor_id and known.creditor_id = ${ownCreditors})`;
    case 'creditor':
      return `${row}.id = ${ownCreditors}`;
    case 'public':
      return 'true';
    default:
      return assertNever(scope);
  }
}

function knownTo(creditor: string, debtor: string): string {
  return `exists (select from debtor_creditor known
    where known.debtor_id = ${debtor} and known.creditor_id = ${creditor})`;
}
