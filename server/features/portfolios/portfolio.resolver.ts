import { Readable } from 'node:stream';
import { Arg, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import type { GraphContext } from '../../graph/context.ts';
import { RowStart } from '../../graph/reader/reads.ts';
import { rowStart } from '../../graph/reader/row-start.ts';
import { userError } from '../../kernel/errors.ts';
import { invalidInput } from '../../kernel/user-errors.ts';
import { ImportRun } from './import-run.types.ts';
import type { PortfolioService } from './portfolio.service.ts';
import { contentBytesMax, ImportPortfolioInput, ImportPortfolioResult } from './portfolio.types.ts';

@Resolver()
export class PortfolioResolver {
  constructor(private readonly portfolios: PortfolioService) {}

  @Query(() => ImportRun, {
    nullable: true,
    description: 'An import and what was wrong with its rows, if the viewer may see it.',
  })
  importRun(@Arg('id', () => ID, { description: 'Id of the run.' }) id: string): RowStart | null {
    return rowStart(id, 'ImportRun');
  }

  @Mutation(() => ImportPortfolioResult, {
    description:
      'Loads accounts with their debtors from a file: good rows in, every bad row reported. Running a file again changes nothing. Role: SUPERVISOR, or an API key with IMPORT.',
  })
  async importPortfolio(
    @Arg('input', () => ImportPortfolioInput) { content, ...input }: ImportPortfolioInput,
    @Ctx() context: GraphContext,
  ) {
    const bytes = Buffer.from(content);
    if (bytes.length > contentBytesMax) return tooLarge;
    const open = () => Readable.from([bytes]);
    const result = await this.portfolios.importPortfolio(await context.actor(), { ...input, open });
    if (!result.ok) return result.error;
    return {
      __typename: 'ImportPortfolioSuccess',
      importRun: new RowStart('ImportRun', null, result.value.id),
    };
  }
}

const tooLarge = invalidInput([
  userError(
    'TOO_LARGE',
    `Send at most ${contentBytesMax} bytes; larger files go through the import command.`,
    ['content'],
  ),
]);
