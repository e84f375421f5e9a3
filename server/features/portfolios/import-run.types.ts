import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { enumOf } from '../../graph/money.types.ts';
import { Node } from '../../graph/node.types.ts';
import { ascending, Column, Many, Row } from '../../graph/reader/reads.ts';
import { DateTimeScalar } from '../../graph/scalars.ts';
import { typeNamed } from '../../graph/type-registry.ts';

export const ImportFormat = enumOf(['CSV', 'NDJSON'] as const);
registerEnumType(ImportFormat, {
  name: 'ImportFormat',
  description: 'The form of a portfolio file; schema/import/ defines both.',
});
export const ImportStatus = enumOf(['RUNNING', 'SUCCEEDED', 'FAILED', 'INTERRUPTED'] as const);
registerEnumType(ImportStatus, {
  name: 'ImportStatus',
  description: 'Where an import stands. The same file may always be run again.',
});

@ObjectType({ implements: Node, description: 'A row of a portfolio file that could not be taken in.' })
@Row('import_row_error', 'importRowError')
export class ImportRowError extends Node {
  @Field(() => Int, { description: 'Line of the file, from 1.' })
  line: number;

  @Field(() => String, {
    nullable: true,
    description: 'The column or field; null when it is about the whole row.',
  })
  @Column('column_name')
  column?: string | null;

  @Field(() => String, { description: 'What is wrong, as a code.' })
  code: string;

  @Field(() => String, { description: 'What is wrong and what would be right.' })
  message: string;
}

@ObjectType({ implements: Node, description: 'One run of a portfolio file.' })
@Row('import_run', 'importRun')
export class ImportRun extends Node {
  @Field(() => String, { description: 'The name of the file.' })
  fileName: string;

  @Field(() => ImportFormat, { description: 'Its form.' })
  format: keyof typeof ImportFormat;

  @Field(() => ImportStatus, { description: 'Where it stands.' })
  status: keyof typeof ImportStatus;

  @Field(() => Boolean, { description: 'Whether rows were only checked.' })
  dryRun: boolean;

  @Field(() => Boolean, { description: 'Whether one bad row keeps all rows out.' })
  allOrNothing: boolean;

  @Field(() => Int, { description: 'Rows read.' })
  rowsRead: number;

  @Field(() => Int, { description: 'Rows that were new or changed something.' })
  rowsLoaded: number;

  @Field(() => Int, { description: 'Rows that changed nothing.' })
  rowsUnchanged: number;

  @Field(() => Int, { description: 'Rows that could not be taken in.' })
  rowsRejected: number;

  @Field(() => DateTimeScalar, { description: 'When it began.' })
  startedAt: string;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it ended.' })
  finishedAt?: string | null;

  @Field(() => typeNamed('ImportRowErrorConnection'), {
    description: 'What is wrong with which row, by line.',
  })
  @Many(
    (error, run) => `${error}.import_run_id = ${run}.id`,
    ascending({ sql: '{t}.line', type: 'int' }, { sql: '{t}.id', type: 'uuid' }),
  )
  errors: object;
}
