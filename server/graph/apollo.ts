import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginCacheControlDisabled } from '@apollo/server/plugin/disabled';
import type { GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import type { GraphContext } from './context.ts';
import { toGraphQLError } from './error-format.ts';
import type { Executor } from './execute.ts';
import { documentLimits, limits } from './limits.ts';

/**
 * Apollo Server speaks HTTP, parses, validates and keeps documents; execution is ours (`execute.ts`), through
 * the hook that Apollo has for gateways.
 */
export async function makeApollo(
  schema: GraphQLSchema,
  executor: Executor,
  log: Logger,
): Promise<ApolloServer<GraphContext>> {
  const server = new ApolloServer<GraphContext>({
    gateway: {
      onSchemaLoadOrUpdate(useSchema) {
        useSchema({ apiSchema: schema, coreSupergraphSdl: '' });
        return () => undefined;
      },
      load: async () => ({
        executor: ({ document, request, context }) =>
          executor.execute({
            document,
            // As asked for: an unknown name must not become the document's only operation.
            operationName: request.operationName,
            variables: request.variables,
            context: context as GraphContext,
          }) as never,
      }),
      stop: async () => undefined,
    },
    // The SDL is public (schema/graphql/schema.graphql): hiding it is no defence.
    introspection: true,
    hideSchemaDetailsFromClientErrors: false,
    includeStacktraceInErrorResponses: false,
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    parseOptions: { maxTokens: limits.tokens },
    validationRules: [documentLimits],
    // The process drains in main.ts, in the right order.
    stopOnTerminationSignals: false,
    logger: log,
    // Cache control would wrap every resolver; nothing here may be cached by anybody.
    plugins: [ApolloServerPluginCacheControlDisabled(), statusPlugin],
    formatError: (formatted) => {
      if (formatted.extensions?.code !== 'INTERNAL_SERVER_ERROR') return formatted;
      return toGraphQLError(new Error('masked'), formatted.path).toJSON();
    },
  });
  await server.start();
  return server;
}

/** For `application/json` the GraphQL over HTTP specification answers 200 to what is wrong in the document. */
const statusPlugin = {
  async requestDidStart() {
    return {
      async willSendResponse({ response, request }: WillSend) {
        const { body, http } = response;
        if (body.kind !== 'single' || body.singleResult.data !== undefined) return;
        const wantsJson = !request.http?.headers.get('accept')?.includes('application/graphql-response+json');
        const code = body.singleResult.errors?.[0]?.extensions?.code;
        if (wantsJson && typeof code === 'string' && documentErrors.has(code)) http.status = 200;
      },
    };
  },
};
const documentErrors = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'QUERY_TOO_LARGE',
  'BAD_USER_INPUT',
]);
interface WillSend {
  readonly request: { readonly http?: { readonly headers: { get(name: string): string | undefined } } };
  readonly response: {
    readonly body:
      | {
          readonly kind: 'single';
          readonly singleResult: {
            data?: unknown;
            errors?: readonly { readonly extensions?: Record<string, unknown> }[];
          };
        }
      | { readonly kind: 'incremental' };
    readonly http: { status?: number };
  };
}
