import type { Temporal } from 'temporal-polyfill';
import { Args as ArgsOf, type ClassType, Extensions } from 'type-graphql';
import type { Scope, Viewer } from '../../identity/visibility.ts';
import { type CurrencyCode, money } from '../../kernel/money.ts';
import { defineConnection, PageArgs } from '../connection.types.ts';
import { registerType } from '../type-registry.ts';

/**
 * Where each field of a row type is read from, said beside the field in the feature's `*.types.ts`.
 * A field without a decorator is the column of its own name in snake case.
 */

/** Arguments of one field, after coercion. */
export type Args = Readonly<Record<string, unknown>>;
/** What a read may depend on besides its arguments. */
export interface ReadEnv {
  readonly variables: Readonly<Record<string, unknown>>;
  readonly viewer: Viewer;
  readonly now: Temporal.Instant;
  /** What root resolvers answered, by slot; see `plan-value.ts`. */
  readonly starts: readonly Start[];
}
/** Puts a value into the statement as a parameter and answers its placeholder. */
export type Param = (value: (args: Args, env: ReadEnv) => unknown, cast: string) => string;

/**
 * A condition: `?` marks each value; `{t}` is the alias of the row. A subquery over other rows marks their
 * visibility rule: `{visible:debtor:known}` is that of the scope `debtor` for the alias `known`.
 */
export interface Where {
  readonly sql: string;
  readonly values: readonly unknown[];
}
/** One key of an order; all keys of an order run in the same direction, and the last is unique. */
export interface OrderKey {
  /** SQL over `{t}`, never null. */
  readonly sql: string;
  readonly type: 'timestamptz' | 'date' | 'int' | 'uuid' | 'text';
}
export interface Order {
  readonly keys: readonly OrderKey[];
  readonly descending: boolean;
}

export interface RowSpec {
  readonly table: string;
  readonly scope: Scope;
  /** The column behind `id`. */
  readonly idColumn: string;
  readonly idType: 'uuid' | 'text';
}

export type On = (child: string, parent: string) => string;
/** The SQL behind each needed name; a subquery over other rows asks `visible` for its visibility rule. */
export type NeedsSql = (
  row: string,
  param: Param,
  visible: (scope: Scope, row: string) => string,
) => Record<string, string>;
export interface ComputedSpec<Needs = never> {
  readonly kind: 'computed';
  readonly needs: NeedsSql;
  readonly from: (needs: Needs, args: Args, env: ReadEnv) => unknown;
}
export type FieldSpec =
  | { readonly kind: 'column'; readonly column: string }
  | { readonly kind: 'one'; readonly on: On }
  | { readonly kind: 'list'; readonly on: On; readonly order: Order }
  | {
      readonly kind: 'many';
      readonly on: On;
      readonly order: Order;
      readonly where?: (args: Args) => readonly Where[];
    }
  | ComputedSpec
  | { readonly kind: 'from'; readonly from: (value: never) => unknown };

/** The type is a row of `table`; `scope` names its visibility rule in `identity/visibility.ts`. */
export function Row(
  table: string,
  scope: Scope,
  idColumn = 'id',
  idType: RowSpec['idType'] = 'uuid',
): ClassDecorator {
  return (target) => {
    const type = target as unknown as ClassType;
    registerType(type.name, type);
    defineConnection(type.name, () => type);
    Extensions({ row: { table, scope, idColumn, idType } satisfies RowSpec })(target);
  };
}

/** A root field that answers without a session: an ended one is no reason to refuse it. */
export function ForAnybody(): MethodDecorator {
  return Extensions({ forAnybody: true }) as MethodDecorator;
}

/** The field takes the arguments of an `@ArgsType` class; its value is read, so there is no method to take them. */
export function Takes(args: () => ClassType): PropertyDecorator {
  return (target, key) => ArgsOf(args)(target, key as string, 0);
}

function read(spec: FieldSpec): PropertyDecorator & MethodDecorator {
  return Extensions({ read: spec }) as PropertyDecorator & MethodDecorator;
}

/** Read from a column (or an SQL expression over `{t}`) of another name. */
export function Column(column: string): PropertyDecorator {
  return read({ kind: 'column', column });
}

/** One other row, or null. `debtor_id` is matched by the reader. */
export function One(on: On): PropertyDecorator {
  return read({ kind: 'one', on });
}

/** A short list without pages (at most 200 rows). */
export function List(on: On, order: Order): PropertyDecorator {
  return read({ kind: 'list', on, order });
}

/** A Relay connection; `filter` adds arguments (a class that extends PageArgs) and the conditions they make. */
export function Many(
  on: On,
  order: Order,
  filter?: { args: () => ClassType; where: (args: Args) => readonly Where[] },
): PropertyDecorator {
  return (target, key) => {
    Takes(filter?.args ?? (() => PageArgs))(target, key);
    read({ kind: 'many', on, order, ...(filter && { where: filter.where }) })(target, key);
  };
}

/** A pure function over columns (`needs`: SQL by name, over the row's alias) and arguments. */
export function Computed<Needs>(
  needs: NeedsSql,
  from: ComputedSpec<Needs>['from'],
): PropertyDecorator & MethodDecorator {
  return read({ kind: 'computed', needs, from: from as ComputedSpec['from'] });
}

/** Money from a bigint column of minor units and the row's `currency`; null when the column is null. */
export function MoneyColumn(column: string): PropertyDecorator {
  return Computed<{ minor: string | null; currency: CurrencyCode }>(
    (row) => ({ minor: `${row}.${column}::text`, currency: `${row}.currency` }),
    ({ minor, currency }) => (minor === null ? null : money(BigInt(minor), currency)),
  );
}

/** A field of a value (not a row): how it is had from the value. */
export function From<Value>(from: (value: Value) => unknown): PropertyDecorator {
  return read({ kind: 'from', from: from as (value: never) => unknown });
}

export function newestFirst(column: string): Order {
  return {
    descending: true,
    keys: [
      { sql: `{t}.${column}`, type: 'timestamptz' },
      { sql: '{t}.id', type: 'uuid' },
    ],
  };
}

export function ascending(...keys: OrderKey[]): Order {
  return { descending: false, keys };
}

/** What a root resolver answers instead of reading: where the reader starts. */
export type Start = RowStart | RowsStart | DerivedStart;

/** One row by its id. */
export class RowStart {
  constructor(
    readonly type: string,
    readonly debtorId: string | null,
    readonly id: string,
  ) {}
}
/** A connection over all rows of a type that the viewer may see and that meet the conditions. */
export class RowsStart {
  constructor(
    readonly type: string,
    readonly order: Order,
    readonly where: readonly Where[],
  ) {}
}
/** A value computed from one row. `from` throws when the row does not exist (needs = null). */
export class DerivedStart {
  constructor(
    readonly row: RowStart,
    readonly needs: NeedsSql,
    readonly from: (needs: never) => unknown,
    /** Names the computation, because compiled statements are kept by it. */
    readonly name: string,
  ) {}
}
