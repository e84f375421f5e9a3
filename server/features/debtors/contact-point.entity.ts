import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Channel } from '../messages/message.ts';
import type { ContactSource } from './contact-source.ts';

@Entity('contact_point')
export class ContactPointEntity {
  @PrimaryColumn({ type: 'uuid', name: 'debtor_id' })
  debtorId: string;

  @PrimaryColumn({ type: 'uuid' })
  id: string;

  @Column({ type: 'text' })
  channel: Channel;

  /** A number as +8613…, or an e-mail address. */
  @Column({ type: 'text' })
  value: string;

  @Column({ type: 'text' })
  source: ContactSource;

  @Column({ type: 'timestamptz', name: 'consented_at', nullable: true })
  consentedAt: Date | null;

  /** When a code sent to it was entered. */
  @Column({ type: 'timestamptz', name: 'verified_at', nullable: true })
  verifiedAt: Date | null;

  /** When it was found not to be this person's, or they asked us not to use it. */
  @Column({ type: 'timestamptz', name: 'suppressed_at', nullable: true })
  suppressedAt: Date | null;

  @Column({ type: 'timestamptz', name: 'created_at' })
  createdAt: Date;
}
