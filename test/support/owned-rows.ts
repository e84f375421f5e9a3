import type { TestApp } from './app.ts';
import type { OwnedRow } from './permission-matrix.ts';

/** Row types whose table says by itself whose the row is. */
const ofDebts = {
  ActivityEvent: 'activity_event',
  Agreement: 'agreement',
  CollectionHold: 'collection_hold',
  Debt: 'debt',
  Instalment: 'instalment',
  LedgerTransaction: 'ledger_transaction',
  Payment: 'payment',
  Plan: 'plan',
  PlanOffer: 'plan_offer',
  PlanProposal: 'plan_proposal',
  RuleDecision: 'rule_decision',
};

/** Tables that PostgreSQL itself guards; the others are small and hold nobody's debts. */
export function hasRowLevelSecurity(type: string): boolean {
  return type in ofDebts || type === 'Debtor' || type === 'ContactPoint';
}

/** Every row of the graph that has an id, with whose it is; asked of the database as its owner. */
export async function ownedRows({ sql }: TestApp): Promise<OwnedRow[]> {
  const ofDebtsSql = Object.entries(ofDebts).map(
    ([type, table]) =>
      `select '${type}', '${type}.' || debtor_id || '.' || id, array[debtor_id], array[creditor_id], '{}'::uuid[]
         from ${table}`,
  );
  return sql(
    `with person (debtor_id, creditor_ids) as (
       select debtor_id, array_agg(creditor_id) from debtor_creditor group by 1
     ), bank (creditor_id, debtor_ids) as (
       select c.id, array(select debtor_id from debtor_creditor k where k.creditor_id = c.id) from creditor c
     ), worker (id, creditor_ids) as (
       select agent_id, array_agg(creditor_id) from agent_creditor group by 1
       union all select api_client_id, array_agg(creditor_id) from api_client_creditor group by 1
     ), owned (type, id, debtor_ids, creditor_ids, selves) as (
       ${ofDebtsSql.join(' union all ')}
       union all select 'Debtor', 'Debtor.' || debtor_id, array[debtor_id], creditor_ids, '{}' from person
       union all select 'ContactPoint', 'ContactPoint.' || c.debtor_id || '.' || c.id, array[c.debtor_id], creditor_ids, '{}'
         from contact_point c join person using (debtor_id)
       union all select 'Creditor', 'Creditor.' || creditor_id, debtor_ids, array[creditor_id], '{}' from bank
       union all select 'CreditorPolicy', 'CreditorPolicy.' || p.id, debtor_ids, array[creditor_id], '{}'
         from creditor_policy p join bank using (creditor_id)
       union all select 'Agent', 'Agent.' || id, '{}', creditor_ids, array[id] from agent join worker using (id)
       union all select 'ApiClient', 'ApiClient.' || id, '{}', creditor_ids, array[id] from api_client join worker using (id)
       union all select 'ApiKey', 'ApiKey.' || k.id, '{}', w.creditor_ids, array[w.id]
         from api_key k join worker w on w.id = k.api_client_id
       union all select 'ImportRun', 'ImportRun.' || r.id, '{}', coalesce(w.creditor_ids, '{}'), array[w.id]
         from import_run r left join worker w on w.id in (r.started_by_agent, r.started_by_client)
       union all select 'ImportRowError', 'ImportRowError.' || e.id, '{}', coalesce(w.creditor_ids, '{}'), array[w.id]
         from import_row_error e join import_run r on r.id = e.import_run_id
         left join worker w on w.id in (r.started_by_agent, r.started_by_client)
     )
     select type, id, debtor_ids::text[] as "debtorIds", creditor_ids::text[] as "creditorIds", selves::text[]
       from owned order by id`,
  );
}
