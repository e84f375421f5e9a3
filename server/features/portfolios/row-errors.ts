/** What is wrong with a row: where, a code for programs, and a sentence that says what to do. */
export interface RowError {
  readonly line: number;
  /** The file's own name of the column, or the path in the JSON record; null when it is the whole row. */
  readonly column: string | null;
  readonly code: RowErrorCode;
  readonly message: string;
}

export type RowErrorCode =
  // the file
  | 'EMPTY_FILE'
  | 'HEADER'
  | 'MISSING_COLUMN'
  // the line
  | 'LINE_TOO_LONG'
  | 'INVALID_UTF8'
  | 'NUL_CHARACTER'
  | 'INVALID_JSON'
  | 'INVALID_CSV'
  | 'QUOTE_NOT_CLOSED'
  | 'CELL_COUNT'
  // the shape
  | 'REQUIRED'
  | 'WRONG_TYPE'
  | 'NOT_ALLOWED'
  | 'UNKNOWN_FIELD'
  | 'TOO_LONG'
  | 'PATTERN'
  // the meaning
  | 'NO_SUCH_DAY'
  | 'OUT_OF_RANGE'
  | 'TOO_MANY_DECIMALS'
  | 'WRONG_ORDER'
  | 'RATE_TOO_HIGH'
  | 'UNKNOWN_TIME_ZONE'
  | 'CURRENCY_MISMATCH'
  | 'COMPONENT_NOT_ALLOWED'
  | 'HISTORY_DOES_NOT_ADD_UP'
  | 'DUPLICATE_ACCOUNT'
  // against what is already loaded
  | 'CREDITOR_NOT_YOURS'
  | 'CREDITOR_MISMATCH'
  | 'ACCOUNT_MOVED'
  | 'BALANCE_TOO_OLD'
  | 'PAYMENT_MISSING';

export type FieldPath = readonly PropertyKey[];

/** A problem of a record, before it is known which line and column that is. */
export interface FieldProblem {
  readonly path: FieldPath;
  readonly code: RowErrorCode;
  readonly message: string;
}

export function problem(path: FieldPath, code: RowErrorCode, message: string): FieldProblem {
  return { path, code, message };
}
