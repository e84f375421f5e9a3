import { Arg, Args, ArgsType, Ctx, Field, ID, Query, Resolver, registerEnumType } from 'type-graphql';
import { PageArgs } from '../../graph/connection.types.ts';
import type { GraphContext } from '../../graph/context.ts';
import { enumOf } from '../../graph/money.types.ts';
import {
  ascending,
  DerivedStart,
  ForAnybody,
  type NeedsSql,
  newestFirst,
  RowStart,
  RowsStart,
  type Where,
} from '../../graph/reader/reads.ts';
import { rowStart } from '../../graph/reader/row-start.ts';
import { typeNamed } from '../../graph/type-registry.ts';
import { AppError } from '../../kernel/errors.ts';
import { invalidInput } from '../../kernel/user-errors.ts';
import { parseVerificationCode } from '../documents/verification-code.ts';
import { AgreementVerification } from './agreement.types.ts';
import { PlanProposalStatus } from './plan.types.ts';
import { PlanSimulationResult } from './plan-inputs.types.ts';
import { planOptions } from './plan-options.ts';
import { parseTerms, type RawTerms } from './plan-terms.ts';
import { isOpen, type ProposalStatus, proposalStatuses } from './proposal.ts';
import { quoteFor } from './quote.ts';
import { parseQuoteFacts, type QuoteFacts, type QuoteFactsJson, quoteFactsSql } from './quote-facts.ts';
import { PlanSimulation, SimulatePlanInput } from './simulation.types.ts';

const PlanProposalOrder = enumOf(['NEWEST', 'TIME_LEFT'] as const);
registerEnumType(PlanProposalOrder, {
  name: 'PlanProposalOrder',
  description: 'NEWEST: newest first. TIME_LEFT: what has to be answered next comes first.',
});

@ArgsType()
class PlanProposalArgs extends PageArgs {
  @Field(() => [PlanProposalStatus], {
    nullable: true,
    description: 'Only these, as they stand now; all when it is not given.',
  })
  status?: ProposalStatus[] | null;

  @Field(() => PlanProposalOrder, { defaultValue: 'NEWEST', description: 'In which order.' })
  orderBy: keyof typeof PlanProposalOrder;
}

const byTimeLeft = ascending(
  { sql: 'coalesce({t}.decision_due_at, {t}.expires_at)', type: 'timestamptz' },
  { sql: '{t}.id', type: 'uuid' },
);

const quoteFacts: NeedsSql = (debt, param) => ({
  facts: quoteFactsSql(
    debt,
    param((_args, env) => env.now.toString(), 'timestamptz'),
  ),
});

/** What can be asked about plans; all of it is read, or computed from what is read, by the reader. */
@Resolver()
export class PlanQueriesResolver {
  @Query(() => PlanSimulationResult, {
    description:
      'What a plan would come to, to the minor unit, and how it would be decided. It changes nothing.',
  })
  simulatePlan(
    @Arg('input', () => SimulatePlanInput, { description: 'The plan in mind.' }) input: SimulatePlanInput,
  ): DerivedStart {
    return quoted(input.debtId, 'simulatePlan', (facts) => simulated(facts, input));
  }

  @Query(() => [PlanSimulation], {
    description: 'Up to three plans that would be agreed at once: a short one, a middle one, the longest.',
  })
  planOptions(@Arg('debtId', () => ID, { description: 'The debt.' }) debtId: string): DerivedStart {
    return quoted(debtId, 'planOptions', planOptions);
  }

  @Query(() => typeNamed('PlanProposalConnection'), {
    description: 'Negotiations that the viewer may see; for agents the queue.',
  })
  planProposals(
    @Args(() => PlanProposalArgs) { status, orderBy }: PlanProposalArgs,
    @Ctx() { now }: GraphContext,
  ): RowsStart {
    const order = orderBy === 'TIME_LEFT' ? byTimeLeft : newestFirst('created_at');
    return new RowsStart('PlanProposal', order, status ? [standingNow(status, now.toString())] : []);
  }

  @Query(() => AgreementVerification, {
    nullable: true,
    description: 'Whether a signed agreement has this code, for anybody who holds it; null when none has.',
  })
  @ForAnybody()
  verifyAgreement(
    @Arg('code', () => String, { description: 'As printed; case, spaces and dashes do not matter.' })
    typed: string,
  ): RowStart | null {
    const code = parseVerificationCode(typed.slice(0, 100));
    return code === undefined ? null : new RowStart('AgreementVerification', null, code);
  }
}

function quoted(debtId: string, name: string, from: (facts: QuoteFacts) => unknown): DerivedStart {
  const debt = rowStart(debtId, 'Debt');
  if (!debt?.debtorId) throw new AppError('NOT_FOUND');
  const compute = (needs: { facts: QuoteFactsJson | null } | null) => {
    if (!needs?.facts) throw new AppError('NOT_FOUND');
    return from(parseQuoteFacts(needs.facts));
  };
  return new DerivedStart(debt, quoteFacts, compute, name);
}

function simulated(facts: QuoteFacts, input: RawTerms) {
  const terms = parseTerms(input, facts.balance.currency, facts.asOf);
  const quote = terms.ok ? quoteFor(facts, terms.value) : terms;
  return quote.ok ? { __typename: 'PlanSimulation', ...quote.value } : invalidInput(quote.error);
}

/** An open proposal past its time stands as EXPIRED, whether that is stored yet or not. */
function standingNow(statuses: readonly ProposalStatus[], now: string): Where {
  const open = proposalStatuses.filter(isOpen);
  const late = '({t}.status = any (?::text[]) and {t}.expires_at < ?::timestamptz)';
  return {
    sql: `(case when ${late} then 'EXPIRED' else {t}.status end) = any (?::text[])`,
    values: [open, now, statuses],
  };
}
