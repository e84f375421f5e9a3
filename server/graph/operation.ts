import {
  type DocumentNode,
  GraphQLError,
  type GraphQLObjectType,
  type GraphQLSchema,
  getOperationAST,
  getVariableValues,
  type OperationDefinitionNode,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import { operationKey } from './reader/reader.ts';
import { type SelectedField, Selection, SelectionContext } from './reader/selection.ts';

type Variables = Readonly<Record<string, unknown>>;

export interface OperationRequest {
  readonly document: DocumentNode;
  readonly operationName?: string | null;
  readonly variables?: Variables | null;
}
/** One operation of a document with its variables checked and its root fields collected. */
export interface Operation {
  readonly document: DocumentNode;
  readonly definition: OperationDefinitionNode;
  readonly root: GraphQLObjectType;
  readonly fields: readonly SelectedField[];
  readonly variables: Variables;
  /** What besides the document shapes the statement; see `operationKey`. */
  readonly key: string;
}

/** Structures of variables kept for each document. */
const selectionsMax = 200;

/** Prepares operations, keeping the collected selections with their documents. */
export class Operations {
  readonly #selections = new WeakMap<DocumentNode, LRUCache<string, Selection>>();

  constructor(private readonly schema: GraphQLSchema) {}

  prepare({ document, operationName, variables }: OperationRequest): Operation | readonly GraphQLError[] {
    const definition = getOperationAST(document, operationName);
    if (!definition) {
      return [badInput(new GraphQLError('Name one of the operations of the document in "operationName".'))];
    }
    const root = this.schema.getRootType(definition.operation);
    if (!root) return [badInput(new GraphQLError(`This graph has no ${definition.operation}.`))];
    const { coerced, errors } = getVariableValues(
      this.schema,
      definition.variableDefinitions ?? [],
      variables ?? {},
      { maxErrors: 10 },
    );
    if (errors) return errors.map(badInput);
    const key = operationKey(definition.name?.value, coerced);
    const selection = this.#selection(document, definition, key, coerced);
    return { document, definition, root, fields: selection.fields(root), variables: coerced, key };
  }

  #selection(
    document: DocumentNode,
    definition: OperationDefinitionNode,
    key: string,
    variables: Variables,
  ): Selection {
    const kept = this.#selections.get(document) ?? new LRUCache<string, Selection>({ max: selectionsMax });
    this.#selections.set(document, kept);
    let selection = kept.get(key);
    if (!selection) {
      const context = new SelectionContext(this.schema, document, variables);
      selection = new Selection(context, [definition.selectionSet]);
      kept.set(key, selection);
    }
    return selection;
  }
}

function badInput({ message, nodes }: GraphQLError): GraphQLError {
  return new GraphQLError(message, { nodes, extensions: { code: 'BAD_USER_INPUT' } });
}
