import { type UserError, userError } from './errors.ts';

/**
 * The expected answers that are no success, as plain data: what a use case returns is the member of the
 * mutation's union (`server/graph/user-errors.types.ts`), so a resolver hands it on as it is.
 */
export interface InvalidInputError extends UserError {
  readonly __typename: 'InvalidInputError';
  readonly fields: readonly UserError[];
}
export interface NotAllowedNowError extends UserError {
  readonly __typename: 'NotAllowedNowError';
}
export interface CodeError extends UserError {
  readonly __typename: 'CodeError';
  /** Null where tries are not counted by code. */
  readonly triesLeft: number | null;
}

/** Every wrong field at once, so that a person corrects them in one go. */
export function invalidInput(fields: readonly UserError[]): InvalidInputError {
  const message = fields.map((field) => field.message).join(' ');
  return { __typename: 'InvalidInputError', ...userError('INVALID_INPUT', message), fields };
}

export function notAllowedNow(code: string, message: string): NotAllowedNowError {
  return { __typename: 'NotAllowedNowError', ...userError(code, message) };
}

export function codeError(code: string, message: string, triesLeft: number | null = null): CodeError {
  return { __typename: 'CodeError', ...userError(code, message, ['code']), triesLeft };
}
