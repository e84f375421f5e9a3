/**
 * The benchmark's portfolio as set-based SQL: every value comes from `md5(row number)`, so each run has the same
 * data. Rows are written in the order of their debtor, as an import writes them: one person's rows lie together.
 */

export const sizes = { debtors: 100_000, debts: 300_000, plans: 150_000, instalments: 1_800_000 } as const;
const instalmentsPerPlan = sizes.instalments / sizes.plans;

const pseudoRandom = `
  create function pg_temp.pick(seed text, below bigint) returns bigint language sql immutable as
    $$ select ('x' || substr(md5(seed), 1, 12))::bit(48)::bigint % below $$;
  create function pg_temp.id(seed text) returns uuid language sql immutable as $$ select md5(seed)::uuid $$;`;

const reference = `
  insert into creditor (id, code, name, jurisdiction, currency, time_zone, created_at)
  select pg_temp.id('creditor ' || n), 'BENCH-' || n, 'Bench Bank ' || n, law, currency, zone, '2025-11-01'
    from generate_series(1, 8) n
    join (values (0, 'CN', 'CNY', 'Asia/Shanghai'), (1, 'US', 'USD', 'America/New_York'),
                 (2, 'UK', 'GBP', 'Europe/London'), (3, 'TW', 'TWD', 'Asia/Taipei'))
      as place (slot, law, currency, zone) on slot = n % 4;
  insert into creditor_policy (id, creditor_id, version, max_instalments, max_months, min_instalment_minor,
         min_first_payment_percent, max_first_due_days, interest_freeze, allocation_preset, decision_days,
         proposal_valid_days, effective_from)
  select pg_temp.id('policy ' || code), id, 1, 60, 60, 10000, 0, 45, true, 'CN_CARD_DPD_LE_90', 5, 14, created_at
    from creditor`;

/** A debtor has three debts; the first has a plan, and every other debtor's second one too. */
const worksheet = `
  create temp table sheet as
  with person as (
    select i, pg_temp.id('debtor ' || i) as debtor_id from generate_series(1, ${sizes.debtors}) i
  ), terms as (
    select i, n, debtor_id, pg_temp.id('debt ' || i || ' ' || n) as debt_id,
           pg_temp.id('creditor ' || 1 + (i + n) % 8) as creditor_id,
           n = 1 or (n = 2 and i % 2 = 0) as planned,
           date '2025-12-01' + pg_temp.pick('from ' || i || n, 180)::int as accrues_from,
           200000 + pg_temp.pick('principal ' || i || n, 4000000) as principal,
           pg_temp.pick('fees ' || i || n, 4000) + 1 as fees,
           0.0002 + 0.0001 * pg_temp.pick('rate ' || i, 3) as daily_rate
      from person cross join generate_series(1, ${sizes.debts / sizes.debtors}) n
  ), accrued as (
    select *, accrues_from + case when planned then 30 else 60 end as accrues_to,
           round(principal * daily_rate * case when planned then 30 else 60 end)::bigint as interest
      from terms
  )
  select accrued.*, currency, principal + fees + interest as total,
         (principal + fees + interest) / ${instalmentsPerPlan} as instalment,
         case when planned then (accrues_to + interval '1 month')::date else accrues_to end as paid_on,
         case when planned then (principal + fees + interest) / ${instalmentsPerPlan} - fees - interest
              else principal / 10 end as principal_paid
    from accrued join creditor on creditor.id = creditor_id
   order by debtor_id, n;
  create temp table plan_sheet as
  select *, pg_temp.id('proposal ' || i || n) as proposal_id, pg_temp.id('offer ' || i || n) as offer_id,
         pg_temp.id('plan ' || i || n) as plan_id, pg_temp.id('agreement ' || i || n) as agreement_id
    from sheet where planned order by debtor_id, n;
  create temp table instalment_sheet as
  select debtor_id, plan_id, creditor_id, currency, number, interest, fees,
         (accrues_to + number * interval '1 month')::date as due_on,
         case when number < ${instalmentsPerPlan} then instalment
              else total - ${instalmentsPerPlan - 1} * instalment end as amount,
         case when number < ${instalmentsPerPlan} then total - number * instalment else 0 end as remaining
    from plan_sheet cross join generate_series(1, ${instalmentsPerPlan}) number
   order by debtor_id, plan_id, number;
  analyze sheet; analyze plan_sheet; analyze instalment_sheet`;

const people = `
  insert into debtor (debtor_id, name, birth_date, language, time_zone, created_at, updated_at)
  select debtor_id, 'Person ' || i, date '1960-01-01' + pg_temp.pick('birth ' || i, 15000)::int,
         case when i % 3 = 0 then 'EN' else 'ZH_CN' end, 'Asia/Shanghai', accrues_from, accrues_from
    from sheet where n = 1;
  insert into debtor_creditor (debtor_id, creditor_id, external_id, reference, id_last_four)
  select debtor_id, creditor_id, 'P' || i, 'BENCH-' || i || '-' || n, lpad((i % 10000)::text, 4, '0') from sheet;
  insert into contact_point (debtor_id, id, channel, value, source, verified_at, created_at)
  select debtor_id, pg_temp.id('contact ' || i), 'SMS', '+86 139 ' || lpad(i::text, 8, '0'), 'CONTRACT',
         accrues_from, accrues_from
    from sheet where n = 1;
  insert into debt (debtor_id, id, creditor_id, external_id, product_type, number_last_four, currency, opened_on,
         defaulted_on, daily_rate, day_count, accrues_from, content_hash, created_at, updated_at)
  select debtor_id, debt_id, creditor_id, 'D' || i || '-' || n,
         (array['CREDIT_CARD', 'PERSONAL_LOAN', 'ONLINE_LOAN'])[n], lpad((i % 10000)::text, 4, '0'), currency,
         accrues_from - 900, accrues_from - 40, daily_rate,
         case when i % 2 = 0 then 'ACT_365F' else 'ACT_360' end, accrues_from, md5('content ' || i || n),
         accrues_from + n * interval '1 minute', accrues_from + n * interval '1 minute'
    from sheet`;

/** Opening, the interest up to the value date of a payment, and the payment. */
const ledger = `
  create temp table posting_sheet as
  select debtor_id, debt_id, creditor_id, currency, kind, effective_on,
         pg_temp.id(kind || i || ' ' || n) as transaction_id, account, amount
    from sheet cross join lateral (values
      ('OPENING', accrues_from, 'PRINCIPAL', principal), ('OPENING', accrues_from, 'FEES', fees),
      ('OPENING', accrues_from, 'CLEARING', -principal - fees),
      ('INTEREST', paid_on, 'INTEREST', interest), ('INTEREST', paid_on, 'CLEARING', -interest),
      ('PAYMENT', paid_on, 'FEES', -fees), ('PAYMENT', paid_on, 'INTEREST', -interest),
      ('PAYMENT', paid_on, 'PRINCIPAL', -principal_paid),
      ('PAYMENT', paid_on, 'PAYMENTS', fees + interest + principal_paid)
    ) as entry (kind, effective_on, account, amount)
   order by debtor_id, debt_id, effective_on;
  insert into ledger_transaction (debtor_id, id, debt_id, creditor_id, kind, effective_on, posted_at)
  select debtor_id, transaction_id, debt_id, creditor_id, kind, effective_on, effective_on
    from posting_sheet where account in ('PRINCIPAL', 'INTEREST') and (kind <> 'PAYMENT' or account = 'PRINCIPAL');
  insert into ledger_entry (debtor_id, id, transaction_id, debt_id, creditor_id, kind, effective_on, account,
         amount_minor, currency)
  select debtor_id, pg_temp.id(transaction_id || account), transaction_id, debt_id, creditor_id, kind,
         effective_on, account, amount, currency
    from posting_sheet`;

const plans = `
  insert into plan_proposal (debtor_id, id, debt_id, creditor_id, status, round, current_offer_id, expires_at,
         decided_by, created_at, updated_at)
  select debtor_id, proposal_id, debt_id, creditor_id, 'SIGNED', 1, offer_id, accrues_to + 14, 'POLICY',
         accrues_to, accrues_to
    from plan_sheet;
  insert into plan_offer (debtor_id, id, proposal_id, creditor_id, round, made_by, currency, as_of, balance_minor,
         balance_parts, allocation_order, policy_version, frequency, instalment_count, instalment_minor,
         last_instalment_minor, first_due_on, last_due_on, interest_freeze, total_interest_minor, total_minor,
         schedule, fingerprint, created_at)
  select debtor_id, offer_id, proposal_id, creditor_id, 1, 'DEBTOR', currency, accrues_to, total,
         json_build_object('COSTS', '0', 'FEES', fees::text, 'INTEREST', interest::text, 'PRINCIPAL', principal::text),
         'CN_CARD_DPD_LE_90', 1, 'MONTHLY', ${instalmentsPerPlan}, instalment,
         total - ${instalmentsPerPlan - 1} * instalment, paid_on,
         (accrues_to + interval '${instalmentsPerPlan} months')::date, true, 0, total, schedule, md5(offer_id::text),
         accrues_to
    from plan_sheet join (
      select debtor_id, plan_id, jsonb_agg(jsonb_build_object('number', number, 'dueOn', due_on,
               'amountMinor', amount::text, 'principalMinor', (amount - (number = 1)::int * (interest + fees))::text,
               'interestMinor', ((number = 1)::int * interest)::text, 'feesMinor', ((number = 1)::int * fees)::text,
               'costsMinor', '0', 'remainingMinor', remaining::text) order by number) as schedule
        from instalment_sheet group by debtor_id, plan_id) as scheduled using (debtor_id, plan_id)
   order by debtor_id, n;
  insert into plan (debtor_id, id, debt_id, creditor_id, proposal_id, agreement_id, status, currency, frequency,
         interest_freeze, allocation_order, instalment_count, total_minor, started_on, last_due_on, created_at)
  select debtor_id, plan_id, debt_id, creditor_id, proposal_id, agreement_id, 'ACTIVE', currency, 'MONTHLY', true,
         'CN_CARD_DPD_LE_90', ${instalmentsPerPlan}, total, accrues_to,
         (accrues_to + interval '${instalmentsPerPlan} months')::date, accrues_to
    from plan_sheet;
  insert into agreement (debtor_id, id, proposal_id, plan_id, creditor_id, verification_code, language,
         canonical_json, sha256, signed_at, signed_via)
  select debtor_id, agreement_id, proposal_id, plan_id, creditor_id, upper(left(md5(agreement_id::text), 16)),
         'ZH_CN', paper, encode(sha256(convert_to(paper, 'UTF8')), 'hex'), accrues_to, 'SMS'
    from plan_sheet cross join lateral (select format('{"plan":"%s","total":"%s"}', plan_id, total) as paper) p;
  insert into collection_hold (debtor_id, id, debt_id, creditor_id, reason, plan_id, starts_at)
  select debtor_id, pg_temp.id('hold ' || i || n), debt_id, creditor_id, 'ACTIVE_PLAN', plan_id, accrues_to
    from plan_sheet;
  insert into instalment (debtor_id, id, plan_id, creditor_id, number, due_on, currency, amount_minor,
         principal_minor, interest_minor, fees_minor, costs_minor, remaining_minor, paid_minor)
  select debtor_id, pg_temp.id('instalment ' || plan_id || number), plan_id, creditor_id, number, due_on, currency,
         amount, amount - (number = 1)::int * (interest + fees), (number = 1)::int * interest,
         (number = 1)::int * fees, 0, remaining, (number = 1)::int * amount
    from instalment_sheet`;

export const portfolioSteps: readonly { readonly name: string; readonly sql: string }[] = [
  { name: 'creditors', sql: `${pseudoRandom} ${reference}` },
  { name: 'worksheets', sql: worksheet },
  { name: 'people and debts', sql: people },
  { name: 'ledger', sql: ledger },
  { name: 'plans', sql: plans },
];

/** What must be true of the loaded data; each answers the number of rows that break it. */
export const portfolioChecks: Readonly<Record<string, string>> = {
  'every ledger transaction sums to zero': `select count(*)::int from (select 1 from ledger_entry
    group by debtor_id, transaction_id having sum(amount_minor) <> 0 or count(distinct currency) <> 1) x`,
  'the instalments of a plan sum to its total': `select count(*)::int from (select 1 from plan p join instalment i
    on i.debtor_id = p.debtor_id and i.plan_id = p.id group by p.debtor_id, p.id, p.total_minor
    having sum(i.amount_minor) <> p.total_minor) x`,
  'what a plan was paid is what the ledger says': `select count(*)::int from plan p where
    (select sum(paid_minor) from instalment i where i.debtor_id = p.debtor_id and i.plan_id = p.id) is distinct from
    (select sum(amount_minor) from ledger_entry e where e.debtor_id = p.debtor_id and e.debt_id = p.debt_id
        and e.account = 'PAYMENTS')`,
};
