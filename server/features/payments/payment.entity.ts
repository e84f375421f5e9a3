import { Column, Entity, PrimaryColumn } from 'typeorm';
import { bigintColumn } from '../../database/columns.ts';
import type { CalendarDate } from '../../kernel/calendar-date.ts';
import type { CurrencyCode } from '../../kernel/money.ts';
import type { AllocationPreset, Component } from '../debts/allocation.ts';
import type { PaymentStatus } from './payment.ts';
import type { PaymentProviderName } from './payment-provider.ts';

@Entity('payment')
export class PaymentEntity {
  @PrimaryColumn({ type: 'uuid', name: 'debtor_id' })
  debtorId: string;

  /** Made by the client. */
  @PrimaryColumn({ type: 'uuid' })
  id: string;

  @Column({ type: 'uuid', name: 'debt_id' })
  debtId: string;

  @Column({ type: 'uuid', name: 'creditor_id' })
  creditorId: string;

  /** The plan that was active when it was begun, then the plan whose instalments it paid. */
  @Column({ type: 'uuid', name: 'plan_id', nullable: true })
  planId: string | null;

  @Column({ type: 'bigint', name: 'amount_minor', transformer: bigintColumn })
  amountMinor: bigint;

  @Column({ type: 'text' })
  currency: CurrencyCode;

  @Column({ type: 'text' })
  status: PaymentStatus;

  @Column({ type: 'text' })
  provider: PaymentProviderName;

  @Column({ type: 'text', name: 'provider_reference', nullable: true })
  providerReference: string | null;

  @Column({ type: 'text', name: 'checkout_url', nullable: true })
  checkoutUrl: string | null;

  @Column({ type: 'text', name: 'failure_code', nullable: true })
  failureCode: string | null;

  /** The value date, once it has succeeded. */
  @Column({ type: 'date', name: 'effective_on', nullable: true })
  effectiveOn: CalendarDate | null;

  @Column({ type: 'text', name: 'allocation_order', nullable: true })
  allocationOrder: AllocationPreset | null;

  /** What it was used for, in minor units as text, because JSON numbers end at 2^53; sums to the amount. */
  @Column({ type: 'jsonb', nullable: true })
  allocation: Readonly<Record<Component, string>> | null;

  @Column({ type: 'int', name: 'days_past_due', nullable: true })
  daysPastDue: number | null;

  @Column({ type: 'text', name: 'receipt_number', nullable: true })
  receiptNumber: string | null;

  @Column({ type: 'int' })
  version: number;

  @Column({ type: 'timestamptz', name: 'created_at' })
  createdAt: Date;

  /** When it succeeded, or failed for good. */
  @Column({ type: 'timestamptz', name: 'settled_at', nullable: true })
  settledAt: Date | null;
}
