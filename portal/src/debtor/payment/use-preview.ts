import { useEffect, useRef, useState } from 'react';
import { useClient } from 'urql';
import { type Trouble, troubleOf } from '../../client.ts';
import type { Currency, ResultOf } from '../../graph.ts';
import { problemsOf } from '../../problems.ts';
import type { Problems } from '../../ui/field.tsx';
import { useWords } from '../../words.tsx';
import { PreviewPaymentQuery } from './payment.queries.ts';

type PreviewResult = ResultOf<typeof PreviewPaymentQuery>['previewPayment'];
export type PaymentPreview = Extract<PreviewResult, { __typename: 'PaymentPreview' }>;

interface PreviewState {
  readonly preview: PaymentPreview | null;
  readonly problems: Problems;
  readonly trouble: Trouble | null;
  readonly pending: boolean;
}

const nothing: PreviewState = { preview: null, problems: {}, trouble: null, pending: false };
const debounceMs = 250;

/** What an amount would be used for, asked a moment after the last change; an overtaken answer is dropped. */
export function usePreview(
  debtId: string,
  money: { amount: string; currency: Currency } | null,
): PreviewState {
  const client = useClient();
  const words = useWords();
  const latest = useRef(0);
  const [state, setState] = useState(nothing);
  const amount = money?.amount;
  const currency = money?.currency;

  // biome-ignore lint/correctness/useExhaustiveDependencies: the words are for messages only
  useEffect(() => {
    const turn = ++latest.current;
    if (!amount || !currency) return setState(nothing);
    setState((last) => ({ ...last, pending: true }));
    const timer = setTimeout(async () => {
      const variables = { debtId, amount: { amount, currency } };
      const answer = await client.query(PreviewPaymentQuery, variables, { requestPolicy: 'network-only' });
      if (turn !== latest.current) return;
      const result = answer.data?.previewPayment;
      if (!result) setState({ ...nothing, trouble: answer.error ? troubleOf(answer.error) : 'UNKNOWN' });
      else if (result.__typename === 'PaymentPreview') setState({ ...nothing, preview: result });
      else setState({ ...nothing, problems: problemsOf(result, words, { amount: 'amount' }) });
    }, debounceMs);
    return () => clearTimeout(timer);
  }, [client, debtId, amount, currency, words.locale]);

  return state;
}
