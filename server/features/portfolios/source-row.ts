import {
  type FieldPath,
  type FieldProblem,
  problem,
  type RowError,
  type RowErrorCode,
} from './row-errors.ts';

/** One record of a file, not yet checked; both forms of file come down to this. */
export interface SourceRow {
  readonly line: number;
  readonly value: unknown;
  /** What is wrong with the row already; then there is no value to check. */
  readonly problems: readonly FieldProblem[];
  /** The problem is that of the file: no row of it can be read. */
  readonly ofFile: boolean;
  /** The name of a field as the file knows it. */
  readonly columnOf: (path: FieldPath) => string | null;
}

export function unreadable(line: number, code: RowErrorCode, message: string): SourceRow {
  const problems = [problem([], code, message)];
  return { line, value: undefined, problems, ofFile: false, columnOf: () => null };
}

/** A field's name comes from the file, so it may be anything; PostgreSQL, for one, refuses NUL. */
export function toRowError(
  { line, columnOf }: Pick<SourceRow, 'line' | 'columnOf'>,
  { path, code, message }: FieldProblem,
): RowError {
  const column =
    columnOf(path)
      ?.slice(0, 200)
      .replaceAll(/[\p{Cc}\p{Cs}]/gu, '\uFFFD') ?? null;
  const [list, index] = path;
  const item = list === 'history' && typeof index === 'number' ? `Item ${index + 1}: ` : '';
  return { line, column, code, message: `${item}${message}` };
}
