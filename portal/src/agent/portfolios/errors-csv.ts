import type { RowError } from './portfolios.queries.ts';

/** RFC 4180. The byte order mark makes spreadsheets read UTF-8. */
export function errorsCsv(errors: readonly RowError[]): string {
  const rows = errors.map(({ line, column, code, message }) => [String(line), column ?? '', code, message]);
  return `\uFEFF${[['line', 'column', 'code', 'message'], ...rows].map(csvLine).join('')}`;
}

function csvLine(cells: readonly string[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

/** A cell that a spreadsheet would compute is made plain text: its words may come from the file. */
function csvCell(text: string): string {
  const plain = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}
