import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Payments, decisions, the log of what happened, requests, sessions and codes.
 */
export class RecordTables20261122000220 implements MigrationInterface {
  name = 'RecordTables20261122000220';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table payment (
        debtor_id uuid not null,
        id uuid not null,
        debt_id uuid not null,
        creditor_id uuid not null,
        plan_id uuid,
        amount_minor bigint not null check (amount_minor > 0),
        currency text not null,
        status text not null check (status in
          ('CREATED', 'PENDING', 'SUCCEEDED', 'FAILED', 'CANCELLED', 'UNKNOWN')),
        provider text not null,
        provider_reference text,
        checkout_url text,
        failure_code text,
        effective_on date,
        allocation_order text,
        allocation jsonb,
        days_past_due int,
        receipt_number text,
        version int not null default 1,
        created_at timestamptz not null,
        -- When the provider was last asked what became of it.
        asked_at timestamptz,
        settled_at timestamptz,
        primary key (debtor_id, id),
        foreign key (debtor_id, debt_id) references debt (debtor_id, id)
      );
      create index payment_by_debt on payment (debtor_id, debt_id, created_at desc, id desc);
      create index payment_by_plan on payment (debtor_id, plan_id);
      -- The few whose end is not known: reconciliation asks about them.
      create index payment_open on payment (created_at, debtor_id, id) where status in ('PENDING', 'UNKNOWN');
      create table provider_payment (
        provider text not null,
        provider_reference text not null,
        debtor_id uuid not null,
        payment_id uuid not null,
        primary key (provider, provider_reference)
      );
      create table webhook_event (
        provider text not null,
        event_id text not null,
        received_at timestamptz not null,
        seen int not null default 1,
        primary key (provider, event_id)
      );

      create table rule_decision (
        debtor_id uuid not null,
        id uuid not null,
        creditor_id uuid not null,
        debt_id uuid not null,
        subject_type text not null,
        subject_id uuid not null,
        rule_id text not null,
        pack text not null,
        pack_version text not null,
        outcome text not null check (outcome in ('PASS', 'REFER', 'FAIL')),
        inputs jsonb not null,
        threshold text,
        would_pass text,
        decided_at timestamptz not null,
        valid_until timestamptz,
        primary key (debtor_id, id),
        foreign key (debtor_id, debt_id) references debt (debtor_id, id)
      );
      create index rule_decision_by_subject on rule_decision (debtor_id, subject_id, id);
      create index rule_decision_by_debt on rule_decision (debtor_id, debt_id, decided_at desc, id desc);

      -- The one log of everything that happened; feeds, subscriptions and reports only read it.
      create table activity_event (
        debtor_id uuid not null references debtor (debtor_id),
        id uuid not null,
        creditor_id uuid not null,
        debt_id uuid,
        type text not null,
        actor_kind text not null check (actor_kind in ('DEBTOR', 'AGENT', 'INTEGRATOR', 'SYSTEM', 'POLICY')),
        actor_id uuid,
        actor_name text,
        proposal_id uuid,
        plan_id uuid,
        payment_id uuid,
        data jsonb,
        occurred_at timestamptz not null,
        primary key (debtor_id, id)
      );
      create index activity_event_by_debtor on activity_event (debtor_id, occurred_at desc, id desc);
      create index activity_event_by_creditor on activity_event (creditor_id, occurred_at desc, id desc);

      create table client_request (
        debtor_id uuid not null,
        id uuid not null,
        operation text not null,
        content_hash text not null,
        seen int not null default 1,
        created_at timestamptz not null,
        primary key (debtor_id, id)
      );

      create table debtor_session (
        debtor_id uuid not null references debtor (debtor_id),
        id uuid not null,
        -- whose reference was used to sign in: their feed shows it
        creditor_id uuid references creditor (id),
        token_hash bytea not null,
        created_at timestamptz not null,
        last_seen_at timestamptz not null,
        expires_at timestamptz not null,
        ended_at timestamptz,
        primary key (debtor_id, id)
      );
      -- A challenge exists for unknown references too (debtor_id null): both cost the same work.
      create table code_challenge (
        id uuid primary key,
        debtor_id uuid,
        contact_point_id uuid,
        purpose text not null check (purpose in ('SIGN_IN', 'SIGN_AGREEMENT')),
        subject_id uuid,
        code_hash bytea not null,
        tries int not null default 0,
        sends int not null default 1,
        created_at timestamptz not null,
        expires_at timestamptz not null,
        used_at timestamptz
      );
      create table misdirected_contact (
        id uuid primary key,
        reference_hash bytea not null,
        reported_at timestamptz not null
      );
      create table outbox_message (
        id uuid primary key,
        debtor_id uuid,
        channel text not null check (channel in ('SMS', 'EMAIL')),
        recipient text not null,
        template text not null,
        language text not null,
        body text not null,
        created_at timestamptz not null
      );
      create index outbox_message_newest on outbox_message (created_at desc, id desc);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      drop table outbox_message, misdirected_contact, code_challenge, debtor_session,
        client_request, activity_event, rule_decision, webhook_event, provider_payment, payment cascade;
    `);
  }
}
