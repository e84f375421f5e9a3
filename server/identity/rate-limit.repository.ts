import type { Temporal } from 'temporal-polyfill';
import type { Tx } from '../database/transaction.ts';
import type { RateLimit } from './rate-limit.ts';

/** A window slides in so many steps; hits of a whole step too many are counted, never one too few. */
const steps = 15;

/** Counts a hit, in the caller's transaction: one that is taken back is not counted. */
export async function withinLimits(
  tx: Tx,
  bucket: string,
  limits: readonly RateLimit[],
  now: Temporal.Instant,
): Promise<boolean> {
  for (const limit of limits) {
    if (!(await withinLimit(tx, `${bucket}/${limit.seconds}`, limit, now))) return false;
  }
  return true;
}

async function withinLimit(
  tx: Tx,
  bucket: string,
  limit: RateLimit,
  now: Temporal.Instant,
): Promise<boolean> {
  const seconds = Math.floor(now.epochMilliseconds / 1000);
  const step = limit.seconds / steps;
  const [row] = await tx.query<[{ hits: number }]>(
    `with hit as (
       insert into rate_limit as counted (bucket, window_start, hits) values ($1, to_timestamp($2), 1)
       on conflict (bucket, window_start) do update set hits = counted.hits + 1
       returning hits
     )
     select (select hits from hit) + coalesce(sum(hits), 0)::int as hits
       from rate_limit
      where bucket = $1 and window_start > to_timestamp($3) and window_start < to_timestamp($2)`,
    [bucket, seconds - (seconds % step), seconds - limit.seconds - step],
  );
  return row.hits <= limit.hits;
}

/** Forgets the hits that no window looks at any more. */
export async function deleteHitsBefore(tx: Tx, before: Temporal.Instant): Promise<void> {
  await tx.query('delete from rate_limit where window_start < $1', [before.toString()]);
}
