import { createUnionType, Field, InputType, ObjectType } from 'type-graphql';
import { JsonScalar, UuidScalar } from '../../graph/scalars.ts';
import { InvalidInputError } from '../../graph/user-errors.types.ts';
import type { ImportFormat as Format } from './import-run.repository.ts';
import { ImportFormat, ImportRun } from './import-run.types.ts';

/** Larger files go through `npm run import`, which streams them. */
export const contentBytesMax = 8 * 1024 * 1024;

@InputType({ description: 'A portfolio file and how to take it in.' })
export class ImportPortfolioInput {
  @Field(() => UuidScalar, {
    description: 'Becomes the id of the run. The same id with the same file answers the same run.',
  })
  id: string;

  @Field(() => String, { description: 'The name of the file, for people.' })
  fileName: string;

  @Field(() => ImportFormat, { description: 'Its form; schema/import/README.md describes both.' })
  format: Format;

  @Field(() => String, {
    description: `The file itself, at most ${contentBytesMax / 1024 / 1024} MiB. Larger ones go through the import command.`,
  })
  content: string;

  @Field(() => JsonScalar, {
    nullable: true,
    description: 'For CSV with other headers: `{ "their column": "our column" }`; null leaves a column out.',
  })
  mapping?: unknown;

  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Only check the rows and count; nothing is loaded.',
  })
  dryRun: boolean;

  @Field(() => Boolean, { defaultValue: false, description: 'One bad row keeps all rows out.' })
  allOrNothing: boolean;
}

@ObjectType({ description: 'The file was read; the run says what came of its rows.' })
export class ImportPortfolioSuccess {
  @Field(() => ImportRun, { description: 'The run with its counts and the errors of its rows.' })
  importRun: object;
}

export const ImportPortfolioResult = createUnionType({
  name: 'ImportPortfolioResult',
  description:
    'A run, also when rows were refused; InvalidInputError when the request itself cannot be used.',
  types: () => [ImportPortfolioSuccess, InvalidInputError] as const,
});
