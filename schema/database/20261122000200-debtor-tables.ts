import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * People, their debts and the books. The debtor's aggregate: every row knows its debtor, every key and foreign key
 * starts with `debtor_id`. Uniqueness that is not per debtor (a creditor's external ids) lives in look-up tables.
 */
export class DebtorTables20261122000200 implements MigrationInterface {
  name = 'DebtorTables20261122000200';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table debtor (
        debtor_id uuid primary key,
        name text not null,
        birth_date date not null,
        language text not null check (language in ('ZH_CN', 'EN')),
        time_zone text not null,
        failed_codes int not null default 0,
        created_at timestamptz not null,
        updated_at timestamptz not null
      );
      -- One row per creditor that knows this person; agents of that creditor may see the person.
      create table debtor_creditor (
        debtor_id uuid not null references debtor (debtor_id),
        creditor_id uuid not null references creditor (id),
        external_id text not null,
        reference text not null,
        id_last_four text check (id_last_four ~ '^[0-9A-Za-z]{4}$'),
        primary key (debtor_id, creditor_id)
      );
      create index debtor_creditor_by_creditor on debtor_creditor (creditor_id, debtor_id);
      create table external_debtor (
        creditor_id uuid not null references creditor (id),
        external_id text not null,
        debtor_id uuid not null,
        primary key (creditor_id, external_id)
      );
      create table portal_reference (
        reference text primary key,
        debtor_id uuid not null,
        creditor_id uuid not null
      );

      create table contact_point (
        debtor_id uuid not null references debtor (debtor_id),
        id uuid not null,
        channel text not null check (channel in ('SMS', 'EMAIL')),
        value text not null,
        source text not null check (source in
          ('CONTRACT', 'RESERVED_DATA', 'AUTHORISATION', 'PUBLIC_SOURCE', 'RESERVED_CONTACT', 'BUREAU_QUERY')),
        consented_at timestamptz,
        verified_at timestamptz,
        suppressed_at timestamptz,
        created_at timestamptz not null,
        primary key (debtor_id, id),
        unique (debtor_id, channel, value)
      );

      create table debt (
        debtor_id uuid not null references debtor (debtor_id),
        id uuid not null,
        creditor_id uuid not null references creditor (id),
        external_id text not null,
        original_creditor text,
        product_type text not null check (product_type in ('CREDIT_CARD', 'PERSONAL_LOAN', 'ONLINE_LOAN')),
        number_last_four text,
        currency text not null check (currency ~ '^[A-Z]{3}$'),
        opened_on date not null,
        defaulted_on date,
        daily_rate numeric(18, 12) not null check (daily_rate >= 0 and daily_rate < 1),
        day_count text not null check (day_count in ('ACT_365F', 'ACT_366_BY_YEAR', 'ACT_360', 'THIRTY_360')),
        rounding_mode text not null default 'HALF_UP' check (rounding_mode in ('HALF_UP', 'HALF_EVEN', 'DOWN')),
        accrues_from date not null,
        recalled_at timestamptz,
        content_hash text not null,
        version int not null default 1,
        created_at timestamptz not null,
        updated_at timestamptz not null,
        primary key (debtor_id, id),
        unique (debtor_id, id, creditor_id, currency)
      );
      create index debt_by_creditor on debt (creditor_id, created_at desc, id desc);
      create table external_debt (
        creditor_id uuid not null references creditor (id),
        external_id text not null,
        debtor_id uuid not null,
        debt_id uuid not null,
        primary key (creditor_id, external_id)
      );

      create table ledger_transaction (
        debtor_id uuid not null,
        id uuid not null,
        debt_id uuid not null,
        creditor_id uuid not null,
        kind text not null check (kind in
          ('OPENING', 'CHARGE', 'FEE', 'COST', 'INTEREST', 'PAYMENT', 'WAIVER', 'ADJUSTMENT', 'WRITE_OFF')),
        effective_on date not null,
        posted_at timestamptz not null,
        description text,
        payment_id uuid,
        primary key (debtor_id, id),
        unique (debtor_id, id, debt_id, creditor_id, kind, effective_on),
        foreign key (debtor_id, debt_id) references debt (debtor_id, id)
      );
      create index ledger_transaction_by_debt on ledger_transaction (debtor_id, debt_id, effective_on desc, id desc);
      create unique index ledger_transaction_one_per_payment on ledger_transaction (debtor_id, payment_id)
        where kind = 'PAYMENT' and payment_id is not null;

      -- An entry repeats its (immutable) transaction so that a balance is one index-only scan; its foreign keys hold
      -- the copies to what they are copies of, and its currency to the debt's.
      create table ledger_entry (
        debtor_id uuid not null,
        id uuid not null,
        transaction_id uuid not null,
        debt_id uuid not null,
        creditor_id uuid not null,
        kind text not null,
        effective_on date not null,
        account text not null check (account in
          ('PRINCIPAL', 'INTEREST', 'FEES', 'COSTS', 'PAYMENTS', 'WAIVERS', 'WRITE_OFF', 'CLEARING')),
        amount_minor bigint not null check (amount_minor <> 0),
        currency text not null,
        primary key (debtor_id, id),
        foreign key (debtor_id, transaction_id, debt_id, creditor_id, kind, effective_on)
          references ledger_transaction (debtor_id, id, debt_id, creditor_id, kind, effective_on),
        foreign key (debtor_id, debt_id, creditor_id, currency)
          references debt (debtor_id, id, creditor_id, currency)
      );
      create index ledger_entry_by_debt on ledger_entry (debtor_id, debt_id)
        include (kind, effective_on, account, amount_minor, creditor_id);
      create index ledger_entry_by_transaction on ledger_entry (debtor_id, transaction_id);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      drop table ledger_entry, ledger_transaction, external_debt, debt, contact_point,
        portal_reference, external_debtor, debtor_creditor, debtor cascade;
    `);
  }
}
