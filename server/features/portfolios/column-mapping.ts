import { z } from 'zod';
import { err, ok, type Result } from '../../kernel/result.ts';
import { isColumn } from './csv-columns.ts';
import type { ImportFormat } from './import-run.repository.ts';

/** `{ "their column": "our column" }`; a column mapped to null is left out. */
export type ColumnMapping = Readonly<Record<string, string | null>>;

const shape = z.record(z.string(), z.string().nullable());

export function readMapping(input: unknown, format: ImportFormat): Result<ColumnMapping | undefined, string> {
  if (input === undefined || input === null) return ok(undefined);
  if (format !== 'CSV') return err('A mapping is for CSV files; NDJSON records use our names.');
  const mapping = shape.safeParse(input);
  if (!mapping.success)
    return err('Write the mapping as { "their column": "our column" }, or null to leave one out.');
  const unknown = Object.values(mapping.data).find((column) => column !== null && !isColumn(column));
  if (unknown)
    return err(
      `The mapping names ${JSON.stringify(unknown)}, which is no column of schema/import/README.md.`,
    );
  return ok(mapping.data);
}
