import { err, ok, type Result } from './result.ts';

/** Per state, the events it takes and the state each leads to. A state with no events is an end. */
export type TransitionTable<S extends string, E extends string> = {
  readonly [state in S]: { readonly [event in E]?: S };
};

export interface TransitionRefusal<S extends string, E extends string> {
  readonly code: 'TRANSITION_NOT_ALLOWED';
  readonly state: S;
  readonly event: E;
  readonly allowed: readonly E[];
}

export interface Transitions<S extends string, E extends string> {
  readonly initial: S;
  readonly states: readonly S[];
  next(state: S, event: E): Result<S, TransitionRefusal<S, E>>;
  allowed(state: S): readonly E[];
}

/** Checks the table once, at start: every target is a state and every state can be reached. */
export function makeTransitions<S extends string, E extends string>(
  initial: S,
  table: TransitionTable<S, E>,
): Transitions<S, E> {
  checkTable(initial, table);
  const allowed = (state: S) => Object.keys(table[state]) as E[];
  return {
    initial,
    states: Object.keys(table) as S[],
    allowed,
    next(state, event) {
      const target = table[state][event];
      return target === undefined
        ? err({ code: 'TRANSITION_NOT_ALLOWED', state, event, allowed: allowed(state) })
        : ok(target);
    },
  };
}

function checkTable(
  initial: string,
  table: Readonly<Record<string, Readonly<Record<string, string | undefined>>>>,
) {
  const reached = new Set([initial]);
  for (const state of reached) {
    const row = table[state];
    if (!row) throw new Error(`Transition table: ${state} is not a state.`);
    for (const target of Object.values(row)) if (target !== undefined) reached.add(target);
  }
  const unreached = Object.keys(table).filter((state) => !reached.has(state));
  if (unreached.length > 0) throw new Error(`Transition table: no way leads to ${unreached.join(', ')}.`);
}
