import type { ReadEnv } from './reads.ts';

/** Turns what PostgreSQL answered for one place of the selection into the response's value. */
export type Shape = (raw: unknown, env: ReadEnv) => unknown;
export interface Selected {
  /** An SQL expression of type json. */
  readonly sql: string;
  readonly shape: Shape;
}
/** Where a row is selected: its alias, and the placeholder of its debtor where that is known beforehand. */
export interface RowPlace {
  readonly alias: string;
  readonly debtor: string | null;
}
