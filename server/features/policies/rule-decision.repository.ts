import type { Tx } from '../../database/transaction.ts';
import { newId } from '../../kernel/id.ts';
import type { RuleOutcome } from './plan-rules.ts';
import { RuleDecisionEntity } from './rule-decision.entity.ts';

export interface DecisionSubject {
  readonly debtorId: string;
  readonly creditorId: string;
  readonly debtId: string;
  readonly subjectType: string;
  readonly subjectId: string;
  readonly decidedAt: Date;
  readonly validUntil: Date | null;
}

/** Keeps what each rule said about a subject, with its inputs; in the transaction that acts on it. */
export async function recordDecisions(
  tx: Tx,
  subject: DecisionSubject,
  outcomes: readonly RuleOutcome[],
): Promise<void> {
  const rows = outcomes.map(({ actual, inputs, ...outcome }) => ({
    ...subject,
    ...outcome,
    id: newId(),
    inputs: { ...inputs, actual },
  }));
  await tx.insert(RuleDecisionEntity, rows);
}
