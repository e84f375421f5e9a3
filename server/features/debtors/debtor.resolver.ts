import { Arg, Args, ArgsType, Field, ID, Query, Resolver } from 'type-graphql';
import { PageArgs } from '../../graph/connection.types.ts';
import { type RowStart, RowsStart } from '../../graph/reader/reads.ts';
import { rowStart } from '../../graph/reader/row-start.ts';
import { typeNamed } from '../../graph/type-registry.ts';
import { Debtor } from './debtor.types.ts';

@ArgsType()
class DebtorSearchArgs extends PageArgs {
  @Field(() => String, {
    nullable: true,
    description: 'Part of the name, or a whole reference or external id; letters’ case does not matter.',
  })
  search?: string | null;
}

@Resolver()
export class DebtorResolver {
  @Query(() => Debtor, {
    nullable: true,
    description: 'One person. For people themselves this is only ever they.',
  })
  debtor(@Arg('id', () => ID, { description: 'The person’s id.' }) id: string): RowStart | null {
    return rowStart(id, 'Debtor');
  }

  @Query(() => typeNamed('DebtorConnection'), {
    description: 'The people whose debts the viewer may see, by name.',
  })
  debtors(@Args(() => DebtorSearchArgs) args: DebtorSearchArgs): RowsStart {
    const text = args.search?.trim() ?? '';
    const search = {
      sql: `({t}.name ilike ? or exists (select from debtor_creditor known where known.debtor_id = {t}.debtor_id
              and {visible:debtor:known} and (upper(known.reference) = upper(?) or upper(known.external_id) = upper(?))))`,
      values: [`%${text.replace(/[\\%_]/g, '\\$&')}%`, text, text],
    };
    return new RowsStart(
      'Debtor',
      {
        descending: false,
        keys: [
          { sql: '{t}.name', type: 'text' },
          { sql: '{t}.debtor_id', type: 'uuid' },
        ],
      },
      text === '' ? [] : [search],
    );
  }
}
