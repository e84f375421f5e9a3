import {
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isLeafType,
  isObjectType,
} from 'graphql';

/**
 * Selects every field of a type: leaves as they are, values with all that is in them, rows by their ids,
 * connections by the ids of their first fifty rows.
 */
export function everythingOf(type: GraphQLObjectType, leaveOut: readonly string[] = []): string {
  const fields = Object.values(type.getFields()).filter(
    ({ name }) => !leaveOut.includes(`${type.name}.${name}`),
  );
  return fields.map((field) => `${field.name} ${below(field)}`.trim()).join(' ');
}

function below({ type }: GraphQLField<unknown, unknown>): string {
  const target = getNamedType(type);
  if (isLeafType(target)) return '';
  if (!isObjectType(target)) throw new TypeError(`${target} is neither a leaf nor an object.`);
  const fields = target.getFields();
  if ('pageInfo' in fields) return '(first: 50) { nodes { id } }';
  return 'id' in fields ? '{ id }' : `{ ${everythingOf(target)} }`;
}

/** The row types: those that `node(id)` can find. */
export function nodeTypes(schema: GraphQLSchema): readonly GraphQLObjectType[] {
  const node = schema.getType('Node');
  return schema.getPossibleTypes(node as Parameters<GraphQLSchema['getPossibleTypes']>[0]);
}
