import {
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLOutputType,
  getNamedType,
  getNullableType,
  isListType,
  isObjectType,
} from 'graphql';
import type { FieldSpec, RowSpec } from './reads.ts';

/** What the decorators of `reads.ts` said, read back from the built schema. */

export function knowsDebtor(spec: RowSpec): boolean {
  return spec.scope === 'debtor' || spec.scope === 'person';
}

export function rowSpec(type: GraphQLObjectType): RowSpec {
  const spec = type.extensions.row as RowSpec | undefined;
  if (!spec) throw new TypeError(`${type.name} is no row: decorate its class with @Row.`);
  return spec;
}

export function fieldSpec(field: GraphQLField<unknown, unknown>): FieldSpec | undefined {
  return field.extensions.read as FieldSpec | undefined;
}

/** The row type behind a field, through lists and non-nulls. */
export function rowType(type: GraphQLOutputType): GraphQLObjectType {
  const named = getNamedType(type);
  if (!isObjectType(named)) throw new TypeError(`${named.name} is no object type.`);
  return named;
}

/** The node type of a connection type. */
export function nodeType(type: GraphQLOutputType): GraphQLObjectType {
  const nodes = rowType(type).getFields().nodes;
  if (!nodes || !isListType(getNullableType(nodes.type))) {
    throw new TypeError(`${getNamedType(type).name} is no connection.`);
  }
  return rowType(nodes.type);
}
