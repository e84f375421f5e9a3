import { makeEventReader, type ServerSentEvent } from './event-reader.ts';

/** The server refused the subscription itself; `code` as in `extensions.code`. */
export class SubscriptionRefused extends Error {
  constructor(readonly code: string) {
    super(`The subscription was refused: ${code}`);
  }
}

interface SubscriptionHandlers<Data> {
  /** The connection stands and was not refused: what happens from now on is heard. */
  readonly onOpen: () => void;
  readonly onData: (data: Data) => void;
}

interface Message<Data> {
  readonly data?: Data | null;
  readonly errors?: readonly { readonly extensions?: { readonly code?: string } }[];
}

/** The server says something every 12 seconds; a connection that is silent for longer than twice that is dead. */
const silenceMs = 30_000;
/** The answer begins before the server has looked at the subscription: a refusal, or that it listens, comes after. */
const settleMs = 1_200;

/**
 * One GraphQL subscription over server-sent events (graphql-sse, distinct connections). Resolves when the server
 * ends it, rejects when the connection breaks or the server refuses.
 */
export async function subscribe<Data>(
  query: string,
  { onOpen, onData }: SubscriptionHandlers<Data>,
  signal: AbortSignal,
): Promise<void> {
  const over = new AbortController();
  let timer = setTimeout(() => over.abort(), silenceMs);
  const heard = () => {
    clearTimeout(timer);
    timer = setTimeout(() => over.abort(), silenceMs);
  };
  let settled: ReturnType<typeof setTimeout> | undefined;
  try {
    const response = await fetch('/graphql/stream', {
      method: 'POST',
      credentials: 'same-origin',
      headers: {
        accept: 'text/event-stream',
        'content-type': 'application/json',
        'x-quittance-side': 'agent',
        'apollo-require-preflight': 'true',
      },
      body: JSON.stringify({ query }),
      signal: AbortSignal.any([signal, over.signal]),
    });
    if (!response.ok || !response.body) throw new Error(`The stream answered ${response.status}`);
    settled = setTimeout(onOpen, settleMs);
    const read = makeEventReader((event) => take(event, onData));
    const pieces = response.body.pipeThrough(new TextDecoderStream()).getReader();
    for (let piece = await pieces.read(); !piece.done; piece = await pieces.read()) {
      heard();
      read(piece.value);
    }
  } finally {
    clearTimeout(timer);
    clearTimeout(settled);
    over.abort();
  }
}

function take<Data>({ event, data }: ServerSentEvent, onData: (data: Data) => void): void {
  if (event !== 'next') return;
  const message = JSON.parse(data) as Message<Data>;
  if (message.errors) throw new SubscriptionRefused(message.errors[0]?.extensions?.code ?? 'UNKNOWN');
  if (message.data) onData(message.data);
}
