import type { Words } from './words.tsx';

/** An expected "no" of the graph: it has words by its code; the server's own sentence is the fallback. */
export interface UserErrorLike {
  readonly code: string;
  readonly message: string;
}

export interface InvalidInput extends UserErrorLike {
  readonly __typename: 'InvalidInputError';
  readonly fields: readonly (UserErrorLike & { readonly path: readonly string[] })[];
}

export function wordsOf(error: UserErrorLike, words: Words): string {
  return words.find(`problem.${error.code}`) ?? error.message;
}

/** Problems by the names of the form's own fields; one that fits no field is shown above the form. */
export function problemsOf(
  error: InvalidInput,
  words: Words,
  fields: Readonly<Record<string, string>>,
): Record<string, string> {
  const problems: Record<string, string> = {};
  for (const field of error.fields) {
    const name = field.path.map((step) => fields[step]).find((found) => found !== undefined) ?? 'form';
    problems[name] ??= wordsOf(field, words);
  }
  if (Object.keys(problems).length === 0) problems.form = wordsOf(error, words);
  return problems;
}
