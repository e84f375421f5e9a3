import { Column, Entity, PrimaryColumn } from 'typeorm';
import { bigintColumn } from '../../database/columns.ts';
import type { CalendarDate, Frequency } from '../../kernel/calendar-date.ts';
import type { CurrencyCode } from '../../kernel/money.ts';
import type { AllocationPreset } from '../debts/allocation.ts';
import type { BalancePartsJson, InstalmentJson } from './offer-schedule.ts';
import type { ProposalStatus } from './proposal.ts';

@Entity('plan_proposal')
export class PlanProposalEntity {
  @PrimaryColumn({ type: 'uuid', name: 'debtor_id' })
  debtorId: string;

  @PrimaryColumn({ type: 'uuid' })
  id: string;

  @Column({ type: 'uuid', name: 'debt_id' })
  debtId: string;

  @Column({ type: 'uuid', name: 'creditor_id' })
  creditorId: string;

  /** As last written; past `expiresAt` an open one means EXPIRED (proposal.ts, `statusAt`). */
  @Column({ type: 'text' })
  status: ProposalStatus;

  @Column({ type: 'int' })
  round: number;

  @Column({ type: 'uuid', name: 'current_offer_id' })
  currentOfferId: string;

  /** By when an agent answers; null when it is not the creditor's turn. */
  @Column({ type: 'timestamptz', name: 'decision_due_at', nullable: true })
  decisionDueAt: Date | null;

  @Column({ type: 'timestamptz', name: 'expires_at' })
  expiresAt: Date;

  @Column({ type: 'text', name: 'decided_by', nullable: true })
  decidedBy: 'POLICY' | 'AGENT' | 'DEBTOR' | null;

  @Column({ type: 'uuid', name: 'decided_by_agent_id', nullable: true })
  decidedByAgentId: string | null;

  @Column({ type: 'text', name: 'decline_reason', nullable: true })
  declineReason: string | null;

  @Column({ type: 'int' })
  version: number;

  @Column({ type: 'timestamptz', name: 'created_at' })
  createdAt: Date;

  @Column({ type: 'timestamptz', name: 'updated_at' })
  updatedAt: Date;
}

/** Append-only: a counter-offer is the next row. */
@Entity('plan_offer')
export class PlanOfferEntity {
  @PrimaryColumn({ type: 'uuid', name: 'debtor_id' })
  debtorId: string;

  @PrimaryColumn({ type: 'uuid' })
  id: string;

  @Column({ type: 'uuid', name: 'proposal_id' })
  proposalId: string;

  @Column({ type: 'uuid', name: 'creditor_id' })
  creditorId: string;

  @Column({ type: 'int' })
  round: number;

  @Column({ type: 'text', name: 'made_by' })
  madeBy: 'DEBTOR' | 'AGENT';

  @Column({ type: 'uuid', name: 'made_by_agent_id', nullable: true })
  madeByAgentId: string | null;

  @Column({ type: 'text', nullable: true })
  message: string | null;

  @Column({ type: 'text' })
  currency: CurrencyCode;

  /** The day of the balance that the terms start from, on the creditor's calendar. */
  @Column({ type: 'date', name: 'as_of' })
  asOf: CalendarDate;

  @Column({ type: 'bigint', name: 'balance_minor', transformer: bigintColumn })
  balanceMinor: bigint;

  @Column({ type: 'jsonb', name: 'balance_parts' })
  balanceParts: BalancePartsJson;

  @Column({ type: 'text', name: 'allocation_order' })
  allocationOrder: AllocationPreset;

  /** Of the creditor's policy that it was checked against. */
  @Column({ type: 'int', name: 'policy_version' })
  policyVersion: number;

  @Column({ type: 'text' })
  frequency: Frequency;

  @Column({ type: 'int', name: 'instalment_count' })
  instalmentCount: number;

  @Column({ type: 'bigint', name: 'instalment_minor', transformer: bigintColumn })
  instalmentMinor: bigint;

  @Column({ type: 'bigint', name: 'last_instalment_minor', transformer: bigintColumn })
  lastInstalmentMinor: bigint;

  @Column({ type: 'bigint', name: 'up_front_minor', transformer: bigintColumn })
  upFrontMinor: bigint;

  @Column({ type: 'date', name: 'first_due_on' })
  firstDueOn: CalendarDate;

  @Column({ type: 'date', name: 'last_due_on' })
  lastDueOn: CalendarDate;

  @Column({ type: 'boolean', name: 'interest_freeze' })
  interestFreeze: boolean;

  /** What the plan adds to the balance. */
  @Column({ type: 'bigint', name: 'total_interest_minor', transformer: bigintColumn })
  totalInterestMinor: bigint;

  @Column({ type: 'bigint', name: 'total_minor', transformer: bigintColumn })
  totalMinor: bigint;

  @Column({ type: 'jsonb' })
  schedule: InstalmentJson[];

  @Column({ type: 'text' })
  fingerprint: string;

  @Column({ type: 'timestamptz', name: 'created_at' })
  createdAt: Date;
}
