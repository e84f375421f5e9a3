import {
  buildSchema,
  defaultTypeResolver,
  type ExecutionResult,
  executeSync,
  type GraphQLSchema,
  isScalarType,
  parse,
  printSchema,
} from 'graphql';
import type { AnyDocument } from './document-printer.ts';

export interface Reference {
  /** What graphql-js answers when it takes every value from the answer given. */
  readonly result: ExecutionResult;
  /** The ids in it, with the type that each is of. */
  readonly ids: readonly { readonly type: string; readonly id: string }[];
}

/**
 * Lets graphql-js execute the document over an answer as if it were the data: what it makes of it must be the
 * answer itself. So a missing or superfluous field, a null where none may be, a list that is none, or a value
 * that its type cannot write, shows.
 */
export class ReferenceExecutor {
  readonly #schema: GraphQLSchema;

  constructor(schema: GraphQLSchema) {
    this.#schema = buildSchema(printSchema(schema));
    for (const type of Object.values(this.#schema.getTypeMap())) {
      const ours = schema.getType(type.name);
      if (isScalarType(type) && isScalarType(ours)) type.serialize = ours.serialize;
    }
  }

  over(data: unknown, { query, variables }: AnyDocument): Reference {
    const ids: { type: string; id: string }[] = [];
    const result = executeSync({
      schema: this.#schema,
      document: parse(query),
      variableValues: variables,
      rootValue: data,
      typeResolver: defaultTypeResolver,
      fieldResolver: (source: Record<string, unknown>, _args, _context, { path, fieldName, parentType }) => {
        const value = source[path.key];
        if (fieldName === 'id') ids.push({ type: parentType.name, id: String(value) });
        return value;
      },
    });
    return { result, ids };
  }
}
