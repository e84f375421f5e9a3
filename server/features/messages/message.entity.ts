import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Language } from '../../locales/language.ts';
import type { Channel, MessageTemplate } from './message.ts';

@Entity('outbox_message')
export class OutboxMessageEntity {
  @PrimaryColumn({ type: 'uuid' })
  id: string;

  /** Null for a message to somebody who is not on file. */
  @Column({ type: 'uuid', name: 'debtor_id', nullable: true })
  debtorId: string | null;

  @Column({ type: 'text' })
  channel: Channel;

  @Column({ type: 'text' })
  recipient: string;

  @Column({ type: 'text' })
  template: MessageTemplate;

  @Column({ type: 'text' })
  language: Language;

  @Column({ type: 'text' })
  body: string;

  @Column({ type: 'timestamptz', name: 'created_at' })
  createdAt: Date;
}
