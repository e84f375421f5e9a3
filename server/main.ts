import 'reflect-metadata';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Logger, pino } from 'pino';
import { type App, makeApp } from './app.ts';
import { buildPortalIfStale } from './build-portal.ts';
import { type Config, ConfigError, readConfig } from './config.ts';
import { type Database, openDatabase } from './database/open-database.ts';
import { type DemoSignIns, loadDemo } from './demo/load-demo.ts';
import { startHousekeeping } from './housekeeping.ts';
import { systemClock } from './kernel/clock.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const say = (line: string) => process.stdout.write(`${line}\n`);

/** How long requests that are under way may take after a signal. */
const drainMs = 10_000;
const echoMs = 1000;

async function main(): Promise<void> {
  const config = readConfig();
  const log = pino({
    level: config.logLevel,
    redact: [
      'req.headers.cookie',
      'req.headers.authorization',
      'err.parameters',
      '*.password',
      '*.code',
      '*.token',
    ],
  });
  await buildPortalIfStale(root, say);
  const database = await openDatabase(config, say);
  try {
    await serve(config, log, database);
  } catch (error) {
    await database.stop();
    throw error;
  }
}

async function serve(config: Config, log: Logger, database: Database): Promise<void> {
  const app = await makeApp({
    databaseUrl: database.url,
    clock: systemClock,
    config,
    log,
    portal: join(root, 'dist/portal'),
  });
  const demo = config.demo ? await loadDemo(app, say) : null;
  await app.server.listen({ host: config.host, port: config.port, listenTextResolver: () => 'listening' });
  startHousekeeping(app, log);
  drainOnSignal(app, database);
  announce(config, demo);
}

/**
 * First stop taking requests, then finish those under way, then let the database go. A second signal ends at once,
 * but not the echo of the first: a terminal's Ctrl-C may reach us from npm too.
 */
function drainOnSignal(app: App, database: Database): void {
  let stoppingSince: number | null = null;
  const stop = async (): Promise<void> => {
    if (stoppingSince !== null) {
      if (performance.now() - stoppingSince > echoMs) process.exit(1);
      return;
    }
    stoppingSince = performance.now();
    say('Stopping …');
    setTimeout(() => process.exit(1), 2 * drainMs).unref();
    await app.close(drainMs);
    await database.stop();
    say('Stopped.');
    process.exit(0);
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
}

function announce(config: Config, demo: DemoSignIns | null): void {
  if (demo) {
    say('\nDemo sign-ins');
    for (const { name, reference, birthDate, creditor, language } of demo.debtors) {
      say(
        `  ${config.publicUrl}/        ${reference}   born ${birthDate}   ${name}, ${creditor}, ${language}`,
      );
    }
    for (const { email, password, totpSecret, role } of demo.agents) {
      say(`  ${config.publicUrl}/agent   ${email}   ${password}   TOTP ${totpSecret}   ${role}`);
    }
    say(`  ${config.publicUrl}/outbox   shows the codes that would have been sent`);
  }
  say(`\nGraphQL   ${config.publicUrl}/graphql`);
  say(`Quittance is ready: ${config.publicUrl}`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${sentenceFor(error)}\n`);
  process.exit(1);
});

function sentenceFor(error: unknown): string {
  if (error instanceof ConfigError) return error.message;
  const { code, port, stack } = error as NodeJS.ErrnoException & { port?: number };
  if (code === 'EADDRINUSE')
    return `Port ${port} is in use. Stop what listens there, or set PORT to another one.`;
  return String(stack ?? error);
}
