import {
  type DirectiveNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLField,
  GraphQLIncludeDirective,
  type GraphQLObjectType,
  type GraphQLSchema,
  GraphQLSkipDirective,
  getArgumentValues,
  getDirectiveValues,
  isAbstractType,
  Kind,
  SchemaMetaFieldDef,
  type SelectionSetNode,
  TypeMetaFieldDef,
  TypeNameMetaFieldDef,
} from 'graphql';
import { AppError } from '../../kernel/errors.ts';
import type { Args } from './reads.ts';

type Variables = Readonly<Record<string, unknown>>;

/** One response key of an object: the merged field nodes behind it. */
export interface SelectedField {
  readonly key: string;
  readonly name: string;
  readonly definition: GraphQLField<unknown, unknown>;
  readonly nodes: readonly FieldNode[];
  /** What is selected below; empty for leaves. */
  readonly below: Selection;
  args(variables: Variables): Args;
}

/**
 * A selection set that answers, for a concrete type, which fields are wanted. `@skip` and `@include` are
 * decided when it is made: the values of Boolean variables are part of the key under which it is kept.
 */
let made = 0;

export class Selection {
  /** Tells selections apart in the keys under which statements are kept. */
  readonly id = ++made;
  readonly #fields = new Map<string, readonly SelectedField[]>();

  constructor(
    private readonly document: SelectionContext,
    private readonly sets: readonly SelectionSetNode[],
  ) {}

  fields(type: GraphQLObjectType): readonly SelectedField[] {
    let fields = this.#fields.get(type.name);
    if (!fields) {
      fields = this.document.collect(type, this.sets);
      this.#fields.set(type.name, fields);
    }
    return fields;
  }
}

export class SelectionContext {
  readonly #fragments = new Map<string, FragmentDefinitionNode>();

  constructor(
    readonly schema: GraphQLSchema,
    document: DocumentNode,
    private readonly variables: Variables,
  ) {
    for (const definition of document.definitions) {
      if (definition.kind === Kind.FRAGMENT_DEFINITION)
        this.#fragments.set(definition.name.value, definition);
    }
  }

  collect(type: GraphQLObjectType, sets: readonly SelectionSetNode[]): readonly SelectedField[] {
    const nodes = new Map<string, FieldNode[]>();
    for (const set of sets) this.#gather(type, set, nodes, new Set());
    return [...nodes].map(([key, list]) => this.#field(type, key, list));
  }

  #gather(
    type: GraphQLObjectType,
    set: SelectionSetNode,
    into: Map<string, FieldNode[]>,
    spread: Set<string>,
  ): void {
    for (const node of set.selections) {
      if (!this.#included(node)) continue;
      if (node.kind === Kind.FIELD) {
        const key = (node.alias ?? node.name).value;
        const list = into.get(key);
        if (list) list.push(node);
        else into.set(key, [node]);
      } else if (node.kind === Kind.INLINE_FRAGMENT) {
        if (this.#applies(type, node.typeCondition?.name.value)) {
          this.#gather(type, node.selectionSet, into, spread);
        }
      } else if (!spread.has(node.name.value)) {
        spread.add(node.name.value);
        const fragment = this.#fragments.get(node.name.value);
        if (fragment && this.#applies(type, fragment.typeCondition.name.value)) {
          this.#gather(type, fragment.selectionSet, into, spread);
        }
      }
    }
  }

  #included(node: { readonly directives?: readonly DirectiveNode[] }): boolean {
    if (!node.directives?.length) return true;
    if (getDirectiveValues(GraphQLSkipDirective, node, this.variables)?.if === true) return false;
    return getDirectiveValues(GraphQLIncludeDirective, node, this.variables)?.if !== false;
  }

  #applies(type: GraphQLObjectType, condition: string | undefined): boolean {
    if (condition === undefined || condition === type.name) return true;
    const conditional = this.schema.getType(condition) as GraphQLCompositeType | undefined;
    return (
      conditional !== undefined && isAbstractType(conditional) && this.schema.isSubType(conditional, type)
    );
  }

  #field(type: GraphQLObjectType, key: string, nodes: FieldNode[]): SelectedField {
    const node = nodes[0]!;
    const definition = this.#definition(type, node.name.value);
    return {
      key,
      name: node.name.value,
      definition,
      nodes,
      below: new Selection(
        this,
        nodes.flatMap((each) => each.selectionSet ?? []),
      ),
      args: (variables) => getArgumentValues(definition, node, variables),
    };
  }

  #definition(type: GraphQLObjectType, name: string): GraphQLField<unknown, unknown> {
    if (name === '__typename') return TypeNameMetaFieldDef;
    if (type === this.schema.getQueryType()) {
      if (name === '__schema') return SchemaMetaFieldDef;
      if (name === '__type') return TypeMetaFieldDef;
    }
    const field = type.getFields()[name];
    if (!field) throw new AppError('BAD_USER_INPUT', `${type.name} has no field "${name}".`);
    return field;
  }
}
