/** Every coded error of the API, with the sentence said when the thrower has no better one. */
const ERRORS = {
  UNAUTHENTICATED: 'Sign in first.',
  FORBIDDEN: 'Your role does not allow this.',
  NOT_FOUND: 'There is no such thing, or it is not yours to see.',
  RATE_LIMITED: 'Too many requests. Wait a little, then try again.',
  IDEMPOTENCY_CONFLICT: 'This id was already used with other content. Make a new id.',
  BAD_USER_INPUT: 'The input is not valid.',
} as const;

export type ErrorCode = keyof typeof ERRORS;
export type ErrorDetails = Readonly<Record<string, unknown>>;

/** Thrown for what is not an answer; everything that is not an AppError is masked at the edge. */
export class AppError extends Error {
  constructor(
    readonly code: ErrorCode,
    message: string = ERRORS[code],
    readonly details: ErrorDetails = {},
  ) {
    super(message);
    this.name = 'AppError';
  }
}

/** An expected "no": a member of a mutation's result union. `path` names the input field. */
export interface UserError {
  readonly code: string;
  readonly message: string;
  readonly path: readonly string[];
}

export function userError(code: string, message: string, path: readonly string[] = []): UserError {
  return { code, message, path };
}

/** Ends every `switch` on a union: a new member fails to compile, a stray value fails loudly. */
export function assertNever(value: never): never {
  throw new RangeError(`Unexpected value: ${String(value)}`);
}
