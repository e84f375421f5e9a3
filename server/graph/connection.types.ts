import { ArgsType, type ClassType, Field, Int, ObjectType } from 'type-graphql';
import { pageSizeDefault, pageSizeMax } from './reader/page.ts';
import { registerType } from './type-registry.ts';

@ArgsType()
export class PageArgs {
  @Field(() => Int, {
    nullable: true,
    description: `How many rows from the start, or after \`after\`: 0 to ${pageSizeMax}; ${pageSizeDefault} when neither \`first\` nor \`last\` is given.`,
  })
  first?: number | null;

  @Field(() => String, {
    nullable: true,
    description: 'A cursor of this list: rows after it. Goes with `first`.',
  })
  after?: string | null;

  @Field(() => Int, {
    nullable: true,
    description: `How many rows from the end, or before \`before\`: 0 to ${pageSizeMax}.`,
  })
  last?: number | null;

  @Field(() => String, {
    nullable: true,
    description: 'A cursor of this list: rows before it. Goes with `last`.',
  })
  before?: string | null;
}

@ObjectType({ description: 'Where a page lies in its list (Relay cursor connections).' })
export class PageInfo {
  @Field(() => Boolean, { description: 'Whether rows follow this page.' })
  hasNextPage: boolean;

  @Field(() => Boolean, { description: 'Whether rows come before this page.' })
  hasPreviousPage: boolean;

  @Field(() => String, { nullable: true, description: 'Cursor of the first row; null for an empty page.' })
  startCursor?: string | null;

  @Field(() => String, { nullable: true, description: 'Cursor of the last row; null for an empty page.' })
  endCursor?: string | null;
}

/** Makes `XConnection` and `XEdge` for a row type and registers them by name. */
export function defineConnection(name: string, node: () => ClassType): void {
  @ObjectType(`${name}Edge`, { description: `A ${name} and its place in a list.` })
  class Edge {
    @Field(() => String, { description: 'Its place in this list, for `after` and `before`. Opaque.' })
    cursor: string;

    @Field(node, { description: `The ${name} itself.` })
    node: object;
  }

  @ObjectType(`${name}Connection`, { description: `A page of a list of ${name} (Relay cursor connection).` })
  class Connection {
    @Field(() => [Edge], { description: 'The rows with their cursors.' })
    edges: Edge[];

    @Field(() => [node()], { description: 'The rows without cursors.' })
    nodes: object[];

    @Field(() => PageInfo, { description: 'Where this page lies.' })
    pageInfo: PageInfo;

    @Field(() => Int, { description: 'How many rows the whole list has; counted only when selected.' })
    totalCount: number;
  }
  registerType(`${name}Connection`, Connection);
}
