import { stringifyDocument } from 'urql';
import { ActivityHappenedSubscription, type Happening } from './activity.queries.ts';
import { SubscriptionRefused, subscribe } from './subscription.ts';

/** OPEN: what happens is heard. BROKEN: trying again, more and more rarely. */
export type LiveState = 'CONNECTING' | 'OPEN' | 'BROKEN';

export interface LiveHandlers {
  readonly onState: (state: LiveState) => void;
  readonly onEvent: (event: Happening) => void;
  readonly onSignedOut: () => void;
}

const shortestPauseMs = 1_000;
const longestPauseMs = 30_000;

/** Keeps the one subscription of this tab open until the answer is called. */
export function keepConnected(handlers: LiveHandlers): () => void {
  const closed = new AbortController();
  void stayConnected(handlers, closed.signal);
  return () => closed.abort();
}

async function stayConnected(
  { onState, onEvent, onSignedOut }: LiveHandlers,
  closed: AbortSignal,
): Promise<void> {
  const query = stringifyDocument(ActivityHappenedSubscription);
  let failures = 0;
  const onOpen = () => {
    failures = 0;
    onState('OPEN');
  };
  const onData = ({ activityHappened }: { activityHappened: Happening }) => onEvent(activityHappened);
  while (!closed.aborted) {
    try {
      await subscribe(query, { onOpen, onData }, closed);
    } catch (error) {
      if (closed.aborted) return;
      if (error instanceof SubscriptionRefused && error.code === 'UNAUTHENTICATED') return onSignedOut();
    }
    if (closed.aborted) return;
    onState('BROKEN');
    await pause(backOff(failures++), closed);
  }
}

/** Doubles each time; a random part keeps a hundred desks from coming back in the same moment. */
export function backOff(failures: number, random = Math.random()): number {
  const most = Math.min(longestPauseMs, shortestPauseMs * 2 ** Math.min(failures, 10));
  return most * (0.5 + random / 2);
}

/** Ends early when the network is back. */
function pause(ms: number, closed: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      removeEventListener('online', done);
      closed.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    addEventListener('online', done);
    closed.addEventListener('abort', done);
  });
}
