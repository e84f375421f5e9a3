import type { Temporal } from 'temporal-polyfill';
import type { Tx } from '../../database/transaction.ts';
import type { Actor, AnonymousActor } from '../../identity/actor.ts';
import { toDate } from '../../kernel/clock.ts';
import { assertNever } from '../../kernel/errors.ts';
import { newId } from '../../kernel/id.ts';
import type { ActivityType } from './activity.ts';
import { ActivityEventEntity } from './activity-event.entity.ts';

/** POLICY: the creditor's rules decided, at once and without anybody. */
export type EventActor = Exclude<Actor, AnonymousActor> | { readonly kind: 'POLICY' };
export const policyActor: EventActor = { kind: 'POLICY' };

export interface NewEvent {
  readonly debtorId: string;
  readonly creditorId: string;
  readonly type: ActivityType;
  readonly actor: EventActor;
  readonly occurredAt: Temporal.Instant;
  readonly id?: string;
  readonly debtId?: string;
  readonly proposalId?: string;
  readonly planId?: string;
  readonly paymentId?: string;
  /** A few facts by the type; amounts as text. */
  readonly data?: Readonly<Record<string, string | number | boolean | null>>;
}

/** Appends to the one log, in the transaction of the change itself: both are there or neither. */
export async function appendEvent(tx: Tx, event: NewEvent): Promise<string> {
  const [id] = await appendEvents(tx, [event]);
  return id!;
}

/** Many at once, for an import; answers their ids in the same order. */
export async function appendEvents(tx: Tx, events: readonly NewEvent[]): Promise<string[]> {
  const rows = events.map(toRow);
  if (rows.length > 0) await tx.insert(ActivityEventEntity, rows);
  return rows.map(({ id }) => id);
}

function toRow(event: NewEvent): ActivityEventEntity {
  return {
    debtorId: event.debtorId,
    id: event.id ?? newId(),
    creditorId: event.creditorId,
    debtId: event.debtId ?? null,
    type: event.type,
    actorKind: event.actor.kind,
    ...whoIs(event.actor),
    proposalId: event.proposalId ?? null,
    planId: event.planId ?? null,
    paymentId: event.paymentId ?? null,
    data: event.data ?? null,
    occurredAt: toDate(event.occurredAt),
  };
}

function whoIs(actor: EventActor): { actorId: string | null; actorName: string | null } {
  switch (actor.kind) {
    case 'DEBTOR':
      return { actorId: actor.debtorId, actorName: null };
    case 'AGENT':
      return { actorId: actor.agentId, actorName: actor.name };
    case 'INTEGRATOR':
      return { actorId: actor.apiClientId, actorName: actor.name };
    case 'SYSTEM':
    case 'POLICY':
      return { actorId: null, actorName: null };
    default:
      return assertNever(actor);
  }
}
