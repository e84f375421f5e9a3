import type { FastifyInstance } from 'fastify';
import { limits } from '../graph/limits.ts';
import { type ContextDeps, requestContext } from './request-context.ts';

/**
 * JSON bodies are UTF-8 or refused: silently replaced bytes would change what somebody wrote. People's bodies
 * are small; only agents and integrators, with a proven session, send portfolios.
 */
export function addJsonBody(app: FastifyInstance, deps: ContextDeps): void {
  const parseJson = app.getDefaultJsonParser('error', 'error');
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    let text: string;
    try {
      text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(body as Buffer);
    } catch {
      done(Object.assign(new Error('The body is not valid UTF-8. Send JSON in UTF-8.'), { statusCode: 400 }));
      return;
    }
    parseJson(request, text, done);
  });
  app.addHook('onRequest', async (request, reply) => {
    if (request.method !== 'POST' || request.routeOptions.url !== '/graphql') return;
    const length = Number(request.headers['content-length'] ?? Number.POSITIVE_INFINITY);
    if (length <= limits.bodyBytes) return;
    const { kind } = await requestContext(deps, request, reply).actor();
    if (kind === 'AGENT' || kind === 'INTEGRATOR') return;
    const message = `The body must say its length, and have at most ${limits.bodyBytes} bytes.`;
    await reply.code(413).send({ errors: [{ message }] });
  });
}
