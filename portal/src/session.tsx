import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from 'react';
import { type Client, Provider } from 'urql';
import { useLocation } from 'wouter';
import { makeClient, type Side } from './client.ts';
import { now } from './clock.ts';
import { clearDrafts } from './draft.ts';
import type { ResultOf } from './graph.ts';
import { SessionQuery, SignOutMutation } from './session.queries.ts';

type Viewer = ResultOf<typeof SessionQuery>['viewer'];
/** `unknown` until the first answer: pages draw their skeletons meanwhile. */
type Status = 'unknown' | 'in' | 'out';

export interface Session {
  readonly side: Side;
  readonly status: Status;
  readonly viewer: Viewer | null;
  /** True when the session ended by itself: the sign-in page says so. */
  readonly ended: boolean;
  /** The person's time zone, for instants; the browser's while nobody is signed in. */
  readonly timeZone: string | undefined;
  /** When the session ends if nothing happens, in epoch ms; another tab's activity counts. */
  readonly idleDeadline: () => number | null;
  /** Asks who is signed in; it also keeps the session alive. */
  readonly refresh: () => Promise<void>;
  readonly signOut: () => Promise<void>;
  /** After too long without a touch; unlike signing out it keeps what was typed. */
  readonly expire: () => Promise<void>;
}

/** The server ends a session that has been idle for this long (server/identity/session.ts). */
const idleMs: Record<Side, number> = { debtor: 15 * 60_000, agent: 30 * 60_000 };

const SessionContext = createContext<Session | null>(null);

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error('useSession needs a SessionProvider around it');
  return session;
}

export function SessionProvider({ side, children }: { side: Side; children: ReactNode }) {
  const { state, enter, leave } = useViewer();
  const newClient = useCallback(
    () => makeClient(side, { onAnswer: () => markSeen(side), onSignedOut: () => leave(true) }),
    [side, leave],
  );
  const [client, setClient] = useState<Client>(newClient);

  const refresh = useCallback(async () => {
    const answer = await client.query(SessionQuery, {}, { requestPolicy: 'network-only' }).toPromise();
    const viewer = answer.data?.viewer;
    if (!viewer) return;
    if (side === 'debtor' ? viewer.debtor : viewer.agent) enter(viewer);
    else leave(true);
  }, [client, side, enter, leave]);

  useEffect(() => {
    void refresh();
  }, [refresh]);

  const session = useMemo<Session>(() => {
    async function end(byItself: boolean) {
      await client.mutation(SignOutMutation, {}).toPromise();
      leave(byItself);
      // Nothing that was read for one person may be shown to the next.
      setClient(newClient);
    }
    return {
      ...state,
      side,
      timeZone: state.viewer?.debtor?.timeZone,
      idleDeadline: () => (state.status === 'in' ? lastSeen(side) + idleMs[side] : null),
      refresh,
      expire: () => end(true),
      signOut: () => {
        clearDrafts();
        return end(false);
      },
    };
  }, [side, state, refresh, client, newClient, leave]);

  return (
    <SessionContext value={session}>
      <Provider value={client}>{children}</Provider>
    </SessionContext>
  );
}

interface ViewerState {
  readonly status: Status;
  readonly viewer: Viewer | null;
  readonly ended: boolean;
}

/** Who is signed in, and whether somebody was until the session ended by itself. */
function useViewer() {
  const [state, setState] = useState<ViewerState>({ status: 'unknown', viewer: null, ended: false });
  const enter = useCallback((viewer: Viewer) => setState({ status: 'in', viewer, ended: false }), []);
  const leave = useCallback(
    (byItself: boolean) =>
      setState(({ status, ended }) => {
        return { status: 'out', viewer: null, ended: status === 'in' ? byItself : ended };
      }),
    [],
  );
  return { state, enter, leave };
}

function markSeen(side: Side): void {
  localStorage.setItem(`quittance:seen:${side}`, String(now()));
}

function lastSeen(side: Side): number {
  return Number(localStorage.getItem(`quittance:seen:${side}`));
}

/** Sends who is not signed in to the sign-in page, and remembers where they wanted to go. */
export function RequireSession({ signInPath, children }: { signInPath: string; children: ReactNode }) {
  const { status } = useSession();
  const [path, navigate] = useLocation();
  useEffect(() => {
    if (status === 'out') {
      const next = path === '/' ? '' : `?next=${encodeURIComponent(path)}`;
      navigate(`${signInPath}${next}`, { replace: true });
    }
  }, [status, path, signInPath, navigate]);
  return status === 'out' ? null : children;
}
