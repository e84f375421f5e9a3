import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { CalendarDate } from '../../kernel/calendar-date.ts';
import type { Language } from '../../locales/language.ts';

@Entity('debtor')
export class DebtorEntity {
  @PrimaryColumn({ type: 'uuid', name: 'debtor_id' })
  debtorId: string;

  @Column({ type: 'text' })
  name: string;

  @Column({ type: 'date', name: 'birth_date' })
  birthDate: CalendarDate;

  @Column({ type: 'text' })
  language: Language;

  @Column({ type: 'text', name: 'time_zone' })
  timeZone: string;

  /** Wrong codes in a row, over all challenges of this person. */
  @Column({ type: 'int', name: 'failed_codes' })
  failedCodes: number;

  @Column({ type: 'timestamptz', name: 'created_at' })
  createdAt: Date;

  @Column({ type: 'timestamptz', name: 'updated_at' })
  updatedAt: Date;
}
