import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';

/**
 * Statements that come again are prepared by name. A name lives as long as a connection, on both ends, and anybody
 * can make endless new shapes: so a shape earns its name by coming back, only with proven sessions, and names end.
 */
export class StatementNames {
  readonly #names = new Map<string, string>();
  readonly #uses = new LRUCache<string, number>({ max: 2000 });

  constructor(
    private readonly namesMax = 500,
    private readonly usesBeforeName = 3,
  ) {}

  /** `{ name }` for a statement that earned one. */
  of(sql: string): { name?: string } {
    const name = this.#names.get(sql);
    return name ? { name } : {};
  }

  /** To be told of every use by a proven session. */
  learn(sql: string): void {
    if (this.#names.has(sql) || this.#names.size >= this.namesMax) return;
    const uses = (this.#uses.get(sql) ?? 0) + 1;
    this.#uses.set(sql, uses);
    if (uses >= this.usesBeforeName)
      this.#names.set(sql, createHash('sha256').update(sql).digest('hex').slice(0, 40));
  }
}
