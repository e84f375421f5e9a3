import {
  type GraphQLObjectType,
  type GraphQLOutputType,
  getNullableType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import { DerivedStart, type ReadEnv, RowStart, RowsStart, type Start } from './reads.ts';
import type { SelectedField, Selection } from './selection.ts';
import { fieldSpec } from './specs.ts';

/** Called where a value holds a place for the reader to start from. */
export type OnStart = (
  start: Start,
  type: GraphQLOutputType,
  field: Selection,
  at: SelectedField | null,
) => unknown;

/**
 * Completes a plain value (a computed field, a mutation's payload) along the selection: names the fields,
 * serialises the leaves. Where it meets a start it asks `onStart`; a computed value of a row may hold none.
 */
export function completeValue(
  type: GraphQLOutputType,
  selection: Selection,
  value: unknown,
  onStart: OnStart | null,
  env: ReadEnv,
  at: SelectedField | null = null,
): unknown {
  if (isNonNullType(type)) {
    const completed = completeValue(type.ofType, selection, value, onStart, env, at);
    return completed ?? nullInNonNull(at?.name ?? String(type), '');
  }
  if (value === null || value === undefined) return null;
  if (value instanceof RowStart || value instanceof RowsStart || value instanceof DerivedStart) {
    if (!onStart) throw new TypeError('A computed value cannot start another read.');
    return onStart(value, type, selection, at);
  }
  if (isListType(type)) {
    return (value as unknown[]).map((item) => completeValue(type.ofType, selection, item, onStart, env, at));
  }
  if (isLeafType(type)) return type.serialize(value);
  return completeObject(concreteType(type, value), selection, value, onStart, env);
}

function completeObject(
  type: GraphQLObjectType,
  selection: Selection,
  value: unknown,
  onStart: OnStart | null,
  env: ReadEnv,
): Record<string, unknown> {
  const object: Record<string, unknown> = {};
  for (const field of selection.fields(type)) {
    object[field.key] =
      field.name === '__typename'
        ? type.name
        : completeValue(field.definition.type, field.below, memberOf(field, value), onStart, env, field);
  }
  return object;
}

function memberOf({ name, definition }: SelectedField, value: unknown): unknown {
  const spec = fieldSpec(definition);
  return spec?.kind === 'from' ? spec.from(value as never) : (value as Record<string, unknown>)[name];
}

/** A member of a union says which one it is by `__typename`. */
function concreteType(type: GraphQLOutputType, value: unknown): GraphQLObjectType {
  const nullable = getNullableType(type);
  if (isObjectType(nullable)) return nullable;
  const name = (value as { __typename?: string }).__typename;
  const member = 'getTypes' in nullable ? nullable.getTypes().find((each) => each.name === name) : undefined;
  if (!member) throw new TypeError(`A value of ${String(type)} must name its type; it says ${String(name)}.`);
  return member;
}

export function nullInNonNull(type: string, field: string): never {
  throw new TypeError(`Cannot return null for non-nullable ${[type, field].filter(Boolean).join('.')}.`);
}
