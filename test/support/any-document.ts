import fc, { type Arbitrary } from 'fast-check';
import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isAbstractType,
  isCompositeType,
  isEnumType,
  isListType,
  isNonNullType,
  TypeNameMetaFieldDef,
} from 'graphql';
import { type AnyDocument, DocumentPrinter } from './document-printer.ts';

/** A selection set before it is printed. */
export interface Selection {
  readonly type: GraphQLNamedType;
  readonly items: readonly Item[];
}
export type Item = FragmentItem | FieldItem;
export interface FragmentItem {
  readonly kind: 'fragment';
  readonly named: boolean;
  readonly selection: Selection;
}
export interface FieldItem {
  readonly kind: 'field';
  readonly field: GraphQLField<unknown, unknown>;
  readonly alias: boolean;
  readonly directive: string;
  readonly args: readonly ArgumentChoice[];
  /** Two: the field stands there twice, and what is below is merged. */
  readonly below: readonly Selection[];
}
export interface ArgumentChoice {
  readonly argument: GraphQLArgument;
  /** Undefined: left out. */
  readonly value: unknown;
  readonly asVariable: boolean;
}

/**
 * Values for arguments, by `Type.field.argument`, else by `argument`, else by the name of its type; they may
 * depend on the types that the fragments below the field ask about.
 */
export type Values = Readonly<Record<string, (asked: readonly string[]) => Arbitrary<unknown>>>;

const directives = [
  '',
  '',
  '',
  '',
  '@include(if: true)',
  '@skip(if: true)',
  '@include(if: $no)',
  '@skip(if: $no)',
];
const paging = ['first', 'last', 'after', 'before'];

const plain = { kind: 'field', alias: false, directive: '', args: [], below: [] } as const;

/** Queries of any shape: aliases, fragments, directives, variables, pages, fields that are selected twice. */
export class DocumentMaker {
  constructor(
    private readonly schema: GraphQLSchema,
    private readonly values: Values,
  ) {}

  queries(depth: number): Arbitrary<AnyDocument> {
    const query = this.schema.getQueryType()!;
    return this.#selection(query, depth).map((selection) => new DocumentPrinter().print(selection));
  }

  #selection(type: GraphQLNamedType, depth: number): Arbitrary<Selection> {
    const items = isAbstractType(type)
      ? fc
          .constantFrom(...this.schema.getPossibleTypes(type))
          .chain((member) => this.#fragment(member, depth))
      : this.#item(type as GraphQLObjectType, depth);
    const list = fc.array(items, { minLength: 1, maxLength: Math.min(depth, 4) });
    return fc.tuple(list, fc.boolean()).map(([some, withId]) => {
      const id = withId && 'getFields' in type ? type.getFields().id : undefined;
      return { type, items: id ? [{ ...plain, field: id as FieldItem['field'] }, ...some] : some };
    });
  }

  #item(type: GraphQLObjectType, depth: number): Arbitrary<Item> {
    const field = { arbitrary: this.#field(type, depth), weight: 6 };
    if (depth <= 1) return field.arbitrary;
    const fragment = {
      arbitrary: fc.constant(type).chain((same) => this.#fragment(same, depth - 1)),
      weight: 1,
    };
    return fc.oneof<[typeof field, typeof fragment]>(field, fragment);
  }

  #fragment(type: GraphQLObjectType, depth: number): Arbitrary<FragmentItem> {
    return fc.record({
      kind: fc.constant('fragment' as const),
      named: fc.boolean(),
      selection: this.#selection(type, depth),
    });
  }

  #field(type: GraphQLObjectType, depth: number): Arbitrary<FieldItem> {
    const deep = (field: GraphQLField<unknown, unknown>) => isCompositeType(getNamedType(field.type));
    const fields = Object.values(type.getFields()).filter((field) => depth > 1 || !deep(field));
    // What leads on is taken twice as often as what does not.
    return fc.constantFrom(...fields, ...fields.filter(deep), TypeNameMetaFieldDef).chain((field) => {
      const some = deep(field) ? this.#below(field, depth - 1) : fc.constant([]);
      return some.chain((below) =>
        fc.record({
          kind: fc.constant('field' as const),
          field: fc.constant(field),
          alias: fc.nat(5).map((n) => n === 5),
          directive: fc.constantFrom(...directives),
          args: this.#arguments(type, field, below),
          below: fc.constant(below),
        }),
      );
    });
  }

  #below(field: GraphQLField<unknown, unknown>, depth: number): Arbitrary<Selection[]> {
    const once = this.#selection(getNamedType(field.type), depth);
    const twice = fc.tuple(once, once);
    return fc.oneof({ arbitrary: fc.tuple(once), weight: 7 }, { arbitrary: twice, weight: 1 });
  }

  #arguments(
    type: GraphQLObjectType,
    field: GraphQLField<unknown, unknown>,
    below: readonly Selection[],
  ): Arbitrary<ArgumentChoice[]> {
    const items = below.flatMap((selection) => selection.items);
    const asked = items.flatMap((item) => (item.kind === 'fragment' ? [item.selection.type.name] : []));
    const choice = (argument: GraphQLArgument, value: Arbitrary<unknown>) =>
      fc.record({ argument: fc.constant(argument), value, asVariable: fc.boolean() });
    const plain = field.args
      .filter(({ name }) => !paging.includes(name))
      .map((argument) => {
        const given = this.#given(type, field, argument)?.(asked);
        return choice(argument, this.#value(argument.type, given));
      });
    const sizes = field.args.filter(({ name }) => name === 'first' || name === 'last');
    const page =
      sizes.length > 0
        ? [fc.oneof(...sizes.map((size) => choice(size, fc.constantFrom(0, 1, 2, 3, 3, 4, 4))))]
        : [];
    return fc.tuple(...plain, ...page);
  }

  #given(type: GraphQLObjectType, field: GraphQLField<unknown, unknown>, argument: GraphQLArgument) {
    const keys = [
      `${type.name}.${field.name}.${argument.name}`,
      argument.name,
      getNamedType(argument.type).name,
    ];
    return keys.map((key) => this.values[key]).find(Boolean);
  }

  #value(type: GraphQLInputType, given: Arbitrary<unknown> | undefined): Arbitrary<unknown> {
    const bare = getNullableType(type);
    const value = given ?? this.#bareValue(bare);
    return isNonNullType(type) ? value : fc.option(value, { nil: undefined });
  }

  #bareValue(type: GraphQLInputType): Arbitrary<unknown> {
    if (isListType(type)) return fc.array(this.#value(type.ofType, undefined), { maxLength: 3 });
    if (isEnumType(type)) return fc.constantFrom(...type.getValues().map(({ name }) => name));
    throw new TypeError(`Say which values an argument of type ${type} may have.`);
  }
}
