import { Column, Entity, PrimaryColumn } from 'typeorm';
import { bigintColumn } from '../../database/columns.ts';
import type { CalendarDate, Frequency } from '../../kernel/calendar-date.ts';
import type { CurrencyCode } from '../../kernel/money.ts';
import type { Language } from '../../locales/language.ts';
import type { AllocationPreset } from '../debts/allocation.ts';

@Entity('plan')
export class PlanEntity {
  @PrimaryColumn({ type: 'uuid', name: 'debtor_id' })
  debtorId: string;

  @PrimaryColumn({ type: 'uuid' })
  id: string;

  @Column({ type: 'uuid', name: 'debt_id' })
  debtId: string;

  @Column({ type: 'uuid', name: 'creditor_id' })
  creditorId: string;

  @Column({ type: 'uuid', name: 'proposal_id' })
  proposalId: string;

  @Column({ type: 'uuid', name: 'agreement_id' })
  agreementId: string;

  @Column({ type: 'text' })
  status: 'ACTIVE' | 'COMPLETED' | 'BREACHED';

  @Column({ type: 'text' })
  currency: CurrencyCode;

  @Column({ type: 'text' })
  frequency: Frequency;

  @Column({ type: 'boolean', name: 'interest_freeze' })
  interestFreeze: boolean;

  @Column({ type: 'text', name: 'allocation_order' })
  allocationOrder: AllocationPreset;

  @Column({ type: 'int', name: 'instalment_count' })
  instalmentCount: number;

  @Column({ type: 'bigint', name: 'total_minor', transformer: bigintColumn })
  totalMinor: bigint;

  /** The day of the offer's balance: a freeze stops the interest from here. */
  @Column({ type: 'date', name: 'started_on' })
  startedOn: CalendarDate;

  @Column({ type: 'date', name: 'last_due_on' })
  lastDueOn: CalendarDate;

  @Column({ type: 'timestamptz', name: 'created_at' })
  createdAt: Date;
}

@Entity('instalment')
export class InstalmentEntity {
  @PrimaryColumn({ type: 'uuid', name: 'debtor_id' })
  debtorId: string;

  @PrimaryColumn({ type: 'uuid' })
  id: string;

  @Column({ type: 'uuid', name: 'plan_id' })
  planId: string;

  @Column({ type: 'uuid', name: 'creditor_id' })
  creditorId: string;

  /** 0: the up-front payment. */
  @Column({ type: 'int' })
  number: number;

  @Column({ type: 'date', name: 'due_on' })
  dueOn: CalendarDate;

  @Column({ type: 'text' })
  currency: CurrencyCode;

  @Column({ type: 'bigint', name: 'amount_minor', transformer: bigintColumn })
  amountMinor: bigint;

  @Column({ type: 'bigint', name: 'principal_minor', transformer: bigintColumn })
  principalMinor: bigint;

  @Column({ type: 'bigint', name: 'interest_minor', transformer: bigintColumn })
  interestMinor: bigint;

  @Column({ type: 'bigint', name: 'fees_minor', transformer: bigintColumn })
  feesMinor: bigint;

  @Column({ type: 'bigint', name: 'costs_minor', transformer: bigintColumn })
  costsMinor: bigint;

  /** Still owed after it, by the plan. */
  @Column({ type: 'bigint', name: 'remaining_minor', transformer: bigintColumn })
  remainingMinor: bigint;
}

/** Append-only. */
@Entity('agreement')
export class AgreementEntity {
  @PrimaryColumn({ type: 'uuid', name: 'debtor_id' })
  debtorId: string;

  @PrimaryColumn({ type: 'uuid' })
  id: string;

  @Column({ type: 'uuid', name: 'proposal_id' })
  proposalId: string;

  @Column({ type: 'uuid', name: 'plan_id' })
  planId: string;

  @Column({ type: 'uuid', name: 'creditor_id' })
  creditorId: string;

  @Column({ type: 'text', name: 'verification_code' })
  verificationCode: string;

  @Column({ type: 'text' })
  language: Language;

  @Column({ type: 'text', name: 'canonical_json' })
  canonicalJson: string;

  @Column({ type: 'text' })
  sha256: string;

  @Column({ type: 'timestamptz', name: 'signed_at' })
  signedAt: Date;

  /** The masked contact point that the code was sent to. */
  @Column({ type: 'text', name: 'signed_via' })
  signedVia: string;
}

@Entity('collection_hold')
export class CollectionHoldEntity {
  @PrimaryColumn({ type: 'uuid', name: 'debtor_id' })
  debtorId: string;

  @PrimaryColumn({ type: 'uuid' })
  id: string;

  @Column({ type: 'uuid', name: 'debt_id' })
  debtId: string;

  @Column({ type: 'uuid', name: 'creditor_id' })
  creditorId: string;

  @Column({ type: 'text' })
  reason: 'ACTIVE_PLAN';

  @Column({ type: 'uuid', name: 'plan_id', nullable: true })
  planId: string | null;

  @Column({ type: 'timestamptz', name: 'starts_at' })
  startsAt: Date;
}
