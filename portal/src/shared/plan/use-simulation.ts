import { useEffect, useRef, useState } from 'react';
import { useClient } from 'urql';
import { type Trouble, troubleOf } from '../../client.ts';
import type { Currency, ResultOf } from '../../graph.ts';
import { problemsOf } from '../../problems.ts';
import type { Problems } from '../../ui/field.tsx';
import { useWords, type Words } from '../../words.tsx';
import { SimulatePlanQuery, type Simulation } from './plan.queries.ts';
import { type PlanTerms, readTerms } from './plan-terms.ts';

export interface SimulationState {
  /** The last possible plan; it stays while a new one is computed, so that the picture does not flicker. */
  readonly simulation: Simulation | null;
  readonly problems: Problems;
  readonly trouble: Trouble | null;
  /** True from a change of terms until its answer. */
  readonly pending: boolean;
}

const debounceMs = 200;
const idle: SimulationState = { simulation: null, problems: {}, trouble: null, pending: true };

/** What the terms come to, asked a moment after the last change; an overtaken answer is dropped. */
export function useSimulation(debtId: string, terms: PlanTerms | null, currency: Currency): SimulationState {
  const client = useClient();
  const words = useWords();
  const latest = useRef(0);
  const [state, setState] = useState<SimulationState>(idle);
  const key = terms && JSON.stringify(terms);

  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` is the terms by value
  useEffect(() => {
    if (!terms) return;
    const turn = ++latest.current;
    const read = readTerms(terms, currency, words.t);
    if (!read.input) {
      setState((last) => ({ ...last, problems: read.problems, trouble: null, pending: false }));
      return;
    }
    setState((last) => ({ ...last, pending: true }));
    const timer = setTimeout(async () => {
      const variables = { input: { debtId, ...read.input } };
      const answer = await client.query(SimulatePlanQuery, variables, { requestPolicy: 'network-only' });
      if (turn !== latest.current) return;
      const result = answer.data?.simulatePlan;
      if (result) setState((last) => nextState(last, result, words));
      else
        setState((last) => ({
          ...last,
          trouble: answer.error ? troubleOf(answer.error) : 'UNKNOWN',
          pending: false,
        }));
    }, debounceMs);
    return () => clearTimeout(timer);
  }, [client, debtId, key, currency, words.locale]);

  return state;
}

type Result = ResultOf<typeof SimulatePlanQuery>['simulatePlan'];

function nextState(last: SimulationState, result: Result, words: Words): SimulationState {
  if (result.__typename === 'InvalidInputError') {
    return { ...last, problems: problemsOf(result, words, termFields), trouble: null, pending: false };
  }
  return { simulation: result, problems: {}, trouble: null, pending: false };
}

/** Which field of the builder shows a problem with an input of the graph. */
export const termFields: Readonly<Record<string, string>> = {
  instalmentAmount: 'amount',
  instalmentCount: 'count',
  firstDueOn: 'firstDueOn',
  frequency: 'frequency',
  upFront: 'upFront',
};
