import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Clock } from '../../kernel/clock.ts';
import { type Locale, locales } from '../../locales/words.ts';
import type { PaymentProvider } from './payment-provider.ts';
import type { PaymentSettlement } from './payment-settlement.service.ts';
import { sandboxPage, sandboxPageHeaders, unknownCheckoutPage } from './sandbox.page.ts';
import { type SandboxChoice, SandboxProvider, sandboxChoices } from './sandbox.provider.ts';

export interface PaymentRouteDeps {
  readonly clock: Clock;
  readonly provider: PaymentProvider;
  readonly settlement: PaymentSettlement;
}

/** Events of a checkout have some 4 kB; more is nobody's news. */
const bodyLimit = 64 * 1024;

/** Bodies stay bytes here: a webhook's signature is over them, and the sandbox's form is read by hand. */
export function registerPaymentRoutes(fastify: FastifyInstance, deps: PaymentRouteDeps): void {
  fastify.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit }, (_request, body, done) =>
      done(null, body),
    );
    addWebhook(scope, deps);
    if (deps.provider instanceof SandboxProvider) addSandbox(scope, deps.provider);
  });
}

/**
 * Answers 2xx once the news is committed, and to genuine news that is not ours: providers send again whatever is not
 * answered so, for days. What fails on our side is a 5xx, so that it is sent again.
 */
function addWebhook(scope: FastifyInstance, { clock, provider, settlement }: PaymentRouteDeps): void {
  scope.post<{ Params: { provider: string } }>(
    '/webhooks/:provider',
    { bodyLimit },
    async (request, reply) => {
      if (request.params.provider !== provider.name) return reply.callNotFound();
      const rawBody = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
      const notice = provider.parseWebhook({ headers: request.headers, rawBody, now: clock.now() });
      if (notice.ok) return { received: true, result: await settlement.settleFromWebhook(notice.value) };
      if (notice.error === 'IRRELEVANT') return { received: true, result: notice.error };
      return reply.code(400).send({ received: false, error: notice.error });
    },
  );
}

interface CheckoutRoute {
  Params: { '*': string };
  Querystring: { locale?: string };
}

/** The reference is the rest of the path: as a parameter it would be too long for the router. */
function addSandbox(scope: FastifyInstance, sandbox: SandboxProvider): void {
  scope.addHook('onClose', async () => sandbox.close());
  scope.get<CheckoutRoute>('/sandbox/pay/*', async (request, reply) => {
    const reference = request.params['*'];
    return showPage(reply, sandbox, reference, request.query.locale);
  });
  scope.post<CheckoutRoute>('/sandbox/pay/*', { bodyLimit }, async (request, reply) => {
    const reference = request.params['*'];
    const checkout = sandbox.find(reference);
    const choice = choiceOf(request.body);
    if (!checkout || !choice || sandbox.stateOf(reference, checkout) !== 'OPEN') {
      return showPage(reply, sandbox, reference, request.query.locale);
    }
    return reply.redirect(await sandbox.choose(reference, checkout, choice), 303);
  });
}

function showPage(
  reply: FastifyReply,
  sandbox: SandboxProvider,
  reference: string,
  asked: string | undefined,
) {
  const checkout = sandbox.find(reference);
  if (checkout === null) return reply.code(404).headers(sandboxPageHeaders([])).send(unknownCheckoutPage());
  const locale: Locale = locales.find((each) => each === asked) ?? checkout.locale;
  const origins = [checkout.returnUrl, checkout.cancelUrl].map((url) => new URL(url).origin);
  return reply
    .headers(sandboxPageHeaders(origins))
    .send(sandboxPage(checkout, sandbox.stateOf(reference, checkout), locale));
}

function choiceOf(body: unknown): SandboxChoice | undefined {
  const given = Buffer.isBuffer(body) ? new URLSearchParams(body.toString()).get('choice') : null;
  return sandboxChoices.find((choice) => choice === given);
}

/** Where a server that listens reaches itself. */
export function loopbackUrl(fastify: FastifyInstance): string {
  const [address] = fastify.addresses();
  if (typeof address !== 'object')
    throw new Error('The server does not listen yet, so it cannot reach itself.');
  const { family, port } = address;
  const everywhere = { '0.0.0.0': '127.0.0.1', '::': '::1' } as const satisfies Record<string, string>;
  const host = everywhere[address.address as keyof typeof everywhere] ?? address.address;
  return `http://${family === 'IPv6' ? `[${host}]` : host}:${port}`;
}
