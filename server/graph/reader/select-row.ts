import { type GraphQLObjectType, getNamedType, isLeafType, isNonNullType } from 'graphql';
import { AppError } from '../../kernel/errors.ts';
import { completeValue, nullInNonNull } from './complete-value.ts';
import { orderBy, selectConnection } from './connection.ts';
import type { ComputedSpec, FieldSpec, On, Order, ReadEnv, RowSpec } from './reads.ts';
import type { RowPlace, Selected, Shape } from './selected.ts';
import type { SelectedField, Selection } from './selection.ts';
import { fieldSpec, knowsDebtor, nodeType, rowSpec, rowType } from './specs.ts';
import type { Statement } from './statement.ts';

/** PostgreSQL functions take at most 100 arguments. */
const fieldsMax = 95;
const listMax = 200;

/** The wanted fields of one row as a JSON array, and how to make the response object of it. */
export function selectRow(
  statement: Statement,
  type: GraphQLObjectType,
  selection: Selection,
  place: RowPlace,
): Selected {
  const fields = selection.fields(type);
  if (fields.length > fieldsMax) {
    throw new AppError('BAD_USER_INPUT', `Select at most ${fieldsMax} fields of one ${type.name}.`);
  }
  const columns: string[] = [];
  const parts = fields.map((field) => {
    if (field.name === '__typename') return { key: field.key, at: -1, shape: null };
    const { sql, shape } = selectField(statement, type, field, place);
    return { key: field.key, at: columns.push(sql) - 1, shape: shape && checked(type, field, shape) };
  });
  return {
    sql: `json_build_array(${columns.join(', ')})`,
    shape: (raw, env) => {
      if (raw === null) return null;
      const values = raw as readonly unknown[];
      const object: Record<string, unknown> = {};
      for (const { key, at, shape } of parts) {
        if (at < 0) object[key] = type.name;
        else object[key] = shape ? shape(values[at], env) : values[at];
      }
      return object;
    },
  };
}

function checked(type: GraphQLObjectType, field: SelectedField, shape: Shape): Shape {
  if (!isNonNullType(field.definition.type)) return shape;
  return (raw, env) => shape(raw, env) ?? nullInNonNull(type.name, field.name);
}

interface SelectedColumn {
  readonly sql: string;
  /** Null: the value goes out as it came. */
  readonly shape: Shape | null;
}

function selectField(
  statement: Statement,
  type: GraphQLObjectType,
  field: SelectedField,
  place: RowPlace,
): SelectedColumn {
  const spec = fieldSpec(field.definition);
  switch (spec?.kind) {
    case 'computed':
      return selectComputed(statement, field, spec, place);
    case 'one': {
      const target = rowType(field.definition.type);
      const child = childPlace(statement, place);
      const { sql, shape } = selectRow(statement, target, field.below, child);
      return {
        sql: `(select ${sql} ${fromWhere(statement, target, child, rowSpec(type), place, spec.on)} limit 1)`,
        shape,
      };
    }
    case 'list':
      return selectList(statement, type, field, spec, place);
    case 'many': {
      const target = nodeType(field.definition.type);
      const child = childPlace(statement, place);
      return selectConnection(statement, field, {
        select: (below) => selectRow(statement, target, below, child),
        place: child,
        order: spec.order,
        source: fromWhere(statement, target, child, rowSpec(type), place, spec.on),
        where: (args) => spec.where?.(args) ?? [],
        args: field.args,
      });
    }
    default:
      return { sql: columnSql(type, field, spec, place.alias), shape: null };
  }
}

/** A child row knows its debtor when its parent's is known. */
function childPlace(statement: Statement, parent: RowPlace): RowPlace {
  return { alias: statement.alias(), debtor: parent.debtor };
}

/** `from … where …`: the link to the parent, the constant debtor and the viewer's visibility at every level. */
function fromWhere(
  statement: Statement,
  target: GraphQLObjectType,
  child: RowPlace,
  parentSpec: RowSpec,
  parent: RowPlace,
  on: On,
): string {
  const spec = rowSpec(target);
  const conditions = [on(child.alias, parent.alias), statement.visible(spec.scope, child.alias)];
  if (knowsDebtor(spec) && knowsDebtor(parentSpec)) {
    conditions.push(`${child.alias}.debtor_id = ${parent.debtor ?? `${parent.alias}.debtor_id`}`);
  }
  return `from ${spec.table} ${child.alias} where ${conditions.join(' and ')}`;
}

function selectList(
  statement: Statement,
  type: GraphQLObjectType,
  field: SelectedField,
  spec: { readonly on: On; readonly order: Order },
  place: RowPlace,
): SelectedColumn {
  const target = rowType(field.definition.type);
  const child = childPlace(statement, place);
  const { sql, shape } = selectRow(statement, target, field.below, child);
  const source = fromWhere(statement, target, child, rowSpec(type), place, spec.on);
  return {
    sql: `(select coalesce(json_agg(x.j), '[]'::json) from (select ${sql} as j ${source}
      order by ${orderBy(spec.order, child.alias)} limit ${listMax}) x)`,
    shape: (raw, env) => (raw as unknown[]).map((row) => shape(row, env)),
  };
}

function selectComputed(
  statement: Statement,
  field: SelectedField,
  spec: ComputedSpec,
  { alias }: RowPlace,
): SelectedColumn {
  const needs = selectNeeds(statement, alias, spec, (env) => field.args(env.variables));
  return {
    sql: needs.sql,
    shape: (raw, env) =>
      completeValue(
        field.definition.type,
        field.below,
        spec.from(needs.restore(raw) as never, field.args(env.variables), env),
        null,
        env,
      ),
  };
}

/** The columns that a pure function asked for, as a JSON array that `restore` gives their names back. */
export function selectNeeds(
  statement: Statement,
  alias: string,
  spec: Pick<ComputedSpec, 'needs'>,
  args: (env: ReadEnv) => Readonly<Record<string, unknown>>,
): { sql: string; restore: (raw: unknown) => unknown } {
  const needs = spec.needs(
    alias,
    (value, cast) => statement.param((env) => value(args(env), env), cast),
    (scope, row) => statement.visible(scope, row),
  );
  const names = Object.keys(needs);
  return {
    sql: `json_build_array(${Object.values(needs).join(', ')})`,
    restore: (raw) => Object.fromEntries(names.map((name, at) => [name, (raw as unknown[])[at]])),
  };
}

/** Leaves are written by PostgreSQL as they go over the wire. */
function columnSql(
  type: GraphQLObjectType,
  { name, definition }: SelectedField,
  spec: FieldSpec | undefined,
  alias: string,
): string {
  const leaf = getNamedType(definition.type);
  if (!isLeafType(leaf)) {
    throw new TypeError(`${type.name}.${name} is no leaf: say where it is read from (reads.ts).`);
  }
  if (name === 'id' && leaf.name === 'ID') return globalIdSql(type, alias);
  const given = spec?.kind === 'column' ? spec.column : snakeCase(name);
  const column = given.includes('{t}') ? given.replaceAll('{t}', alias) : `${alias}.${given}`;
  switch (leaf.name) {
    case 'DateTime':
      return `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
    case 'Decimal':
      return `trim_scale(${column})::text`;
    case 'Date':
    case 'MinorUnits':
      return `${column}::text`;
    default:
      return column;
  }
}

function globalIdSql(type: GraphQLObjectType, alias: string): string {
  const spec = rowSpec(type);
  if (spec.idColumn === 'debtor_id' || !knowsDebtor(spec)) {
    return `'${type.name}.' || ${alias}.${spec.idColumn}`;
  }
  return `'${type.name}.' || ${alias}.debtor_id || '.' || ${alias}.${spec.idColumn}`;
}

function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
