import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { ApiScopeEnum } from '../features/agents/viewer.types.ts';
import { DateTimeScalar, UuidScalar } from '../graph/scalars.ts';
import { typeNamed } from '../graph/type-registry.ts';
import { unionOf } from '../graph/union.ts';
import { InvalidInputError, NotAllowedNowError } from '../graph/user-errors.types.ts';
import type { ApiScope } from './actor.ts';

@InputType({ description: 'A program of a creditor that talks to this API.' })
export class CreateApiClientInput {
  @Field(() => UuidScalar, { description: 'Becomes its id.' })
  id: string;

  @Field(() => String, { description: 'What people call it, 1 to 100 characters.' })
  name: string;

  @Field(() => [ID], {
    description: 'The creditors whose data it may use; each must be one of the admin’s own.',
  })
  creditorIds: string[];
}

@InputType({ description: 'A new key for a client.' })
export class CreateApiKeyInput {
  @Field(() => UuidScalar, { description: 'Becomes its id.' })
  id: string;

  @Field(() => ID, { description: 'The client.' })
  apiClientId: string;

  @Field(() => [ApiScopeEnum], { description: 'What it may do; at least one.' })
  scopes: ApiScope[];

  @Field(() => DateTimeScalar, { description: 'When it ends by itself; within 365 days.' })
  expiresAt: string;
}

@InputType({ description: 'A key that must open nothing any more.' })
export class RevokeApiKeyInput {
  @Field(() => ID, { description: 'The key.' })
  apiKeyId: string;
}

@ObjectType({ description: 'The client.' })
export class CreateApiClientSuccess {
  @Field(() => typeNamed('ApiClient'), { description: 'The client.' })
  apiClient: object;
}

@ObjectType({ description: 'The key, with its secret.' })
export class CreateApiKeySuccess {
  @Field(() => typeNamed('ApiKey'), { description: 'The key.' })
  apiKey: object;

  @Field(() => String, {
    nullable: true,
    description:
      'The secret, `Authorization: Bearer <token>`. Shown this once: only its hash is kept. Null when the same request is sent again.',
  })
  token?: string | null;
}

@ObjectType({ description: 'The key opens nothing any more.' })
export class RevokeApiKeyPayload {
  @Field(() => typeNamed('ApiKey'), { description: 'The key.' })
  apiKey: object;
}

export const CreateApiClientResult = unionOf(
  'CreateApiClientResult',
  'Codes: `INVALID_INPUT` with `PATTERN`, `REQUIRED` by field.',
  () => [CreateApiClientSuccess, InvalidInputError] as const,
);

export const CreateApiKeyResult = unionOf(
  'CreateApiKeyResult',
  'Codes: `TOO_MANY_KEYS` (two are active); `INVALID_INPUT` with `REQUIRED`, `OUT_OF_RANGE` by field.',
  () => [CreateApiKeySuccess, InvalidInputError, NotAllowedNowError] as const,
);
