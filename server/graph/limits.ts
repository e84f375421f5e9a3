import {
  type ASTVisitor,
  GraphQLError,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isCompositeType,
  isListType,
  isObjectType,
  Kind,
  type SelectionSetNode,
  type ValidationContext,
} from 'graphql';
import { AppError } from '../kernel/errors.ts';
import { readPage } from './reader/page.ts';
import type { SelectedField } from './reader/selection.ts';
import { fieldSpec } from './reader/specs.ts';

/** What one document may ask for. The portal's largest document stays below half of each. */
export const limits = {
  bodyBytes: 128 * 1024,
  /** Room for a portfolio of some thousand rows in `importPortfolio`; larger files go through the command. */
  importBodyBytes: 16 * 1024 * 1024,
  tokens: 2000,
  depth: 14,
  aliases: 30,
  rootFields: 20,
  directives: 50,
  cost: 25_000,
  nodes: 100,
} as const;

/** Depth, aliases, directives and root fields: decided on the document alone, so that the answer is kept with it. */
export function documentLimits(context: ValidationContext): ASTVisitor {
  let aliases = 0;
  let directives = 0;
  const fragmentDepths = new Map<string, number>();
  return {
    Field(node) {
      if (node.alias) aliases += 1;
    },
    Directive() {
      directives += 1;
    },
    Document: {
      leave(document) {
        refuse(aliases, limits.aliases, 'aliases');
        refuse(directives, limits.directives, 'directives');
        for (const definition of document.definitions) {
          if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
          refuse(depthOf(definition.selectionSet), limits.depth, 'levels of depth');
          refuse(definition.selectionSet.selections.length, limits.rootFields, 'root fields');
        }
      },
    },
  };

  function refuse(count: number, max: number, what: string): void {
    if (count <= max) return;
    context.reportError(
      new GraphQLError(`The document has ${count} ${what}; at most ${max} are allowed. Split it.`, {
        extensions: { code: 'QUERY_TOO_LARGE' },
      }),
    );
  }

  function depthOf(set: SelectionSetNode): number {
    let deepest = 0;
    for (const node of set.selections) {
      if (node.kind === Kind.FIELD) {
        const introspects = node.name.value.startsWith('__');
        if (node.selectionSet && !introspects) deepest = Math.max(deepest, depthOf(node.selectionSet));
      } else if (node.kind === Kind.INLINE_FRAGMENT) {
        deepest = Math.max(deepest, depthOf(node.selectionSet) - 1);
      } else {
        deepest = Math.max(deepest, depthOfFragment(node.name.value) - 1);
      }
    }
    return deepest + 1;
  }

  /** Each fragment is measured once, however often it is spread; a cycle is another rule's error and ends here. */
  function depthOfFragment(name: string): number {
    const known = fragmentDepths.get(name);
    if (known !== undefined) return known;
    fragmentDepths.set(name, 1);
    const fragment = context.getFragment(name);
    const depth = fragment ? depthOf(fragment.selectionSet) : 1;
    fragmentDepths.set(name, depth);
    return depth;
  }
}

/** What is charged for what is not simply an object. */
const prices = { listWithoutPages: 10, computed: 1, totalCount: 20, introspection: 5000 } as const;
/** Selected fields looked at before an operation is refused as too large. */
const fieldsMax = 10_000;

/**
 * The cost of an operation: one point for each object that it can answer, page sizes multiplied down.
 * Refused above the limit before anything is read; otherwise returned in `extensions.cost`.
 */
export function costOf(
  schema: GraphQLSchema,
  root: GraphQLObjectType,
  fields: readonly SelectedField[],
  variables: Readonly<Record<string, unknown>>,
): number {
  let seen = 0;
  const cost = sum(fields.map(fieldCost));
  if (cost > limits.cost) refuse(`costs ${cost} points; at most ${limits.cost} are allowed`);
  return cost;

  function fieldCost(field: SelectedField): number {
    seen += 1;
    if (seen > fieldsMax) refuse(`selects more than ${fieldsMax} fields`);
    if (field.name === '__typename') return 0;
    if (field.name.startsWith('__')) return prices.introspection;
    const type = getNamedType(field.definition.type);
    const spec = fieldSpec(field.definition);
    if (!isCompositeType(type)) {
      if (field.name === 'totalCount') return prices.totalCount;
      return spec?.kind === 'computed' ? prices.computed : 0;
    }
    const below = (object: GraphQLObjectType) => sum(field.below.fields(object).map(fieldCost));
    if (isObjectType(type) && type.name.endsWith('Connection')) {
      return 1 + Math.max(readPage(field.args(variables)).size, 1) * below(type);
    }
    // Of several possible types the dearest counts.
    const each = isObjectType(type)
      ? below(type)
      : Math.max(...schema.getPossibleTypes(type).map((possible) => below(possible)));
    return timesOf(field) * (1 + each);
  }

  function timesOf(field: SelectedField): number {
    if (!isListType(getNullableType(field.definition.type))) return 1;
    const { ids } = field.args(variables);
    return Array.isArray(ids) ? ids.length : prices.listWithoutPages;
  }

  function refuse(what: string): never {
    const message = `This ${root.name.toLowerCase()} ${what}. Ask for smaller pages or fewer fields.`;
    throw new AppError('BAD_USER_INPUT', message, { maxCost: limits.cost });
  }
}

function sum(list: readonly number[]): number {
  return list.reduce((a, b) => a + b, 0);
}
