import type { Tx } from '../../database/transaction.ts';
import { newId } from '../../kernel/id.ts';
import type { CurrencyCode } from '../../kernel/money.ts';
import { defaultMinInstalment, defaultPolicies } from '../policies/default-policy.ts';
import type { Jurisdiction } from './jurisdiction.ts';

export interface KnownCreditor {
  readonly id: string;
  readonly code: string;
  readonly jurisdiction: Jurisdiction;
  readonly currency: CurrencyCode;
}
export interface NewCreditor {
  readonly code: string;
  readonly name: string;
  readonly jurisdiction: Jurisdiction;
  readonly currency: CurrencyCode;
  readonly timeZone: string;
}

/** Makes the creditors whose codes are new, each with version 1 of its policy from the jurisdiction's defaults. */
export async function addCreditors(tx: Tx, creditors: readonly NewCreditor[], now: Date): Promise<void> {
  const rows = creditors.map((creditor) => ({
    id: newId(),
    policy_id: newId(),
    ...creditor,
    ...defaultPolicies[creditor.jurisdiction],
    minInstalmentMinor: defaultMinInstalment[creditor.currency].toString(),
  }));
  await tx.query(insertSql, [JSON.stringify(rows), now]);
}

const insertSql = `
  with given as materialized (
    select * from json_to_recordset($1::json) as row (
      id uuid, policy_id uuid, code text, name text, jurisdiction text, currency text, "timeZone" text,
      "maxInstalments" int, "maxMonths" int, "minInstalmentMinor" bigint, "minFirstPaymentPercent" int,
      "maxFirstDueDays" int, "interestFreeze" boolean, "allocationPreset" text, "decisionDays" int,
      "proposalValidDays" int)
  ), made as (
    insert into creditor (id, code, name, jurisdiction, currency, time_zone, created_at)
    select id, code, name, jurisdiction, currency, "timeZone", $2 from given
    on conflict (code) do nothing
    returning id
  )
  insert into creditor_policy (id, creditor_id, version, max_instalments, max_months, min_instalment_minor,
    min_first_payment_percent, max_first_due_days, interest_freeze, allocation_preset, decision_days,
    proposal_valid_days, effective_from)
  select policy_id, id, 1, "maxInstalments", "maxMonths", "minInstalmentMinor", "minFirstPaymentPercent",
         "maxFirstDueDays", "interestFreeze", "allocationPreset", "decisionDays", "proposalValidDays", $2
    from given join made using (id)`;

/** The creditors of these codes, locked in one order: imports for one creditor take turns, batch by batch. */
export async function lockCreditors(tx: Tx, codes: readonly string[]): Promise<KnownCreditor[]> {
  return tx.query(
    `select id, code, jurisdiction, currency from creditor where code = any ($1) order by id for no key update`,
    [codes],
  );
}
