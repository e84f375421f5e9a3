import {
  type AnyVariables,
  Client,
  type CombinedError,
  cacheExchange,
  fetchExchange,
  mapExchange,
} from 'urql';

export type Side = 'debtor' | 'agent';

/** What went wrong with a request as a whole; an expected "no" is in the mutation's result instead. */
export type Trouble = 'OFFLINE' | 'NOT_FOUND' | 'RATE_LIMITED' | 'FORBIDDEN' | 'UNAUTHENTICATED' | 'UNKNOWN';

export interface ClientEvents {
  /** Every answer from the server: the session lives on. */
  readonly onAnswer: () => void;
  /** The session ended, here or on the server. */
  readonly onSignedOut: () => void;
}

const endpoint = '/graphql';

function headersFor(side: Side): Record<string, string> {
  // Apollo asks for a header that no plain form can send: with it a foreign page cannot post here.
  return { 'x-quittance-side': side, 'apollo-require-preflight': 'true' };
}

export function makeClient(side: Side, events: ClientEvents): Client {
  return new Client({
    url: endpoint,
    preferGetMethod: false,
    fetchOptions: { credentials: 'same-origin', headers: headersFor(side) },
    requestPolicy: 'cache-and-network',
    exchanges: [cacheExchange, mapExchange({ onResult: (result) => listen(result, events) }), fetchExchange],
  });
}

function listen(result: { error?: CombinedError; data?: unknown }, events: ClientEvents): void {
  if (result.error && troubleOf(result.error) === 'UNAUTHENTICATED') events.onSignedOut();
  else if (isAnonymous(result.data)) events.onSignedOut();
  else if (result.data) events.onAnswer();
}

function isAnonymous(data: unknown): boolean {
  return (data as { viewer?: { kind?: string } } | null | undefined)?.viewer?.kind === 'ANONYMOUS';
}

export function troubleOf(error: CombinedError): Trouble {
  if (error.networkError) return 'OFFLINE';
  const code = error.graphQLErrors[0]?.extensions.code;
  switch (code) {
    case 'NOT_FOUND':
    case 'RATE_LIMITED':
    case 'FORBIDDEN':
    case 'UNAUTHENTICATED':
      return code;
    default:
      return 'UNKNOWN';
  }
}

/** Sent even while the page is being closed; nobody waits for the answer. */
export function sendAndForget(side: Side, query: string, variables: AnyVariables): void {
  void fetch(endpoint, {
    method: 'POST',
    keepalive: true,
    credentials: 'same-origin',
    headers: { 'content-type': 'application/json', ...headersFor(side) },
    body: JSON.stringify({ query, variables }),
  }).catch(() => undefined);
}
