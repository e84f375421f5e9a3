import type { core } from 'zod';
import { printableHint } from './portfolio-record.ts';
import { type FieldProblem, problem } from './row-errors.ts';

/** zod's issues in our words, the first of each field. The schema is parsed with `reportInput`. */
export function shapeProblems(issues: readonly core.$ZodIssue[]): FieldProblem[] {
  const byField = new Map<string, FieldProblem>();
  for (const issue of issues.flatMap(perKey)) {
    const field = issue.path.join('.');
    if (!byField.has(field)) byField.set(field, inOurWords(issue));
  }
  return [...byField.values()];
}

function perKey(issue: core.$ZodIssue): core.$ZodIssue[] {
  if (issue.code !== 'unrecognized_keys') return [issue];
  return issue.keys.map((key) => ({ ...issue, path: [...issue.path, key] }));
}

function inOurWords(issue: core.$ZodIssue): FieldProblem {
  const { path, input } = issue;
  if (input === undefined || input === null || input === '') {
    return problem(path, 'REQUIRED', 'Fill this in: it is required.');
  }
  switch (issue.code) {
    case 'unrecognized_keys':
      return problem(path, 'UNKNOWN_FIELD', 'There is no such field; see schema/import/README.md.');
    case 'invalid_value':
      return problem(path, 'NOT_ALLOWED', `Write one of ${issue.values.join(', ')}${insteadOf(input)}.`);
    case 'invalid_type':
      return problem(path, 'WRONG_TYPE', `Write ${typeHint(issue.expected)}, not ${kindOf(input)}.`);
    case 'too_big':
      return problem(path, 'TOO_LONG', tooLong(issue));
    default:
      return problem(path, 'PATTERN', `${issue.message}${found(issue)}`);
  }
}

function typeHint(expected: string): string {
  if (expected === 'string') return 'text in quotes, for example "1234.56"';
  return expected === 'array' ? 'a list' : 'an object';
}

function kindOf(input: unknown): string {
  if (Array.isArray(input)) return 'a list';
  return typeof input === 'object' ? 'an object' : `a ${typeof input}`;
}

function tooLong({ origin, maximum }: core.$ZodIssueTooBig): string {
  return origin === 'array' ? `List at most ${maximum} items.` : `Write at most ${maximum} characters.`;
}

function insteadOf(input: unknown): string {
  return isShort(input) ? `, not ${JSON.stringify(input)}` : '';
}

/** Texts are names, and names do not belong into a list of errors. */
function found({ message, input }: core.$ZodIssue): string {
  return isShort(input) && message !== printableHint ? ` Found ${JSON.stringify(input)}.` : '';
}

function isShort(input: unknown): input is string {
  return typeof input === 'string' && input.length <= 40;
}
