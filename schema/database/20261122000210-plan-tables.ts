import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Negotiations, signed plans, agreements and the holds that they bring.
 */
export class PlanTables20261122000210 implements MigrationInterface {
  name = 'PlanTables20261122000210';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table plan_proposal (
        debtor_id uuid not null references debtor (debtor_id),
        id uuid not null,
        debt_id uuid not null,
        creditor_id uuid not null,
        status text not null check (status in
          ('AWAITING_CREDITOR', 'AWAITING_DEBTOR', 'ACCEPTED', 'SIGNED', 'DECLINED', 'WITHDRAWN', 'EXPIRED')),
        round int not null check (round > 0),
        current_offer_id uuid not null,
        decision_due_at timestamptz,
        expires_at timestamptz not null,
        decided_by text check (decided_by in ('POLICY', 'AGENT', 'DEBTOR')),
        decided_by_agent_id uuid references agent (id),
        decline_reason text,
        version int not null default 1,
        created_at timestamptz not null,
        updated_at timestamptz not null,
        primary key (debtor_id, id),
        foreign key (debtor_id, debt_id) references debt (debtor_id, id)
      );
      -- One negotiation at a time for a debt.
      create unique index plan_proposal_one_open on plan_proposal (debtor_id, debt_id)
        where status in ('AWAITING_CREDITOR', 'AWAITING_DEBTOR', 'ACCEPTED');
      create index plan_proposal_by_debt on plan_proposal (debtor_id, debt_id, created_at desc, id desc);
      create index plan_proposal_queue on plan_proposal (creditor_id, status, decision_due_at, id);
      create index plan_proposal_newest on plan_proposal (creditor_id, created_at desc, id desc);

      create table plan_offer (
        debtor_id uuid not null,
        id uuid not null,
        proposal_id uuid not null,
        creditor_id uuid not null,
        round int not null check (round > 0),
        made_by text not null check (made_by in ('DEBTOR', 'AGENT')),
        made_by_agent_id uuid references agent (id),
        message text,
        currency text not null,
        as_of date not null,
        balance_minor bigint not null,
        -- What the balance is made of, by component, in minor units; and the order in which payments fill it.
        balance_parts jsonb not null,
        allocation_order text not null,
        policy_version int not null,
        frequency text not null check (frequency in ('WEEKLY', 'FORTNIGHTLY', 'FOUR_WEEKLY', 'MONTHLY')),
        instalment_count int not null check (instalment_count between 1 and 600),
        instalment_minor bigint not null check (instalment_minor > 0),
        last_instalment_minor bigint not null check (last_instalment_minor > 0),
        up_front_minor bigint not null default 0 check (up_front_minor >= 0),
        first_due_on date not null,
        last_due_on date not null,
        interest_freeze boolean not null,
        total_interest_minor bigint not null check (total_interest_minor >= 0),
        total_minor bigint not null check (total_minor > 0),
        schedule jsonb not null,
        fingerprint text not null,
        created_at timestamptz not null,
        primary key (debtor_id, id),
        unique (debtor_id, proposal_id, round),
        foreign key (debtor_id, proposal_id) references plan_proposal (debtor_id, id)
      );
      alter table plan_proposal add foreign key (debtor_id, current_offer_id) references plan_offer (debtor_id, id)
        deferrable initially deferred;

      create table plan (
        debtor_id uuid not null references debtor (debtor_id),
        id uuid not null,
        debt_id uuid not null,
        creditor_id uuid not null,
        proposal_id uuid not null,
        agreement_id uuid not null,
        status text not null check (status in ('ACTIVE', 'COMPLETED', 'BREACHED')),
        currency text not null,
        frequency text not null,
        interest_freeze boolean not null,
        -- As quoted: a schedule only comes true when payments are used in the order it was computed with.
        allocation_order text not null,
        instalment_count int not null,
        total_minor bigint not null check (total_minor > 0),
        started_on date not null,
        last_due_on date not null,
        -- The day on which it was completed or broken off: from then on a frozen interest may run again.
        ended_on date check ((status = 'ACTIVE') = (ended_on is null)),
        version int not null default 1,
        created_at timestamptz not null,
        primary key (debtor_id, id),
        unique (debtor_id, proposal_id),
        foreign key (debtor_id, debt_id) references debt (debtor_id, id)
      );
      create unique index plan_one_active on plan (debtor_id, debt_id) where status = 'ACTIVE';
      create index plan_by_debt on plan (debtor_id, debt_id, created_at desc, id desc);

      create table instalment (
        debtor_id uuid not null,
        id uuid not null,
        plan_id uuid not null,
        creditor_id uuid not null,
        -- 0 is what was agreed to be paid up front, on the day of signing.
        number int not null check (number >= 0),
        due_on date not null,
        currency text not null,
        amount_minor bigint not null check (amount_minor > 0),
        principal_minor bigint not null,
        interest_minor bigint not null,
        fees_minor bigint not null,
        costs_minor bigint not null,
        remaining_minor bigint not null check (remaining_minor >= 0),
        paid_minor bigint not null default 0 check (paid_minor between 0 and amount_minor),
        primary key (debtor_id, id),
        unique (debtor_id, plan_id, number),
        foreign key (debtor_id, plan_id) references plan (debtor_id, id)
      );

      create table agreement (
        debtor_id uuid not null,
        id uuid not null,
        proposal_id uuid not null,
        plan_id uuid not null,
        creditor_id uuid not null,
        verification_code text not null,
        language text not null,
        canonical_json text not null,
        sha256 text not null,
        signed_at timestamptz not null,
        signed_via text not null,
        primary key (debtor_id, id),
        unique (debtor_id, proposal_id),
        foreign key (debtor_id, plan_id) references plan (debtor_id, id)
      );
      create index agreement_by_plan on agreement (debtor_id, plan_id);
      create table agreement_verification (
        verification_code text primary key,
        debtor_id uuid not null,
        agreement_id uuid not null
      );

      create table collection_hold (
        debtor_id uuid not null,
        id uuid not null,
        debt_id uuid not null,
        creditor_id uuid not null,
        reason text not null check (reason in ('ACTIVE_PLAN')),
        plan_id uuid,
        starts_at timestamptz not null,
        ends_at timestamptz,
        primary key (debtor_id, id),
        foreign key (debtor_id, debt_id) references debt (debtor_id, id)
      );
      create index collection_hold_by_debt on collection_hold (debtor_id, debt_id);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      drop table collection_hold, agreement_verification, agreement, instalment, plan, plan_offer,
        plan_proposal cascade;
    `);
  }
}
