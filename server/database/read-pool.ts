import pg from 'pg';
import { servingUrl } from './data-source.ts';

/** The reader's connections: they act as the serving role and send a whole transaction in one flush. */
export function openReadPool(url: string, size: number): pg.Pool {
  const pool = new pg.Pool({
    connectionString: servingUrl(url),
    connectionTimeoutMillis: 5000,
    max: size,
    pipeline: true,
  } as pg.PoolConfig);
  // An idle connection that breaks is replaced at the next use; without a listener it would end the process.
  pool.on('error', () => undefined);
  return pool;
}
