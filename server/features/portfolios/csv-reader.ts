import type { Readable } from 'node:stream';
import { CsvError } from 'csv-parse';
import { parse } from 'csv-parse/sync';
import { err, ok, type Result } from '../../kernel/result.ts';
import type { ColumnMapping } from './column-mapping.ts';
import { isColumn, optionalColumns, plainColumns } from './csv-columns.ts';
import { type Header, readRow } from './csv-row.ts';
import { faultSentence, type Line, readLines } from './line-reader.ts';
import type { RowErrorCode } from './row-errors.ts';
import { type SourceRow, unreadable } from './source-row.ts';

interface CsvFault {
  readonly code: RowErrorCode;
  readonly message: string;
}

/** A header line, then one record a line; a cell holds no line break, so a stray quote costs one row, not the file. */
export async function* readCsv(source: Readable, mapping: ColumnMapping = {}): AsyncGenerator<SourceRow> {
  let header: Header | undefined;
  for await (const line of readLines(source)) {
    if ('text' in line && line.text.trim() === '') continue;
    const cells = splitLine(line);
    if (header) {
      yield cells.ok
        ? readRow(line.number, cells.value, header)
        : unreadable(line.number, cells.error.code, cells.error.message);
      continue;
    }
    const read = cells.ok ? readHeader(cells.value, mapping) : err(cells.error);
    if (!read.ok) {
      yield { ...unreadable(line.number, read.error.code, read.error.message), ofFile: true };
      return;
    }
    header = read.value;
  }
}

function splitLine(line: Line): Result<readonly string[], CsvFault> {
  if ('fault' in line) return err({ code: line.fault, message: faultSentence(line.fault) });
  try {
    const [cells = []] = parse(line.text, { relax_column_count: true, record_delimiter: '\n' });
    return ok(cells.map((cell) => cell.trim()));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return err(csvFault(error.code));
  }
}

function csvFault(code: CsvError['code']): CsvFault {
  return code === 'CSV_QUOTE_NOT_CLOSED'
    ? {
        code: 'QUOTE_NOT_CLOSED',
        message: 'A quote is opened and not closed on this line; close it, and keep each record on one line.',
      }
    : {
        code: 'INVALID_CSV',
        message:
          'A quote stands inside a cell; put the whole cell in quotes and double the quote: "say ""so""".',
      };
}

function readHeader(names: readonly string[], mapping: ColumnMapping): Result<Header, CsvFault> {
  const columns = names.map((name) => (Object.hasOwn(mapping, name) ? mapping[name]! : name));
  const unknown = columns.findIndex((column) => column !== null && !isColumn(column));
  if (unknown >= 0) {
    return header(
      `There is no column ${JSON.stringify(columns[unknown])}; rename or map it, or map it to null.`,
    );
  }
  const twice = columns.find((column, i) => column !== null && columns.indexOf(column) !== i);
  if (twice) return header(`The column ${twice} appears twice; leave one out.`);
  const missing = Object.keys(plainColumns).filter(
    (name) => !optionalColumns.has(name) && !columns.includes(name),
  );
  if (missing.length > 0) {
    return err({
      code: 'MISSING_COLUMN',
      message: `The header lacks ${missing.join(', ')}; add or map them.`,
    });
  }
  const theirs = new Map(columns.flatMap((column, i) => (column === null ? [] : [[column, names[i]!]])));
  return ok({ columns, theirs });
}

function header(message: string): Result<never, CsvFault> {
  return err({ code: 'HEADER', message });
}
