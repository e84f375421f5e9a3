import { Column, Entity, PrimaryColumn } from 'typeorm';
import { bigintColumn } from '../../database/columns.ts';
import type { AllocationPreset } from '../debts/allocation.ts';

/** A version of a creditor's policy; append-only. */
@Entity('creditor_policy')
export class CreditorPolicyEntity {
  @PrimaryColumn({ type: 'uuid' })
  id: string;

  @Column({ type: 'uuid', name: 'creditor_id' })
  creditorId: string;

  @Column({ type: 'int' })
  version: number;

  @Column({ type: 'int', name: 'max_instalments' })
  maxInstalments: number;

  @Column({ type: 'int', name: 'max_months' })
  maxMonths: number;

  /** In the creditor's currency. */
  @Column({ type: 'bigint', name: 'min_instalment_minor', transformer: bigintColumn })
  minInstalmentMinor: bigint;

  @Column({ type: 'int', name: 'min_first_payment_percent' })
  minFirstPaymentPercent: number;

  @Column({ type: 'int', name: 'max_first_due_days' })
  maxFirstDueDays: number;

  @Column({ type: 'boolean', name: 'interest_freeze' })
  interestFreeze: boolean;

  @Column({ type: 'text', name: 'allocation_preset' })
  allocationPreset: AllocationPreset;

  @Column({ type: 'int', name: 'decision_days' })
  decisionDays: number;

  @Column({ type: 'int', name: 'proposal_valid_days' })
  proposalValidDays: number;

  @Column({ type: 'timestamptz', name: 'effective_from' })
  effectiveFrom: Date;
}
