import type { Tx } from '../../database/transaction.ts';
import { type Clock, toDate } from '../../kernel/clock.ts';
import { newId } from '../../kernel/id.ts';
import { type Language, localeOf } from '../../locales/language.ts';
import { type WordParams, wordsFor } from '../../locales/words.ts';
import { insertMessage } from './message.repository.ts';
import type { Destination, MessageTemplate } from './message.ts';

export interface NewMessage {
  readonly debtorId: string | null;
  readonly to: Destination;
  readonly template: MessageTemplate;
  readonly language: Language;
  readonly params: WordParams;
}

/** Messages leave through the outbox: written in the caller's transaction, so that both happen or neither. */
export class MessageService {
  constructor(private readonly deps: { readonly clock: Clock }) {}

  async queueMessage(tx: Tx, { debtorId, to, template, language, params }: NewMessage): Promise<void> {
    await insertMessage(tx, {
      id: newId(),
      debtorId,
      channel: to.channel,
      recipient: to.value,
      template,
      language,
      body: wordsFor(localeOf(language)).t(`message.${template}`, params),
      createdAt: toDate(this.deps.clock.now()),
    });
  }
}
