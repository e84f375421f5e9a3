import { type UserError, userError } from '../../kernel/errors.ts';
import { err, ok, type Result } from '../../kernel/result.ts';

/** Long enough to explain oneself, short enough to be read. */
export const MAX_WORDS = 1000;

/** Free text to the other side: trimmed, null when empty; refuses what no text field can hold. */
export function parseWords(
  field: string,
  typed: string | null | undefined,
): Result<string | null, UserError> {
  const text = (typed ?? '').trim();
  if (text.length > MAX_WORDS) {
    return err(
      userError('TOO_LONG', `Use at most ${MAX_WORDS} characters; this is ${text.length}.`, [field]),
    );
  }
  // PostgreSQL stores no NUL, and half a character has no UTF-8.
  if (/\0|\p{Surrogate}/u.test(text)) {
    return err(userError('NOT_TEXT', 'Remove the characters that cannot be displayed.', [field]));
  }
  return ok(text === '' ? null : text);
}
