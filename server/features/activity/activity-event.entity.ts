import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ActivityType } from './activity.ts';

@Entity('activity_event')
export class ActivityEventEntity {
  @PrimaryColumn({ type: 'uuid', name: 'debtor_id' })
  debtorId: string;

  @PrimaryColumn({ type: 'uuid' })
  id: string;

  @Column({ type: 'uuid', name: 'creditor_id' })
  creditorId: string;

  @Column({ type: 'uuid', name: 'debt_id', nullable: true })
  debtId: string | null;

  @Column({ type: 'text' })
  type: ActivityType;

  @Column({ type: 'text', name: 'actor_kind' })
  actorKind: string;

  @Column({ type: 'uuid', name: 'actor_id', nullable: true })
  actorId: string | null;

  /** Null for the person and for us. */
  @Column({ type: 'text', name: 'actor_name', nullable: true })
  actorName: string | null;

  @Column({ type: 'uuid', name: 'proposal_id', nullable: true })
  proposalId: string | null;

  @Column({ type: 'uuid', name: 'plan_id', nullable: true })
  planId: string | null;

  @Column({ type: 'uuid', name: 'payment_id', nullable: true })
  paymentId: string | null;

  @Column({ type: 'jsonb', nullable: true })
  data: object | null;

  @Column({ type: 'timestamptz', name: 'occurred_at' })
  occurredAt: Date;
}
