import type { FastifyInstance } from 'fastify';
import type { DataSource } from 'typeorm';
import { inTransaction } from '../database/transaction.ts';
import { system } from '../identity/actor.ts';

interface OutboxRow {
  readonly channel: string;
  readonly recipient: string;
  readonly body: string;
  readonly created_at: Date;
}

/** `/outbox`: what would have been sent, newest first. For the demo only: here anybody can read the codes. */
export function addOutboxPage(app: FastifyInstance, source: DataSource): void {
  const newest = () =>
    inTransaction(source, system, (tx) =>
      tx.query<OutboxRow[]>(
        'select channel, recipient, body, created_at from outbox_message order by created_at desc, id desc limit 50',
      ),
    );
  app.get('/outbox', async (_request, reply) => {
    const rows = (await newest()).map(
      (
        row,
      ) => `<li><p><time>${row.created_at.toISOString()}</time> ${escapeHtml(row.channel)} → ${escapeHtml(row.recipient)}</p>
        <p>${escapeHtml(row.body)}</p></li>`,
    );
    return reply
      .type('text/html; charset=utf-8')
      .header('content-security-policy', "default-src 'none'; style-src 'self'; frame-ancestors 'none'")
      .send(`<!doctype html><html lang="en"><head><meta charset="utf-8">
        <meta name="viewport" content="width=device-width">
        <title>Outbox · Quittance</title><link rel="stylesheet" href="/plain.css"></head>
        <body><main><h1>Outbox</h1><p>What would have been sent. Load the page again to see newer ones.</p>
        <ol>${rows.join('') || '<li><p>Nothing yet.</p></li>'}</ol></main></body></html>`);
  });
  app.get('/outbox.json', async () => ({
    messages: (await newest()).map(({ channel, recipient, body, created_at }) => ({
      channel,
      recipient,
      body,
      createdAt: created_at.toISOString(),
    })),
  }));
}

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.codePointAt(0)};`);
}
