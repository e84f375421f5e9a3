import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Tables that carry both `debtor_id` and `creditor_id`: one policy text serves them all. */
const scopedTables = [
  'debtor_creditor',
  'debt',
  'ledger_transaction',
  'ledger_entry',
  'plan_proposal',
  'plan_offer',
  'plan',
  'instalment',
  'agreement',
  'collection_hold',
  'payment',
  'rule_decision',
  'activity_event',
];
/** Tables of the person itself: visible to the person and to agents of a creditor that knows the person. */
const personTables = ['debtor', 'contact_point', 'client_request'];
/** The person's own, and ours; nobody else has a use for them. */
const ownTables = [
  'agreement_verification',
  'provider_payment',
  'debtor_session',
  'code_challenge',
  'outbox_message',
];
/** Lead to a person from what somebody else says, or open a session: only for our own work. */
const systemTables = ['external_debtor', 'external_debt', 'portal_reference', 'agent_session'];
/** Append-only: what happened is never rewritten; a correction is a new row. */
const appendOnlyTables = [
  'ledger_transaction',
  'ledger_entry',
  'plan_offer',
  'agreement',
  'rule_decision',
  'activity_event',
  'creditor_policy',
];
const writable = [
  'creditor',
  'creditor_policy',
  'agent',
  'agent_creditor',
  'api_client',
  'api_client_creditor',
  'api_key',
  'rate_limit',
  'import_run',
  'import_row_error',
  'setting',
  'webhook_event',
  'misdirected_contact',
  ...systemTables,
  ...ownTables,
  ...personTables,
  ...scopedTables,
];

/**
 * What the database itself refuses: unbalanced books, rewritten history, rows of somebody else.
 * Row-level security is the backstop behind the reader's own predicates: no context, no rows.
 */
export class Guards20261122000300 implements MigrationInterface {
  name = 'Guards20261122000300';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create function app_debtor_id() returns uuid language sql stable parallel safe as
        $$ select nullif(current_setting('app.debtor_id', true), '')::uuid $$;
      create function app_creditor_ids() returns uuid[] language sql stable parallel safe as
        $$ select coalesce(nullif(current_setting('app.creditor_ids', true), ''), '{}')::uuid[] $$;
      create function app_is_system() returns boolean language sql stable parallel safe as
        $$ select coalesce(current_setting('app.system', true), '') = 'on' $$;

      -- What anybody who holds a code may learn; owned by the owner, so it sees past row-level security.
      create view public_agreement as
        select v.verification_code, a.signed_at, a.sha256, a.language, c.name as creditor_name,
               p.status as plan_status, p.instalment_count
          from agreement_verification v
          join agreement a on a.debtor_id = v.debtor_id and a.id = v.agreement_id
          join creditor c on c.id = a.creditor_id
          join plan p on p.debtor_id = a.debtor_id and p.id = a.plan_id;
      grant select on public_agreement to quittance_app;

      create function refuse_change() returns trigger language plpgsql as $$
      begin
        raise exception '% is append-only: write a correcting row instead', tg_table_name
          using errcode = 'restrict_violation';
      end $$;

      create function check_ledger_balance() returns trigger language plpgsql as $$
      declare imbalance record;
      begin
        select currency, sum(amount_minor) as total into imbalance
          from ledger_entry
         where debtor_id = new.debtor_id and transaction_id = new.transaction_id
         group by currency having sum(amount_minor) <> 0 limit 1;
        if found then
          raise exception 'ledger transaction % does not sum to zero: % % over', new.transaction_id,
            imbalance.total, imbalance.currency using errcode = 'check_violation';
        end if;
        return null;
      end $$;
      create constraint trigger ledger_entry_balances after insert on ledger_entry
        deferrable initially deferred for each row execute function check_ledger_balance();

      create function notify_activity() returns trigger language plpgsql as $$
      begin
        perform pg_notify('activity', new.debtor_id || '.' || new.id || '.' || new.creditor_id || '.' || new.type);
        return null;
      end $$;
      -- An import writes thousands at once: in the log, but no news for the live feed.
      create trigger activity_event_notifies after insert on activity_event
        for each row when (new.type <> 'PORTFOLIO_IMPORTED') execute function notify_activity();
    `);
    for (const table of appendOnlyTables) {
      await db.query(
        `create trigger ${table}_append_only before update or delete on ${table}
           for each row execute function refuse_change();
         create trigger ${table}_no_truncate before truncate on ${table}
           for each statement execute function refuse_change();`,
      );
    }
    for (const table of writable) {
      const rights = appendOnlyTables.includes(table) ? 'select, insert' : 'select, insert, update';
      await db.query(`grant ${rights} on ${table} to quittance_app`);
    }
    // Counts, codes and the messages that carry codes serve nobody after a day; everything else stays.
    await db.query('grant delete on rate_limit, code_challenge, outbox_message to quittance_app');
    await hideSecrets(db);
    for (const table of systemTables) await protect(db, table, '(select app_is_system())');
    for (const table of ownTables) {
      await protect(db, table, 'debtor_id = (select app_debtor_id()) or (select app_is_system())');
    }
    for (const table of scopedTables) {
      await protect(
        db,
        table,
        `debtor_id = (select app_debtor_id())
         or creditor_id = any ((select app_creditor_ids())::uuid[])
         or (select app_is_system())`,
      );
    }
    for (const table of personTables) {
      await protect(
        db,
        table,
        `debtor_id = (select app_debtor_id())
         or exists (select from debtor_creditor known where known.debtor_id = ${table}.debtor_id
                      and known.creditor_id = any ((select app_creditor_ids())::uuid[]))
         or (select app_is_system())`,
      );
    }
  }

  async down(db: QueryRunner): Promise<void> {
    for (const table of [...scopedTables, ...personTables, ...ownTables, ...systemTables]) {
      await db.query(
        `drop policy ${table}_scope on ${table}; alter table ${table} disable row level security;`,
      );
    }
    for (const table of writable) await db.query(`revoke all on ${table} from quittance_app`);
    for (const table of appendOnlyTables) {
      await db.query(
        `drop trigger ${table}_append_only on ${table}; drop trigger ${table}_no_truncate on ${table};`,
      );
    }
    await db.query(`
      drop view public_agreement;
      drop function agent_secrets;
      drop trigger activity_event_notifies on activity_event;
      drop trigger ledger_entry_balances on ledger_entry;
      drop function notify_activity(), check_ledger_balance(), refuse_change(), app_is_system(),
        app_creditor_ids(), app_debtor_id();
    `);
  }
}

async function protect(db: QueryRunner, table: string, rule: string): Promise<void> {
  await db.query(
    `alter table ${table} enable row level security;
     create policy ${table}_scope on ${table} to quittance_app using (${rule});`,
  );
}

/**
 * What proves an agent or an integrator is written by the serving role and never read by it: sign-in asks
 * `agent_secrets`, as ourselves, and keys are compared in `enter_session`.
 */
async function hideSecrets(db: QueryRunner): Promise<void> {
  await db.query(`
    revoke select, update on agent, api_key from quittance_app;
    grant select (id, email, name, role, totp_last_step, failed_attempts, locked_until, disabled_at, created_at),
          update (totp_last_step, failed_attempts, locked_until, disabled_at) on agent to quittance_app;
    grant select (api_client_id, id, scopes, created_at, last_seen_at, expires_at, revoked_at),
          update (revoked_at) on api_key to quittance_app;
    create function agent_secrets(p_agent uuid) returns table (password_hash text, totp_secret text)
      language sql stable security definer set search_path = public, pg_temp as
      $$ select a.password_hash, a.totp_secret from agent a where a.id = p_agent and app_is_system() $$;
    revoke all on function agent_secrets from public;
    grant execute on function agent_secrets to quittance_app;
  `);
}
