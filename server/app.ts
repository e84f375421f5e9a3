import Fastify, { type FastifyInstance, LogController } from 'fastify';
import type { Logger } from 'pino';
import type { DataSource } from 'typeorm';
import type { Config } from './config.ts';
import { openDataSource } from './database/data-source.ts';
import { entities } from './database/entities.ts';
import { openReadPool } from './database/read-pool.ts';
import { ActivityFeed } from './features/activity/activity.feed.ts';
import { ActivityResolver } from './features/activity/activity.resolver.ts';
import { DebtorResolver } from './features/debtors/debtor.resolver.ts';
import { makePayments } from './features/payments/payment.module.ts';
import { makePlans } from './features/plans/plan.module.ts';
import { makePortfolios } from './features/portfolios/portfolio.module.ts';
import { makeApollo } from './graph/apollo.ts';
import { Executor } from './graph/execute.ts';
import { Reader } from './graph/reader/reader.ts';
import { RootResolver } from './graph/root.resolver.ts';
import { makeSchema } from './graph/schema.ts';
import { addGraphql } from './http/graphql-routes.ts';
import { addHealth } from './http/health.ts';
import { addJsonBody } from './http/json-body.ts';
import { addOutboxPage } from './http/outbox-page.ts';
import { addPages } from './http/pages.ts';
import { addPaperRoutes } from './http/paper-routes.ts';
import { addSecurityHeaders } from './http/security.ts';
import { addStream } from './http/stream-route.ts';
import { makeIdentity } from './identity/identity.module.ts';
import { visibility as everyRule, type Visibility } from './identity/visibility.ts';
import type { Clock } from './kernel/clock.ts';

export interface AppDeps {
  readonly databaseUrl: string;
  readonly clock: Clock;
  readonly config: Config;
  readonly log: Logger;
  /** Folder of the built portal; the server runs without it too. */
  readonly portal: string;
  /** Who sees which rows; another one only to prove that the database refuses by itself. */
  readonly visibility?: Visibility;
}
export type App = Awaited<ReturnType<typeof makeApp>>;

/** The composition root: everything is made here by hand, for the process and for the tests alike. */
export async function makeApp({ databaseUrl, clock, config, log, portal, visibility = everyRule }: AppDeps) {
  const source = await openDataSource(databaseUrl, entities, config.databasePool);
  const pool = openReadPool(databaseUrl, config.databasePool);
  const feed = new ActivityFeed(databaseUrl, log);
  await feed.start();

  const features = makeFeatures({ source, clock, config, log });
  const schema = await makeSchema(features.resolvers);
  const executor = new Executor(schema, new Reader(schema, pool, visibility), log);
  const apollo = await makeApollo(schema, executor, log);

  const server = makeServer(config, log);
  const secure = config.publicUrl.startsWith('https:');
  const requests = { source, clock, feed, secure };
  addSecurityHeaders(server, secure);
  addJsonBody(server, requests);
  const health = addHealth(server, pool);
  await addPages(server, portal);
  addGraphql(server, apollo, requests, config.production ? null : 'graphiql.html');
  addStream(server, schema, executor, requests);
  addPaperRoutes(server, features.plans.papers, requests);
  features.payments.addRoutes(server);
  if (config.demo) addOutboxPage(server, source);

  return { ...features, server, schema, source, pool, clock, close };

  /** Answers what is under way (at most `drainMs`), then lets the connections go. */
  async function close(drainMs = 0): Promise<void> {
    health.drain();
    feed.stopSubscriptions();
    const closing = server.close();
    const late = setTimeout(() => server.server.closeAllConnections(), drainMs);
    await closing;
    clearTimeout(late);
    await apollo.stop();
    await feed.stop();
    await pool.end();
    await source.destroy();
  }
}

type FeatureDeps = Pick<AppDeps, 'clock' | 'config' | 'log'> & { readonly source: DataSource };

/** All use cases and their resolvers. Nothing is connected yet: the schema can be printed without a database. */
export function makeFeatures({ source, clock, config, log }: FeatureDeps) {
  const { codeSecret, publicUrl } = config;
  const identity = makeIdentity({ source, clock, codeSecret });
  const plans = makePlans({ source, clock, codes: identity.codes, publicUrl });
  const payments = makePayments({ source, clock, config: config.payments, publicUrl, log });
  const portfolios = makePortfolios({ source, clock });
  const resolvers = [
    new RootResolver(),
    new DebtorResolver(),
    new ActivityResolver(),
    ...identity.resolvers,
    ...plans.resolvers,
    ...payments.resolvers,
    ...portfolios.resolvers,
  ];
  return { identity, plans, payments, portfolios, resolvers };
}

function makeServer(config: Config, log: Logger): FastifyInstance {
  return Fastify({
    loggerInstance: log,
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: (_address, hop) => hop < config.trustProxy,
    bodyLimit: 64 * 1024,
    requestTimeout: 10_000,
    forceCloseConnections: 'idle',
    http: { maxHeaderSize: 16 * 1024, headersTimeout: 5000, connectionsCheckingInterval: 1000 },
  }) as unknown as FastifyInstance;
}
