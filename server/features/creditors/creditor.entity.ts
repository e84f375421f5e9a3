import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { CurrencyCode } from '../../kernel/money.ts';
import type { Jurisdiction } from './jurisdiction.ts';

@Entity('creditor')
export class CreditorEntity {
  @PrimaryColumn({ type: 'uuid' })
  id: string;

  /** The creditor's short name in files and letters; unique. */
  @Column({ type: 'text' })
  code: string;

  @Column({ type: 'text' })
  name: string;

  @Column({ type: 'text' })
  jurisdiction: Jurisdiction;

  @Column({ type: 'text' })
  currency: CurrencyCode;

  @Column({ type: 'text', name: 'time_zone' })
  timeZone: string;

  @Column({ type: 'timestamptz', name: 'created_at' })
  createdAt: Date;
}
