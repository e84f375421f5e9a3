import type { Readable } from 'node:stream';
import { faultSentence, readLines } from './line-reader.ts';
import type { FieldPath } from './row-errors.ts';
import { type SourceRow, unreadable } from './source-row.ts';

/** One JSON object a line; empty lines are skipped. */
export async function* readNdjson(source: Readable): AsyncGenerator<SourceRow> {
  for await (const line of readLines(source)) {
    if ('fault' in line) yield unreadable(line.number, line.fault, faultSentence(line.fault));
    else if (line.text.trim() !== '') yield readObject(line.number, line.text);
  }
}

function readObject(line: number, text: string): SourceRow {
  try {
    return { line, value: JSON.parse(text), problems: [], ofFile: false, columnOf: jsonPath };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return unreadable(line, 'INVALID_JSON', 'The line is not one JSON object; write one record a line.');
  }
}

/** `debtor.contactPoints[0].value` */
function jsonPath(path: FieldPath): string | null {
  const text = path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join('');
  return text === '' ? null : text.replace(/^\./, '');
}
