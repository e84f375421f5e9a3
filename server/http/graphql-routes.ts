import type { ApolloServer } from '@apollo/server';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyInstance, RouteHandlerMethod } from 'fastify';
import type { GraphContext } from '../graph/context.ts';
import { limits } from '../graph/limits.ts';
import { type ContextDeps, requestContext } from './request-context.ts';

/** The editor inside GraphiQL writes style elements of its own and runs workers. */
const graphiqlPolicy =
  "default-src 'none'; script-src 'self'; worker-src 'self'; style-src 'self' 'unsafe-inline'; " +
  "img-src 'self' data:; font-src 'self' data:; connect-src 'self'; base-uri 'none'; frame-ancestors 'none'";

/** `/graphql`: queries and mutations by POST, queries by GET (with a header that only programs send). */
export function addGraphql(
  app: FastifyInstance,
  apollo: ApolloServer<GraphContext>,
  deps: ContextDeps,
  graphiql: string | null,
): void {
  const handler: RouteHandlerMethod = fastifyApolloHandler(apollo, {
    context: async (request, reply) => requestContext(deps, request, reply),
  });
  app.post('/graphql', { bodyLimit: limits.importBodyBytes }, handler);
  app.get('/graphql', function get(request, reply) {
    if (!graphiql || !request.headers.accept?.includes('text/html'))
      return handler.call(this, request, reply);
    return reply.header('content-security-policy', graphiqlPolicy).sendFile(graphiql);
  });
}
