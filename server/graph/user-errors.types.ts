import { Field, Int, InterfaceType, ObjectType } from 'type-graphql';
import { DateTimeScalar } from './scalars.ts';
import { typeNamed } from './type-registry.ts';

/** The constructors of the plain data are in `server/kernel/user-errors.ts`. */

@InterfaceType({
  description:
    'An expected answer that is no success. Clients choose their words by `code`; `message` is for developers and logs.',
  resolveType: (value: { __typename: string }) => value.__typename,
})
export abstract class UserError {
  @Field(() => String, { description: 'Stable, UPPER_CASE: what happened.' })
  code: string;

  @Field(() => String, { description: 'One English sentence that says what would be right.' })
  message: string;

  @Field(() => [String], {
    description: 'The input field it is about, from the outside in; empty for the whole.',
  })
  path: string[];
}

@ObjectType({ description: 'What is wrong with one input field.' })
export class FieldError {
  @Field(() => [String], { description: 'The input field, from the outside in.' })
  path: string[];

  @Field(() => String, { description: 'Stable, UPPER_CASE: what is wrong.' })
  code: string;

  @Field(() => String, { description: 'One English sentence that says what would be right.' })
  message: string;
}

@ObjectType({ implements: UserError, description: 'The input cannot be used as it is. Nothing was changed.' })
export class InvalidInputError extends UserError {
  @Field(() => [FieldError], { description: 'Every wrong field at once.' })
  fields: FieldError[];
}

@ObjectType({
  implements: UserError,
  description: 'The input is right, but things are not as it needs them. Nothing was changed.',
})
export class NotAllowedNowError extends UserError {}

@ObjectType({ implements: UserError, description: 'Somebody was quicker. Nothing was changed.' })
export class ConflictError extends UserError {
  @Field(() => String, { nullable: true, description: 'Who was quicker, if the viewer may know.' })
  decidedBy?: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When they were.' })
  decidedAt?: string | null;

  @Field(() => typeNamed('PlanProposal'), { nullable: true, description: 'How things are now.' })
  current?: object | null;
}

@ObjectType({ implements: UserError, description: 'A code or password was not accepted.' })
export class CodeError extends UserError {
  @Field(() => Int, {
    nullable: true,
    description: 'Tries that are left for this code; null where none are counted.',
  })
  triesLeft?: number | null;
}
