import type { Temporal } from 'temporal-polyfill';
import { type UserError, userError } from '../kernel/errors.ts';

/** Two, so that a key can be replaced without a pause: make the new one, use it, revoke the old one. */
export const activeKeysMax = 2;

const nameLengthMax = 100;
const keyLifeDaysMax = 365;

export function clientProblems(name: string, creditorIds: readonly string[]): UserError[] {
  const problems: UserError[] = [];
  if (name === '' || [...name].length > nameLengthMax || /\p{Cc}/u.test(name)) {
    problems.push(userError('PATTERN', `A name has 1 to ${nameLengthMax} printable characters.`, ['name']));
  }
  if (creditorIds.length === 0) {
    problems.push(
      userError('REQUIRED', 'Name at least one creditor whose data the client may use.', ['creditorIds']),
    );
  }
  return problems;
}

export function keyProblems(
  scopes: readonly string[],
  expiresAt: Temporal.Instant,
  now: Temporal.Instant,
): UserError[] {
  const problems: UserError[] = [];
  if (scopes.length === 0)
    problems.push(userError('REQUIRED', 'A key needs at least one scope.', ['scopes']));
  const hours = expiresAt.since(now).total('hours');
  if (hours <= 0 || hours > 24 * keyLifeDaysMax) {
    const message = `A key ends after now and within ${keyLifeDaysMax} days.`;
    problems.push(userError('OUT_OF_RANGE', message, ['expiresAt']));
  }
  return problems;
}
