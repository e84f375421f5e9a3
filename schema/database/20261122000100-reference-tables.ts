import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Reference tables: small, the same on every node of a cluster, not owned by one debtor.
 * The role `quittance_app` serves requests: it owns nothing, so row-level security binds it.
 */
export class ReferenceTables20261122000100 implements MigrationInterface {
  name = 'ReferenceTables20261122000100';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      do $$ begin
        if not exists (select from pg_roles where rolname = 'quittance_app') then
          create role quittance_app nologin nosuperuser nobypassrls;
        end if;
        if not pg_has_role(current_user, 'quittance_app', 'member') then
          grant quittance_app to current_user;
        end if;
      exception when duplicate_object or unique_violation then null;
      end $$;
      grant usage on schema public to quittance_app;

      create table creditor (
        id uuid primary key,
        code text not null unique,
        name text not null,
        jurisdiction text not null check (jurisdiction in ('CN', 'US', 'UK', 'TW')),
        currency text not null check (currency ~ '^[A-Z]{3}$'),
        time_zone text not null,
        created_at timestamptz not null
      );

      -- A policy version is never edited: a change is a new version.
      create table creditor_policy (
        id uuid primary key,
        creditor_id uuid not null references creditor (id),
        version int not null check (version > 0),
        max_instalments int not null check (max_instalments between 1 and 600),
        max_months int not null check (max_months between 1 and 600),
        min_instalment_minor bigint not null check (min_instalment_minor > 0),
        min_first_payment_percent int not null check (min_first_payment_percent between 0 and 100),
        max_first_due_days int not null check (max_first_due_days between 1 and 366),
        interest_freeze boolean not null,
        allocation_preset text not null,
        decision_days int not null check (decision_days between 1 and 60),
        proposal_valid_days int not null check (proposal_valid_days between 1 and 90),
        effective_from timestamptz not null,
        unique (creditor_id, version)
      );

      create table agent (
        id uuid primary key,
        email text not null unique check (email = lower(email)),
        name text not null,
        role text not null check (role in ('AGENT', 'SUPERVISOR', 'ADMIN')),
        password_hash text not null,
        totp_secret text not null,
        totp_last_step bigint not null default 0,
        failed_attempts int not null default 0,
        locked_until timestamptz,
        disabled_at timestamptz,
        created_at timestamptz not null
      );
      create table agent_creditor (
        agent_id uuid not null references agent (id),
        creditor_id uuid not null references creditor (id),
        primary key (agent_id, creditor_id)
      );
      create table agent_session (
        agent_id uuid not null references agent (id),
        id uuid not null,
        token_hash bytea not null,
        created_at timestamptz not null,
        last_seen_at timestamptz not null,
        expires_at timestamptz not null,
        ended_at timestamptz,
        primary key (agent_id, id)
      );

      create table api_client (
        id uuid primary key,
        name text not null,
        created_by uuid not null references agent (id),
        created_at timestamptz not null
      );
      create table api_client_creditor (
        api_client_id uuid not null references api_client (id),
        creditor_id uuid not null references creditor (id),
        primary key (api_client_id, creditor_id)
      );
      create table api_key (
        api_client_id uuid not null references api_client (id),
        id uuid not null,
        token_hash bytea not null,
        scopes text[] not null,
        created_at timestamptz not null,
        last_seen_at timestamptz,
        expires_at timestamptz not null,
        revoked_at timestamptz,
        primary key (api_client_id, id)
      );

      create table rate_limit (
        bucket text not null,
        window_start timestamptz not null,
        hits int not null,
        primary key (bucket, window_start)
      );

      create table import_run (
        id uuid primary key,
        file_name text not null,
        format text not null check (format in ('CSV', 'NDJSON')),
        content_sha256 text,
        status text not null check (status in ('RUNNING', 'SUCCEEDED', 'FAILED', 'INTERRUPTED')),
        dry_run boolean not null,
        all_or_nothing boolean not null,
        rows_read bigint not null default 0,
        rows_loaded bigint not null default 0,
        rows_unchanged bigint not null default 0,
        rows_rejected bigint not null default 0,
        started_by_agent uuid references agent (id),
        started_by_client uuid references api_client (id),
        started_at timestamptz not null,
        finished_at timestamptz
      );
      create table import_row_error (
        import_run_id uuid not null references import_run (id),
        id uuid not null,
        line bigint not null,
        column_name text,
        code text not null,
        message text not null,
        primary key (import_run_id, id)
      );
      create index import_row_error_line on import_row_error (import_run_id, line, id);

      -- Small facts about this installation (which demo portfolio is loaded, ...).
      create table setting (
        key text primary key,
        value text not null
      );
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      drop table setting, import_row_error, import_run, rate_limit, api_key, api_client_creditor, api_client,
        agent_session, agent_creditor, agent, creditor_policy, creditor;
      revoke all on schema public from quittance_app;
    `);
  }
}
