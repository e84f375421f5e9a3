import { type ClassType, createUnionType } from 'type-graphql';

/** A union whose members say which one they are by `__typename`, as use cases return them. */
export function unionOf<T extends readonly ClassType[]>(name: string, description: string, types: () => T) {
  return createUnionType({
    name,
    description,
    types,
    resolveType: (value: object) => (value as { readonly __typename?: string }).__typename,
  });
}
