import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Outcome } from './plan-rules.ts';

@Entity('rule_decision')
export class RuleDecisionEntity {
  @PrimaryColumn({ type: 'uuid', name: 'debtor_id' })
  debtorId: string;

  @PrimaryColumn({ type: 'uuid' })
  id: string;

  @Column({ type: 'uuid', name: 'creditor_id' })
  creditorId: string;

  @Column({ type: 'uuid', name: 'debt_id' })
  debtId: string;

  /** The type of the row that was decided on: 'PlanProposal'. */
  @Column({ type: 'text', name: 'subject_type' })
  subjectType: string;

  @Column({ type: 'uuid', name: 'subject_id' })
  subjectId: string;

  @Column({ type: 'text', name: 'rule_id' })
  ruleId: string;

  @Column({ type: 'text' })
  pack: string;

  @Column({ type: 'text', name: 'pack_version' })
  packVersion: string;

  @Column({ type: 'text' })
  outcome: Outcome;

  @Column({ type: 'jsonb' })
  inputs: object;

  @Column({ type: 'text', nullable: true })
  threshold: string | null;

  @Column({ type: 'text', name: 'would_pass', nullable: true })
  wouldPass: string | null;

  @Column({ type: 'timestamptz', name: 'decided_at' })
  decidedAt: Date;

  /** Until when the decision holds; null for good. */
  @Column({ type: 'timestamptz', name: 'valid_until', nullable: true })
  validUntil: Date | null;
}
