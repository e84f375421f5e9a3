import type { DataSource } from 'typeorm';
import { isReplay } from '../../database/client-request.ts';
import { inTransaction, lockDebtor } from '../../database/transaction.ts';
import type { Actor } from '../../identity/actor.ts';
import { authorise } from '../../identity/permissions.ts';
import type { Clock } from '../../kernel/clock.ts';
import { AppError } from '../../kernel/errors.ts';
import { appendEvent } from '../activity/activity.repository.ts';
import { findDebt } from '../debts/debt.repository.ts';
import type { PlanViewStep } from './plan-view.ts';
import { endStep, requestOf, rowKey } from './proposal-step.service.ts';

export interface RecordPlanView {
  /** Made by the client; the same id and content are recorded once. */
  readonly id: string;
  readonly debtId: string;
  readonly step: PlanViewStep;
}

const eventTypes = { VIEWED: 'PLAN_VIEWED', LEFT: 'PLAN_LEFT' } as const;

/** What the live feed shows of people who look and have not decided. */
export class PlanViewService {
  constructor(private readonly deps: { readonly source: DataSource; readonly clock: Clock }) {}

  async recordPlanView(actor: Actor, input: RecordPlanView): Promise<void> {
    const debt = rowKey('Debt', input.debtId);
    authorise(actor, 'plan.recordView', { debtorId: debt.debtorId });
    await inTransaction(this.deps.source, actor, async (tx) => {
      const now = this.deps.clock.now();
      const known = (await lockDebtor(tx, debt.debtorId)) ? await findDebt(tx, debt) : null;
      if (known === null) throw new AppError('NOT_FOUND');
      const request = requestOf(debt.debtorId, 'VIEW', input, now);
      if (await isReplay(tx, request)) return;
      await appendEvent(tx, {
        debtorId: debt.debtorId,
        creditorId: known.creditorId,
        debtId: debt.id,
        type: eventTypes[input.step],
        actor,
        occurredAt: now,
      });
      await endStep(tx, request);
    });
  }
}
