import { type UserErrorLike, wordsOf } from '../../problems.ts';
import type { Words } from '../../words.tsx';

/** What was wrong with a code, and how many tries are left, where the server says so. */
export function codeProblem(error: UserErrorLike & { triesLeft: number | null }, words: Words): string {
  const said = wordsOf(error, words);
  if (error.triesLeft === null) return said;
  return `${said} ${words.t('code.triesLeft', { count: error.triesLeft })}`;
}
