import { Arg, Args, Ctx, ID, Query, Resolver } from 'type-graphql';
import { Viewer } from '../features/agents/viewer.types.ts';
import { AppError } from '../kernel/errors.ts';
import { PageArgs } from './connection.types.ts';
import type { GraphContext } from './context.ts';
import { limits } from './limits.ts';
import { Node } from './node.types.ts';
import { ForAnybody, RowStart, RowsStart } from './reader/reads.ts';
import { rowStart } from './reader/row-start.ts';
import { typeNamed } from './type-registry.ts';

@Resolver()
export class RootResolver {
  @Query(() => Viewer, { description: 'Who asks. Never null: without a session its kind is ANONYMOUS.' })
  @ForAnybody()
  viewer(@Ctx() { claims }: GraphContext): object {
    switch (claims?.kind) {
      case 'DEBTOR':
        return { kind: claims.kind, debtor: new RowStart('Debtor', claims.principalId, claims.principalId) };
      case 'AGENT':
        return { kind: claims.kind, agent: new RowStart('Agent', null, claims.principalId) };
      case 'INTEGRATOR':
        return { kind: claims.kind, apiClient: new RowStart('ApiClient', null, claims.principalId) };
      default:
        return { kind: 'ANONYMOUS' };
    }
  }

  @Query(() => Node, {
    nullable: true,
    description: 'Whatever has this id, if the viewer may see it; else null.',
  })
  node(@Arg('id', () => ID, { description: 'A public id.' }) id: string): RowStart | null {
    return rowStart(id);
  }

  @Query(() => [Node], {
    nullable: 'items',
    description: `Whatever has these ids, in their order; null for each that the viewer may not see. At most ${limits.nodes}.`,
  })
  nodes(@Arg('ids', () => [ID], { description: 'Public ids.' }) ids: string[]): (RowStart | null)[] {
    if (ids.length > limits.nodes) {
      throw new AppError(
        'BAD_USER_INPUT',
        `Ask for at most ${limits.nodes} nodes; ${ids.length} were asked for.`,
      );
    }
    return ids.map((id) => rowStart(id));
  }

  @Query(() => typeNamed('CreditorConnection'), {
    description: 'The creditors that the viewer may see, by code.',
  })
  creditors(@Args(() => PageArgs) _page: PageArgs): RowsStart {
    return new RowsStart(
      'Creditor',
      {
        descending: false,
        keys: [
          { sql: '{t}.code', type: 'text' },
          { sql: '{t}.id', type: 'uuid' },
        ],
      },
      [],
    );
  }
}
