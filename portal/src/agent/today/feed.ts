import type { ActivityType, Happening } from '../live/activity.queries.ts';

/** What the desk lets one choose by; together they are all types. */
export const feedTopics = {
  LOOKED: ['PLAN_VIEWED'],
  LEFT: ['PLAN_LEFT'],
  PROPOSED: ['PLAN_PROPOSED', 'PLAN_REFERRED', 'PLAN_COUNTERED', 'PROPOSAL_WITHDRAWN', 'PROPOSAL_EXPIRED'],
  DECIDED: ['PLAN_DECIDED', 'PLAN_ACCEPTED', 'PLAN_DECLINED'],
  SIGNED: ['AGREEMENT_SIGNED', 'PLAN_COMPLETED'],
  PAID: ['PAYMENT_STARTED', 'PAYMENT_SUCCEEDED', 'PAYMENT_FAILED'],
  SESSION: ['SIGNED_IN', 'SIGNED_OUT', 'LANGUAGE_CHANGED', 'NOT_ME_REPORTED'],
  IMPORTED: ['PORTFOLIO_IMPORTED'],
} as const satisfies Record<string, readonly ActivityType[]>;

export type FeedTopic = keyof typeof feedTopics;
export const feedTopicNames = Object.keys(feedTopics) as FeedTopic[];

/** Null for everything: so is no choice at all. */
export function typesOf(topics: readonly FeedTopic[]): readonly ActivityType[] | null {
  return topics.length === 0 ? null : topics.flatMap((topic) => feedTopics[topic]);
}

export interface FeedState {
  /** Newest first. */
  readonly rows: readonly Happening[];
  /** What came while the feed was held. */
  readonly waiting: readonly Happening[];
  readonly held: boolean;
  readonly loaded: boolean;
  /** Where the log goes on below the rows; null at its end. */
  readonly cursor: string | null;
  /** Ids of those that came by themselves, oldest first. */
  readonly arrived: readonly string[];
}

export type FeedAction =
  | { readonly type: 'CLEARED' }
  /** Read from the log, at the start or further down: it belongs below, never among those that wait. */
  | { readonly type: 'LOADED'; readonly events: readonly Happening[]; readonly cursor: string | null }
  | { readonly type: 'HAPPENED'; readonly events: readonly Happening[] }
  | { readonly type: 'HELD' }
  | { readonly type: 'FOLLOWED' };

export const emptyFeed: FeedState = {
  rows: [],
  waiting: [],
  held: false,
  loaded: false,
  cursor: null,
  arrived: [],
};

/** A desk that is open all day keeps the last of what it has seen; the rest is in the log. */
const mostRows = 300;

export function nextFeed(state: FeedState, action: FeedAction): FeedState {
  switch (action.type) {
    case 'CLEARED':
      return { ...emptyFeed, held: state.held };
    case 'LOADED':
      return { ...state, rows: merge(state.rows, action.events), cursor: action.cursor, loaded: true };
    case 'HAPPENED': {
      const fresh = action.events.filter((event) => !isKnown(state, event));
      if (fresh.length === 0) return state;
      const arrived = [...state.arrived, ...fresh.map((event) => event.id)];
      if (state.held) return { ...state, arrived, waiting: merge(state.waiting, fresh) };
      return atMost({ ...state, arrived, rows: merge(state.rows, fresh) });
    }
    case 'HELD':
      return { ...state, held: true };
    case 'FOLLOWED':
      return {
        ...state,
        rows: merge(state.rows, state.waiting).slice(0, mostRows),
        waiting: [],
        held: false,
      };
  }
}

/** What was cut off below cannot be continued from there. */
function atMost(state: FeedState): FeedState {
  return state.rows.length <= mostRows
    ? state
    : { ...state, rows: state.rows.slice(0, mostRows), cursor: null };
}

export function isKnown({ rows, waiting }: FeedState, event: Happening): boolean {
  return [...rows, ...waiting].some((row) => row.id === event.id);
}

function merge(rows: readonly Happening[], more: readonly Happening[]): Happening[] {
  const byId = new Map([...rows, ...more].map((row) => [row.id, row]));
  return [...byId.values()].sort(
    (a, b) => b.occurredAt.localeCompare(a.occurredAt) || b.id.localeCompare(a.id),
  );
}
