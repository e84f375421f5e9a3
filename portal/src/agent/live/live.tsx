import { createContext, type ReactNode, useContext, useEffect, useMemo, useRef, useState } from 'react';
import { useSession } from '../../session.tsx';
import type { Happening } from './activity.queries.ts';
import { keepConnected, type LiveState } from './connection.ts';

type Listener = (event: Happening) => void;

interface Live {
  readonly state: LiveState;
  /** Grows with every time the connection opens: then what was missed is read from the log. */
  readonly openings: number;
  readonly listen: (listener: Listener) => () => void;
}

const LiveContext = createContext<Live | null>(null);

/** One connection for all desks of a tab, while somebody is signed in. */
export function LiveProvider({ children }: { children: ReactNode }) {
  const { status, refresh } = useSession();
  const [state, setState] = useState<LiveState>('CONNECTING');
  const [openings, setOpenings] = useState(0);
  const listeners = useRef(new Set<Listener>());

  useEffect(() => {
    if (status !== 'in') return;
    return keepConnected({
      onState: (next) => {
        setState(next);
        if (next === 'OPEN') setOpenings((count) => count + 1);
      },
      onEvent: (event) => {
        for (const listener of listeners.current) listener(event);
      },
      onSignedOut: () => void refresh(),
    });
  }, [status, refresh]);

  const live = useMemo<Live>(
    () => ({
      state,
      openings,
      listen: (listener) => {
        listeners.current.add(listener);
        return () => listeners.current.delete(listener);
      },
    }),
    [state, openings],
  );
  return <LiveContext value={live}>{children}</LiveContext>;
}

export function useLive(): Live {
  const live = useContext(LiveContext);
  if (!live) throw new Error('useLive needs a LiveProvider around it');
  return live;
}

/** Calls the listener for everything that happens while the page is open. */
export function useHappenings(listener: Listener): void {
  const { listen } = useLive();
  const latest = useRef(listener);
  useEffect(() => {
    latest.current = listener;
  });
  useEffect(() => listen((event) => latest.current(event)), [listen]);
}

const togetherMs = 400;

/** Reads anew after an event that concerns the page, several at once as one, and after a gap in the connection. */
export function useReloadOn(concerns: (event: Happening) => boolean, reload: () => void): void {
  const { openings } = useLive();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useHappenings((event) => {
    if (!concerns(event)) return;
    clearTimeout(timer.current);
    timer.current = setTimeout(reload, togetherMs);
  });
  useEffect(() => () => clearTimeout(timer.current), []);
  useEffect(() => {
    // The first opening comes with the page itself.
    if (openings > 1) reload();
  }, [openings, reload]);
}
