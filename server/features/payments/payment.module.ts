import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import type { DataSource } from 'typeorm';
import type { Config } from '../../config.ts';
import type { Clock } from '../../kernel/clock.ts';
import { encodeId } from '../../kernel/id.ts';
import { PaymentResolver } from './payment.resolver.ts';
import { loopbackUrl, registerPaymentRoutes } from './payment.routes.ts';
import { PaymentService } from './payment.service.ts';
import { PaymentSettlement } from './payment-settlement.service.ts';
import { SandboxProvider } from './sandbox.provider.ts';
import { StripeProvider } from './stripe.provider.ts';

export interface PaymentsDeps {
  readonly source: DataSource;
  readonly clock: Clock;
  readonly config: Config['payments'];
  readonly publicUrl: string;
  readonly log: Pick<Logger, 'warn'>;
}

export function makePayments({ source, clock, config, publicUrl, log }: PaymentsDeps) {
  let server: FastifyInstance;
  const webhookUrl = () => `${loopbackUrl(server)}/webhooks/sandbox`;
  const provider =
    config.provider === 'stripe'
      ? new StripeProvider(config)
      : new SandboxProvider({ clock, publicUrl, webhookUrl, log, secret: config.secret });
  const linksFor = (payment: { debtorId: string; id: string }) => {
    const page = `${publicUrl}/payment/${encodeId({ type: 'Payment', ...payment })}`;
    return { returnUrl: page, cancelUrl: page };
  };
  const payments = new PaymentService({ source, clock, provider, linksFor });
  const settlement = new PaymentSettlement({ source, clock, provider });
  return {
    resolvers: [new PaymentResolver(payments)],
    payments,
    settlement,
    provider,
    /** The webhook and, with the sandbox, its page; the sandbox then sends its webhooks to this server. */
    addRoutes(to: FastifyInstance): void {
      server = to;
      registerPaymentRoutes(to, { clock, provider, settlement });
    },
  };
}
