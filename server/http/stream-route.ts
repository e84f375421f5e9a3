import type { FastifyInstance } from 'fastify';
import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  parse,
  specifiedRules,
  validate,
} from 'graphql';
import type { Response } from 'graphql-sse';
import { createHandler } from 'graphql-sse/lib/use/fastify';
import type { Executor } from '../graph/execute.ts';
import { documentLimits, limits } from '../graph/limits.ts';
import { type ContextDeps, requestContext } from './request-context.ts';

/** `/graphql/stream`: subscriptions by server-sent events, one connection each (graphql-sse, distinct mode). */
export function addStream(
  app: FastifyInstance,
  schema: GraphQLSchema,
  executor: Executor,
  deps: ContextDeps,
): void {
  const handler = createHandler({
    authenticate: () => '',
    onSubscribe({ raw, context: { reply } }, { query, operationName, variables }) {
      const document = readSubscription(schema, query, operationName);
      if (Array.isArray(document)) return failure(document);
      const context = requestContext(deps, raw, reply);
      return executor.subscribe({ document, operationName, variables, context }) as never;
    },
  });
  app.post('/graphql/stream', (request, reply) => handler(request, reply));
}

/** The checks that `/graphql` makes too; and only what streams belongs here. */
function readSubscription(
  schema: GraphQLSchema,
  query: string,
  operationName: string | undefined,
): DocumentNode | GraphQLError[] {
  try {
    const document = parse(query, { maxTokens: limits.tokens });
    const errors = validate(schema, document, [...specifiedRules, documentLimits]);
    if (errors.length > 0) return [...errors];
    if (getOperationAST(document, operationName)?.operation === 'subscription') return document;
    return [
      new GraphQLError('Only subscriptions are answered here. Send queries and mutations to /graphql.'),
    ];
  } catch (error) {
    if (error instanceof GraphQLError) return [error];
    throw error;
  }
}

function failure(errors: readonly GraphQLError[]): Response {
  return [
    JSON.stringify({ errors }),
    {
      status: 400,
      statusText: 'Bad Request',
      headers: { 'content-type': 'application/json; charset=utf-8' },
    },
  ];
}
