import type { Temporal } from 'temporal-polyfill';
import type { Tx } from '../../database/transaction.ts';
import { OutboxMessageEntity } from './message.entity.ts';

export async function insertMessage(tx: Tx, message: OutboxMessageEntity): Promise<void> {
  await tx.insert(OutboxMessageEntity, message);
}

export async function deleteMessagesBefore(tx: Tx, before: Temporal.Instant): Promise<void> {
  await tx.query('delete from outbox_message where created_at < $1', [before.toString()]);
}
