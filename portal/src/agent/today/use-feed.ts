import { useCallback, useEffect, useReducer, useRef, useState } from 'react';
import { useClient } from 'urql';
import { type Trouble, troubleOf } from '../../client.ts';
import { ActivityQuery, type ActivityType } from '../live/activity.queries.ts';
import { useHappenings, useLive } from '../live/live.tsx';
import { emptyFeed, type FeedState, isKnown, nextFeed } from './feed.ts';

export interface Feed extends FeedState {
  readonly trouble: Trouble | null;
  readonly showEarlier: () => void;
  readonly retry: () => void;
  readonly hold: () => void;
  readonly follow: () => void;
}

/** After a gap the log is read back to what is known, but no further than this many pages. */
const mostPages = 5;

/** The log and what happens, as one list. */
export function useFeed(types: readonly ActivityType[] | null): Feed {
  const { openings } = useLive();
  const { read, trouble } = useLog(types);
  const [state, dispatch] = useReducer(nextFeed, emptyFeed);
  const latest = useRef(state);
  useEffect(() => {
    latest.current = state;
  });

  const load = useCallback(
    async (after: string | null, wanted: () => boolean = () => true) => {
      const page = await read(after);
      if (page && wanted()) dispatch({ type: 'LOADED', events: page.nodes, cursor: page.cursor });
    },
    [read],
  );

  useEffect(() => {
    let current = true;
    dispatch({ type: 'CLEARED' });
    void load(null, () => current);
    return () => {
      current = false;
    };
  }, [load]);

  const catchUp = useCallback(async () => {
    let after: string | null = null;
    for (let count = 0; count < mostPages && latest.current.loaded; count++) {
      const page = await read(after);
      if (!page) return;
      const reached = page.nodes.some((event) => isKnown(latest.current, event));
      dispatch({ type: 'HAPPENED', events: page.nodes });
      if (reached || page.cursor === null) return;
      after = page.cursor;
    }
  }, [read]);

  useEffect(() => {
    if (openings > 0) void catchUp();
  }, [openings, catchUp]);

  useHappenings((event) => {
    if (types === null || types.includes(event.type)) dispatch({ type: 'HAPPENED', events: [event] });
  });

  return {
    ...state,
    trouble,
    showEarlier: () => void load(state.cursor),
    retry: () => void load(null),
    hold: () => dispatch({ type: 'HELD' }),
    follow: () => dispatch({ type: 'FOLLOWED' }),
  };
}

const pageSize = 30;

function useLog(types: readonly ActivityType[] | null) {
  const client = useClient();
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const typesKey = types?.join() ?? '';
  const read = useCallback(
    async (after: string | null) => {
      const wanted = typesKey === '' ? null : (typesKey.split(',') as ActivityType[]);
      const variables = { types: wanted, first: pageSize, after };
      const answer = await client
        .query(ActivityQuery, variables, { requestPolicy: 'network-only' })
        .toPromise();
      setTrouble(answer.error ? troubleOf(answer.error) : null);
      const page = answer.data?.activity;
      if (!page) return null;
      const { hasNextPage, endCursor } = page.pageInfo;
      return { nodes: page.nodes, cursor: hasNextPage ? (endCursor ?? null) : null };
    },
    [client, typesKey],
  );
  return { read, trouble };
}
