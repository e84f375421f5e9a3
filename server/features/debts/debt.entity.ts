import { Column, Entity, PrimaryColumn, VersionColumn } from 'typeorm';
import type { CalendarDate } from '../../kernel/calendar-date.ts';
import type { CurrencyCode } from '../../kernel/money.ts';
import type { ContractDayCount, ContractRounding } from './debt-terms.ts';
import type { ProductType } from './product-type.ts';

@Entity('debt')
export class DebtEntity {
  @PrimaryColumn({ type: 'uuid', name: 'debtor_id' })
  debtorId: string;

  @PrimaryColumn({ type: 'uuid' })
  id: string;

  @Column({ type: 'uuid', name: 'creditor_id' })
  creditorId: string;

  @Column({ type: 'text', name: 'external_id' })
  externalId: string;

  @Column({ type: 'text', name: 'original_creditor', nullable: true })
  originalCreditor: string | null;

  @Column({ type: 'text', name: 'product_type' })
  productType: ProductType;

  @Column({ type: 'text', name: 'number_last_four', nullable: true })
  numberLastFour: string | null;

  @Column({ type: 'text' })
  currency: CurrencyCode;

  @Column({ type: 'date', name: 'opened_on' })
  openedOn: CalendarDate;

  @Column({ type: 'date', name: 'defaulted_on', nullable: true })
  defaultedOn: CalendarDate | null;

  /** Decimal text such as '0.000500000000'. */
  @Column({ type: 'numeric', name: 'daily_rate' })
  dailyRate: string;

  @Column({ type: 'text', name: 'day_count' })
  dayCount: ContractDayCount;

  @Column({ type: 'text', name: 'rounding_mode' })
  roundingMode: ContractRounding;

  /** The balance of this day, as loaded, holds its interest; later days accrue. */
  @Column({ type: 'date', name: 'accrues_from' })
  accruesFrom: CalendarDate;

  @Column({ type: 'timestamptz', name: 'recalled_at', nullable: true })
  recalledAt: Date | null;

  /** What the creditor's file said last; see portfolios/content-hash.ts. */
  @Column({ type: 'text', name: 'content_hash' })
  contentHash: string;

  @VersionColumn({ type: 'int' })
  version: number;

  @Column({ type: 'timestamptz', name: 'created_at' })
  createdAt: Date;

  @Column({ type: 'timestamptz', name: 'updated_at' })
  updatedAt: Date;
}
