import { err, ok, type Result } from '../../kernel/result.ts';

const item = /^(\S+) +([A-Z]+)(?:\/([A-Z]+))? +(\S+)(?: +(.*))?$/;

/**
 * `2026-05-31 OPENING 900.00; 2026-06-10 PAYMENT 50.00 by card; 2026-06-10 PAYMENT/INTEREST 8.20`: items as
 * `date kind[/component] amount [text]`. Only taken apart here; the values are checked with the record.
 */
export function splitHistory(cell: string): Result<readonly Record<string, string>[], string> {
  const items: Record<string, string>[] = [];
  for (const text of cell.split(';').map((part) => part.trim())) {
    if (text === '') continue;
    const [, date, kind, component, amount, description] = item.exec(text) ?? [];
    if (!date || !kind || !amount) {
      const shown = text.length <= 60 ? text : `${text.slice(0, 60)}…`;
      return err(
        `Item ${items.length + 1} is ${JSON.stringify(shown)}; write "date kind amount text", for example ` +
          '"2026-06-10 PAYMENT 50.00 by card", with ";" between items.',
      );
    }
    items.push({ date, kind, amount, ...(component && { component }), ...(description && { description }) });
  }
  return ok(items);
}
