import { createHash } from 'node:crypto';
import {
  type DocumentNode,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNullableType,
  isInterfaceType,
  isObjectType,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import type { Pool } from 'pg';
import type { Temporal } from 'temporal-polyfill';
import type { ProvenSession } from '../../identity/authenticate.ts';
import type { Claims } from '../../identity/token.ts';
import type { Visibility } from '../../identity/visibility.ts';
import { AppError, assertNever } from '../../kernel/errors.ts';
import { completeValue } from './complete-value.ts';
import { selectConnection } from './connection.ts';
import { DerivedStart, type ReadEnv, RowStart, RowsStart, type Start } from './reads.ts';
import { type Read, runRead } from './run-statement.ts';
import { selectNeeds, selectRow } from './select-row.ts';
import type { Selected } from './selected.ts';
import type { SelectedField, Selection } from './selection.ts';
import { knowsDebtor, nodeType, rowSpec } from './specs.ts';
import { Statement } from './statement.ts';

export interface ReadRequest {
  readonly document: DocumentNode;
  /** The selected root fields that are read together, each with what its resolver answered. */
  readonly roots: readonly { readonly field: SelectedField; readonly value: unknown }[];
  /** Selections differ by operation and by the structure of the variables: `operationKey`. */
  readonly key: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly claims: Claims | null;
  readonly now: Temporal.Instant;
  /** Whether it counts as a use of the session; a live stream does not keep one alive. */
  readonly isUse: boolean;
}
export interface ReadAnswer {
  /** Response key → completed value, or the error that made it impossible. */
  readonly values: readonly (unknown | ReadFailure)[];
  readonly session: ProvenSession | null;
}
/** The root field could not be completed; the others can. */
export class ReadFailure {
  constructor(readonly cause: unknown) {}
}

interface Found {
  readonly start: Start;
  readonly type: GraphQLOutputType;
  readonly below: Selection;
  readonly field: SelectedField | null;
}
interface Compiled {
  readonly sql: string | null;
  readonly params: readonly ((env: ReadEnv) => unknown)[];
  readonly selected: readonly (Selected | null)[];
}

/** Shapes kept per document: viewers × structures of the variables; a stranger cannot make it grow for ever. */
const compiledMax = 200;

/**
 * Turns a selection of any shape into ONE SQL statement and its answer into the response.
 * How: README.md of this folder.
 */
export class Reader {
  readonly #compiled = new WeakMap<DocumentNode, LRUCache<string, Compiled>>();

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly pool: Pool,
    private readonly rule: Visibility,
  ) {}

  async read(request: ReadRequest): Promise<ReadAnswer> {
    const found: Found[] = [];
    const env = this.#env(request, []);
    for (const { field, value } of request.roots) {
      if (value instanceof ReadFailure) continue;
      completeValue(field.definition.type, field.below, value, pushTo(found), env, field);
    }
    const compiled = this.#compile(request, found);
    const complete = this.#env(
      request,
      found.map(({ start }) => start),
    );
    const read: Read | null = compiled.sql
      ? { sql: compiled.sql, values: compiled.params.map((param) => param(complete)) }
      : null;
    const { json, session } = await runRead(this.pool, read, request);
    if (request.claims && !session) return { values: [], session: null };
    return {
      values: this.#complete(request, compiled, ((json ?? []) as unknown[][]).flat(1), complete),
      session,
    };
  }

  #env({ variables, claims, now }: ReadRequest, starts: readonly Start[]): ReadEnv {
    const viewer = claims ? { kind: claims.kind, id: claims.principalId } : ({ kind: 'ANONYMOUS' } as const);
    return { variables, viewer, now, starts };
  }

  #compile(request: ReadRequest, found: readonly Found[]): Compiled {
    let kept = this.#compiled.get(request.document);
    if (!kept) {
      kept = new LRUCache({ max: compiledMax });
      this.#compiled.set(request.document, kept);
    }
    const viewer = request.claims?.kind ?? 'ANONYMOUS';
    const places = found.map(({ start, below }) => `${below.id}:${structureOf(start)}`);
    const key = `${viewer}|${request.key}|${places.join('|')}`;
    let compiled = kept.get(key);
    if (!compiled) {
      const statement = new Statement(viewer, request.variables, this.rule);
      const selected = found.map((each, at) => this.#select(statement, each, at));
      const parts = selected.map((each) => each?.sql ?? 'null');
      compiled = {
        sql: selected.some(Boolean) ? `select ${nested(parts)}` : null,
        params: statement.params,
        selected,
      };
      kept.set(key, compiled);
    }
    return compiled;
  }

  /** Null when the start can never lead to a row of the wanted type. */
  #select(statement: Statement, { start, type, below, field }: Found, at: number): Selected | null {
    if (start instanceof RowStart) {
      const target = this.#target(start, type);
      return (
        target &&
        this.#selectStart(statement, target, start, at, (place) => selectRow(statement, target, below, place))
      );
    }
    if (start instanceof RowsStart) {
      const target = nodeType(type);
      const spec = rowSpec(target);
      const place = { alias: statement.alias(), debtor: null };
      return selectConnection(statement, field!, {
        select: (selection) => selectRow(statement, target, selection, place),
        place,
        order: start.order,
        source: `from ${spec.table} ${place.alias} where ${statement.visible(spec.scope, place.alias)}`,
        where: (_args, env) => ((env?.starts[at] as RowsStart | undefined) ?? start).where,
        args: field!.args,
      });
    }
    const target = this.#target(start.row, null);
    return (
      target &&
      this.#selectStart(statement, target, start.row, at, ({ alias }) => {
        const needs = selectNeeds(statement, alias, start, () => ({}));
        return {
          sql: needs.sql,
          shape: (raw, env) => {
            const derived = env.starts[at] as DerivedStart;
            const value = derived.from((raw === null ? null : needs.restore(raw)) as never);
            return completeValue(type, below, value, null, env, field);
          },
        };
      })
    );
  }

  #selectStart(
    statement: Statement,
    target: GraphQLObjectType,
    start: RowStart,
    at: number,
    select: (place: { alias: string; debtor: string | null }) => Selected,
  ): Selected | null {
    const spec = rowSpec(target);
    if (knowsDebtor(spec) !== (start.debtorId !== null)) return null;
    const rowAt = (env: ReadEnv): RowStart => {
      const each = env.starts[at]!;
      return each instanceof DerivedStart ? each.row : (each as RowStart);
    };
    const alias = statement.alias();
    const debtor = knowsDebtor(spec) ? statement.param((env) => rowAt(env).debtorId, 'uuid') : null;
    const { sql, shape } = select({ alias, debtor });
    const conditions = [
      ...(debtor ? [`${alias}.debtor_id = ${debtor}`] : []),
      ...(spec.idColumn === 'debtor_id'
        ? []
        : [`${alias}.${spec.idColumn} = ${statement.param((env) => rowAt(env).id, spec.idType)}`]),
      statement.visible(spec.scope, alias),
    ];
    return { sql: `(select ${sql} from ${spec.table} ${alias} where ${conditions.join(' and ')})`, shape };
  }

  #target(start: RowStart, type: GraphQLOutputType | null): GraphQLObjectType | null {
    const target = this.schema.getType(start.type);
    if (!isObjectType(target) || !target.extensions.row) return null;
    const wanted = type && getNullableType(type);
    if (!wanted || wanted === target) return target;
    return isInterfaceType(wanted) && this.schema.isSubType(wanted, target) ? target : null;
  }

  #complete(
    request: ReadRequest,
    { selected }: Compiled,
    slots: readonly unknown[],
    env: ReadEnv,
  ): (unknown | ReadFailure)[] {
    let at = 0;
    return request.roots.map(({ field, value }) => {
      if (value instanceof ReadFailure) return value;
      const first = at;
      try {
        return completeValue(
          field.definition.type,
          field.below,
          value,
          () => {
            const slot = at++;
            return selected[slot]?.shape(slots[slot] ?? null, env) ?? null;
          },
          env,
          field,
        );
      } catch (cause) {
        at = first + countStarts(field, value, env);
        return new ReadFailure(cause);
      }
    });
  }
}

/** PostgreSQL functions take at most 100 arguments, so the slots come in arrays of 90. */
function nested(parts: readonly string[]): string {
  const chunks: string[] = [];
  for (let from = 0; from < parts.length; from += 90) {
    chunks.push(`json_build_array(${parts.slice(from, from + 90).join(', ')})`);
  }
  return `json_build_array(${chunks.join(', ')})`;
}

function countStarts(field: SelectedField, value: unknown, env: ReadEnv): number {
  const found: Found[] = [];
  completeValue(field.definition.type, field.below, value, pushTo(found), env, field);
  return found.length;
}

/** In a first pass the starts are only collected; the placeholder satisfies non-null fields. */
function pushTo(found: Found[]) {
  return (start: Start, type: GraphQLOutputType, below: Selection, field: SelectedField | null): unknown => {
    found.push({ start, type, below, field });
    return found;
  };
}

/** Statements are kept by the structure of their starts, never by the values in them. */
function structureOf(start: Start): string {
  if (start instanceof RowStart) return `${start.type}${start.debtorId === null ? '' : '.'}`;
  if (start instanceof RowsStart) {
    const { type, where, order } = start;
    const keys = order.keys.map(({ sql }) => sql).join();
    return `[${type} ${where.map(({ sql }) => sql).join(' & ')} by ${keys} ${order.descending}]`;
  }
  if (start instanceof DerivedStart) return `${start.name}(${structureOf(start.row)})`;
  return assertNever(start);
}

/** Everything of an operation and its variables that may shape the SQL; hashed, because variables may be many. */
export function operationKey(
  name: string | null | undefined,
  variables: Readonly<Record<string, unknown>>,
): string {
  const structure = `${name ?? ''}${structureOfVariables(variables)}`;
  return structure.length < 64 ? structure : createHash('sha256').update(structure).digest('base64');
}

/** More in one list than any page or set of ids holds. */
const itemsMax = 250;

/** Numbers and Booleans count by value (page sizes, @include), strings only by being there. */
function structureOfVariables(value: unknown): string {
  if (value === null || value === undefined) return 'n';
  if (typeof value === 'string') return 's';
  if (Array.isArray(value)) {
    if (value.length > itemsMax) {
      throw new AppError(
        'BAD_USER_INPUT',
        `A list may hold at most ${itemsMax} items; one has ${value.length}.`,
      );
    }
    return `[${value.map(structureOfVariables).join()}]`;
  }
  if (typeof value === 'object') {
    const entries = Object.entries(value).map(([key, each]) => `${key}:${structureOfVariables(each)}`);
    return `{${entries.join()}}`;
  }
  return String(value);
}
