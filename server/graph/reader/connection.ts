import { type GraphQLObjectType, getNamedType, isObjectType } from 'graphql';
import type { Scope } from '../../identity/visibility.ts';
import { parseDate } from '../../kernel/calendar-date.ts';
import { AppError } from '../../kernel/errors.ts';
import { type Page, readPage } from './page.ts';
import type { Args, Order, OrderKey, ReadEnv, Where } from './reads.ts';
import type { RowPlace, Selected, Shape } from './selected.ts';
import type { SelectedField, Selection } from './selection.ts';
import type { Statement } from './statement.ts';

interface ConnectionSource {
  /** Selects a node's fields from the row at `place`. */
  readonly select: (below: Selection) => Selected;
  readonly place: RowPlace;
  readonly order: Order;
  /** `from … where …` of the rows before paging and filters. */
  readonly source: string;
  readonly where: (args: Args, env?: ReadEnv) => readonly Where[];
  readonly args: (variables: Readonly<Record<string, unknown>>) => Args;
}
/**
 * A Relay connection by keyset: rows beyond the cursor in the order of `order`, one more than the page to
 * know whether there is a next, the total only when it is selected.
 */
export function selectConnection(
  statement: Statement,
  field: SelectedField,
  connection: ConnectionSource,
): Selected {
  const { place, order } = connection;
  const args = connection.args(statement.shapeVariables);
  const page = readPage(args);
  const conditions = connection.where(args).map((where, at) =>
    bind(statement, where, place.alias, (env, value) => {
      return connection.where(connection.args(env.variables), env)[at]!.values[value];
    }),
  );
  const filtered = [connection.source, ...conditions].join(' and ');
  const beyond = page.cursor === null ? '' : ` and ${beyondCursor(statement, connection, page)}`;
  const nodes = nodeSelections(field);
  const selected = nodes.map(({ below }) => connection.select(below));
  const cursor = `json_build_array(${order.keys.map(({ sql }) => `(${sql.replaceAll('{t}', place.alias)})::text`)})`;
  const rows = `(select coalesce(json_agg(x.j), '[]'::json) from (
    select json_build_array(${[cursor, ...selected.map(({ sql }) => sql)].join(', ')}) as j ${filtered}${beyond}
    order by ${orderBy(order, place.alias, page.backwards)} limit ${page.size + 1}) x)`;
  const wantsTotal = connectionFields(field).some(({ name }) => name === 'totalCount');
  const total = wantsTotal ? `(select count(*)::int ${filtered})` : 'null';
  return {
    sql: `json_build_array(${rows}, ${total})`,
    shape: shapeConnection(field, nodes, selected, (variables) => readPage(connection.args(variables))),
  };
}

/** `(a, b) > ($1, $2)`: all keys run in one direction, so a row comparison is the whole condition. */
function beyondCursor(statement: Statement, connection: ConnectionSource, page: Page): string {
  const { order, place } = connection;
  const keys = order.keys.map(({ sql }) => sql.replaceAll('{t}', place.alias));
  const values = order.keys.map((key, at) =>
    statement.param((env) => {
      const cursor = readPage(connection.args(env.variables)).cursor;
      return decodeCursor(cursor ?? '', order.keys)[at];
    }, key.type),
  );
  return `(${keys.join(', ')}) ${order.descending !== page.backwards ? '<' : '>'} (${values.join(', ')})`;
}

/** Puts in what a condition marks: its row, its values, and which rows of a subquery the viewer may see. */
export function bind(
  statement: Statement,
  where: Where,
  alias: string,
  value: (env: ReadEnv, at: number) => unknown,
): string {
  let at = 0;
  return where.sql
    .replaceAll('{t}', alias)
    .replace(/\{visible:(\w+):(\w+)\}/g, (_, scope: string, row: string) =>
      statement.visible(scope as Scope, row),
    )
    .replace(/\?(?:::(\w+(?:\[\])?))?/g, (_, cast: string | undefined) => {
      const index = at++;
      return statement.param((env) => value(env, index), cast ?? 'text');
    });
}

export function orderBy(order: Order, alias: string, reversed = false): string {
  const direction = order.descending !== reversed ? 'desc' : 'asc';
  return order.keys.map(({ sql }) => `${sql.replaceAll('{t}', alias)} ${direction}`).join(', ');
}

export function encodeCursor(keys: readonly string[]): string {
  return Buffer.from(JSON.stringify(keys)).toString('base64url');
}

const keyPatterns: Record<OrderKey['type'], RegExp> = {
  timestamptz: /^(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?\+00|infinity)$/,
  date: /^(\d{4}-\d\d-\d\d|infinity)$/,
  int: /^-?\d{1,9}$/,
  uuid: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
  // biome-ignore lint/suspicious/noControlCharactersInRegex: PostgreSQL text cannot hold NUL.
  text: /^[^\u0000]{0,500}$/u,
};

export function decodeCursor(cursor: string, keys: readonly OrderKey[]): readonly string[] {
  const values = parseCursor(cursor);
  const fits =
    values?.length === keys.length &&
    keys.every(({ type }, at) => keyPatterns[type].test(values[at]!) && isRealDate(type, values[at]!));
  if (!fits) {
    throw new AppError(
      'BAD_USER_INPUT',
      'This cursor is not one of this list. Use a cursor that a page gave.',
      {
        argument: 'after',
      },
    );
  }
  return values;
}

function isRealDate(type: OrderKey['type'], value: string): boolean {
  if ((type !== 'timestamptz' && type !== 'date') || value === 'infinity') return true;
  if (!parseDate(value.slice(0, 10)).ok) return false;
  return type === 'date' || /^([01]\d|2[0-3]):[0-5]\d:[0-5]\d/.test(value.slice(11));
}

function parseCursor(cursor: string): readonly string[] | null {
  try {
    const values: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    return Array.isArray(values) && values.every((value) => typeof value === 'string') ? values : null;
  } catch {
    return null;
  }
}

interface NodeSelection {
  readonly below: SelectedField['below'];
  /** Response key under the connection, and under the edge when it is `edges { node }`. */
  readonly path: readonly string[];
}

function connectionFields(field: SelectedField): readonly SelectedField[] {
  return field.below.fields(objectType(field));
}

function objectType(field: SelectedField): GraphQLObjectType {
  const type = getNamedType(field.definition.type);
  if (!isObjectType(type)) throw new TypeError(`${type.name} is no object type.`);
  return type;
}

/** Every place of the connection where a node is selected: `nodes`, `edges { node }`, under any alias. */
function nodeSelections(field: SelectedField): readonly NodeSelection[] {
  return connectionFields(field).flatMap((part): NodeSelection[] => {
    if (part.name === 'nodes') return [{ below: part.below, path: [part.key] }];
    if (part.name !== 'edges') return [];
    return part.below
      .fields(objectType(part))
      .filter(({ name }) => name === 'node')
      .map((node) => ({ below: node.below, path: [part.key, node.key] }));
  });
}

function shapeConnection(
  field: SelectedField,
  nodes: readonly NodeSelection[],
  selected: readonly Selected[],
  pageOf: (variables: Readonly<Record<string, unknown>>) => Page,
): Shape {
  const type = objectType(field);
  const parts = connectionFields(field);
  const nodeAt = (...path: string[]) => nodes.findIndex((node) => node.path.join() === path.join());
  const shapeNode = (at: number, row: readonly unknown[], env: ReadEnv) =>
    selected[at]!.shape(row[at + 1], env);
  return (raw, env) => {
    const [found, total] = raw as [readonly (readonly unknown[])[], number | null];
    const page = pageOf(env.variables);
    const more = found.length > page.size;
    const rows = more ? found.slice(0, page.size) : found;
    if (page.backwards) (rows as unknown[]).reverse();
    const cursorOf = (row: readonly unknown[]) => encodeCursor(row[0] as string[]);
    const info: Record<string, unknown> = {
      hasNextPage: page.backwards ? page.cursor !== null : more,
      hasPreviousPage: page.backwards ? more : page.cursor !== null,
      startCursor: rows[0] ? cursorOf(rows[0]) : null,
      endCursor: rows.length > 0 ? cursorOf(rows[rows.length - 1]!) : null,
    };
    const object: Record<string, unknown> = {};
    for (const part of parts) {
      object[part.key] = shapePart(part);
    }
    return object;

    function shapePart(part: SelectedField): unknown {
      switch (part.name) {
        case '__typename':
          return type.name;
        case 'totalCount':
          return total;
        case 'nodes': {
          const at = nodeAt(part.key);
          return rows.map((row) => shapeNode(at, row, env));
        }
        case 'pageInfo':
          return pick(part, (name) => info[name]);
        case 'edges':
          return rows.map((row) =>
            pick(part, (name, key) =>
              name === 'cursor' ? cursorOf(row) : shapeNode(nodeAt(part.key, key), row, env),
            ),
          );
        default:
          throw new TypeError(`A connection has no field "${part.name}".`);
      }
    }
  };
}

function pick(part: SelectedField, value: (name: string, key: string) => unknown): Record<string, unknown> {
  const type = objectType(part);
  const object: Record<string, unknown> = {};
  for (const { key, name } of part.below.fields(type)) {
    object[key] = name === '__typename' ? type.name : value(name, key);
  }
  return object;
}
