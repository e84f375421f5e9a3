import { type ReactNode, useCallback, useState } from 'react';
import { type AnyVariables, type DocumentInput, useClient, useQuery } from 'urql';
import { type Trouble, troubleOf } from './client.ts';
import { Skeleton } from './ui/skeleton.tsx';
import { TroubleNotice } from './ui/trouble.tsx';

export interface Loadable<Data> {
  readonly data: Data | undefined;
  readonly trouble: Trouble | null;
  readonly reload: () => void;
}

/** Reads from the graph: what is known at once, then what is true now. */
export function useGraph<Data, Variables extends AnyVariables>(
  query: DocumentInput<Data, Variables>,
  variables: Variables,
  options: { readonly pause?: boolean } = {},
): Loadable<Data> {
  const [answer, execute] = useQuery({ query, variables, pause: options.pause } as Parameters<
    typeof useQuery<Data, Variables>
  >[0]);
  const reload = useCallback(() => execute({ requestPolicy: 'network-only' }), [execute]);
  const data = useLatest(answer.data, JSON.stringify(variables));
  const trouble = answer.error && data === undefined ? troubleOf(answer.error) : null;
  return { data, trouble, reload };
}

/** What was read before stays on the screen when reading it again fails, as long as it answers the same question. */
function useLatest<Data>(data: Data | undefined, question: string): Data | undefined {
  const [kept, setKept] = useState({ data, question });
  if (data !== undefined && data !== kept.data) setKept({ data, question });
  return data ?? (kept.question === question ? kept.data : undefined);
}

interface LoadedProps<Data> {
  readonly from: Loadable<Data>;
  readonly skeleton?: ReactNode;
  readonly children: (data: Data) => ReactNode;
}

/** Draws the waiting and the failing, so that a page writes the ready state only. */
export function Loaded<Data>({ from, skeleton, children }: LoadedProps<Data>) {
  if (from.data !== undefined) return children(from.data);
  if (from.trouble) return <TroubleNotice trouble={from.trouble} onRetry={from.reload} />;
  return skeleton ?? <Skeleton />;
}

export interface Act<Data, Variables> {
  /** Null when the request as a whole failed; `trouble` then says how. */
  readonly act: (variables: Variables) => Promise<Data | null>;
  readonly busy: boolean;
  readonly trouble: Trouble | null;
}

export function useAct<Data, Variables extends AnyVariables>(
  mutation: DocumentInput<Data, Variables>,
): Act<Data, Variables> {
  const client = useClient();
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const act = useCallback(
    async (variables: Variables) => {
      setBusy(true);
      setTrouble(null);
      const answer = await client.mutation(mutation, variables).toPromise();
      setBusy(false);
      if (answer.data) return answer.data;
      setTrouble(answer.error ? troubleOf(answer.error) : 'UNKNOWN');
      return null;
    },
    [client, mutation],
  );
  return { act, busy, trouble };
}
