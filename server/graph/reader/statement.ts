import type { Viewer, Visibility } from '../../identity/visibility.ts';
import type { ReadEnv } from './reads.ts';

/** Collects what one SQL statement needs: aliases and parameters, each with how its value is had later. */
export class Statement {
  readonly params: ((env: ReadEnv) => unknown)[] = [];
  readonly #placeholders = new Map<string, string>();
  #aliases = 0;

  constructor(
    readonly viewer: Viewer['kind'],
    /** The variables it is compiled for: their structure, not their values, may shape the SQL. */
    readonly shapeVariables: ReadEnv['variables'],
    private readonly rule: Visibility,
  ) {}

  alias(): string {
    this.#aliases += 1;
    return `t${this.#aliases}`;
  }

  param(value: (env: ReadEnv) => unknown, cast: string): string {
    this.params.push(value);
    return `$${this.params.length}::${cast}`;
  }

  /** The same parameter wherever it is asked for. */
  #shared(name: string, value: (env: ReadEnv) => unknown, cast: string): string {
    let placeholder = this.#placeholders.get(name);
    if (!placeholder) {
      placeholder = this.param(value, cast);
      this.#placeholders.set(name, placeholder);
    }
    return placeholder;
  }

  readonly viewerId = (): string =>
    this.#shared('viewer', ({ viewer }) => ('id' in viewer ? viewer.id : null), 'uuid');

  now(): string {
    return this.#shared('now', ({ now }) => now.toString(), 'timestamptz');
  }

  visible(scope: Parameters<Visibility>[0], row: string): string {
    return this.rule(scope, row, this.viewer, this.viewerId);
  }
}
