import { Temporal } from 'temporal-polyfill';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { GraphContext } from '../graph/context.ts';
import { RowStart } from '../graph/reader/reads.ts';
import { rowStart } from '../graph/reader/row-start.ts';
import { AppError } from '../kernel/errors.ts';
import type { ApiClientsService } from './api-clients.service.ts';
import {
  CreateApiClientInput,
  CreateApiClientResult,
  CreateApiKeyInput,
  CreateApiKeyResult,
  RevokeApiKeyInput,
  RevokeApiKeyPayload,
} from './api-clients.types.ts';

@Resolver()
export class ApiClientsResolver {
  constructor(private readonly clients: ApiClientsService) {}

  @Mutation(() => CreateApiClientResult, {
    description: 'Registers a program that talks to this API. Role: ADMIN.',
  })
  async createApiClient(
    @Arg('input', () => CreateApiClientInput) input: CreateApiClientInput,
    @Ctx() context: GraphContext,
  ) {
    const creditorIds = input.creditorIds.map((id) => rowId('Creditor', id));
    const result = await this.clients.createApiClient(await context.actor(), { ...input, creditorIds });
    if (!result.ok) return result.error;
    return {
      __typename: 'CreateApiClientSuccess',
      apiClient: new RowStart('ApiClient', null, result.value.id),
    };
  }

  @Mutation(() => CreateApiKeyResult, { description: 'Makes a key and shows its secret once. Role: ADMIN.' })
  async createApiKey(
    @Arg('input', () => CreateApiKeyInput) input: CreateApiKeyInput,
    @Ctx() context: GraphContext,
  ) {
    const result = await this.clients.createApiKey(await context.actor(), {
      ...input,
      apiClientId: rowId('ApiClient', input.apiClientId),
      expiresAt: Temporal.Instant.from(input.expiresAt),
    });
    if (!result.ok) return result.error;
    const { id, token } = result.value;
    return { __typename: 'CreateApiKeySuccess', apiKey: new RowStart('ApiKey', null, id), token };
  }

  @Mutation(() => RevokeApiKeyPayload, { description: 'Ends a key at once. Again is no error. Role: ADMIN.' })
  async revokeApiKey(
    @Arg('input', () => RevokeApiKeyInput) input: RevokeApiKeyInput,
    @Ctx() context: GraphContext,
  ) {
    const { id } = await this.clients.revokeApiKey(await context.actor(), rowId('ApiKey', input.apiKeyId));
    return { apiKey: new RowStart('ApiKey', null, id) };
  }
}

function rowId(type: string, id: string): string {
  const start = rowStart(id, type);
  if (start === null) throw new AppError('NOT_FOUND');
  return start.id;
}
