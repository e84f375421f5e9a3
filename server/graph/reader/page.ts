import { AppError } from '../../kernel/errors.ts';
import type { Args } from './reads.ts';

export const pageSizeDefault = 20;
export const pageSizeMax = 100;

/** What of one page was asked for. Sizes, directions and the presence of a cursor shape the statement. */
export interface Page {
  readonly size: number;
  readonly backwards: boolean;
  readonly cursor: string | null;
}

export function readPage(args: Args): Page {
  const { first, last, after, before } = args as Record<string, number & string>;
  if (first != null && last != null) fail('first', 'Ask for "first" or for "last", not both.');
  if (last != null && after != null) fail('after', '"after" goes with "first"; use "before" with "last".');
  if (last == null && before != null) fail('before', '"before" goes with "last"; use "after" with "first".');
  const size = first ?? last ?? pageSizeDefault;
  if (size < 0 || size > pageSizeMax) {
    fail(first != null ? 'first' : 'last', `A page holds 0 to ${pageSizeMax} rows; ${size} were asked for.`);
  }
  return { size, backwards: last != null, cursor: after ?? before ?? null };
}

function fail(argument: string, message: string): never {
  throw new AppError('BAD_USER_INPUT', message, { argument });
}
