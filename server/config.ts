import { z } from 'zod';

/**
 * Everything that can be set from outside, in one place: the only reader of process.env. Parsed once at the
 * start; a wrong value stops the start with a sentence that names it. README.md lists the same.
 */
const secret = z
  .string()
  .min(32, 'must be at least 32 characters, for example from `openssl rand -base64 32`');
const flag = z
  .enum(['true', 'false'], { error: 'must be true or false' })
  .transform((text) => text === 'true');
const settings = z.object({
  NODE_ENV: z
    .enum(['development', 'production', 'test'], {
      error: 'must be development, production or test',
    })
    .default('development'),
  HOST: z.string().min(1, 'must be a host name or address').default('127.0.0.1'),
  PORT: z
    .string()
    .regex(/^\d{1,5}$/, 'must be a port number, 0 to 65535')
    .transform(Number)
    .refine((port) => port <= 65_535, 'must be a port number, 0 to 65535')
    .default(4000),
  PUBLIC_URL: z
    .url({ protocol: /^https?$/, error: 'must be an address such as https://pay.example.com' })
    .optional(),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must begin with postgres:// or postgresql://')
    .optional(),
  DATABASE_POOL: z
    .string()
    .regex(/^[1-9]\d?$/, 'must be the number of connections for reads and as many for writes, 1 to 99')
    .transform(Number)
    .default(10),
  DATA_DIR: z.string().min(1, 'must be a folder').default('.data'),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], {
      error: 'must be fatal, error, warn, info, debug, trace or silent',
    })
    .default('info'),
  CODE_SECRET: secret.optional(),
  DEMO: flag.optional(),
  PAYMENT_PROVIDER: z.enum(['sandbox', 'stripe'], { error: 'must be sandbox or stripe' }).default('sandbox'),
  SANDBOX_SECRET: secret.optional(),
  STRIPE_SECRET_KEY: z.string().startsWith('sk_', 'must be a Stripe secret key, sk_…').optional(),
  STRIPE_WEBHOOK_SECRET: z
    .string()
    .startsWith('whsec_', 'must be a Stripe signing secret, whsec_…')
    .optional(),
  TRUST_PROXY: z
    .string()
    .regex(/^\d$/, 'must be the number of proxies in front of this process, 0 to 9')
    .transform(Number)
    .default(0),
});

export interface Config {
  readonly production: boolean;
  readonly host: string;
  readonly port: number;
  /** Where people reach the portal; decides the cookies (https: `__Host-`) and the links in papers. */
  readonly publicUrl: string;
  /** Null: the embedded PostgreSQL. */
  readonly databaseUrl: string | null;
  readonly databasePool: number;
  readonly dataDir: string;
  readonly logLevel: string;
  readonly codeSecret: string;
  /** Demo portfolio, demo sign-ins and the outbox page. */
  readonly demo: boolean;
  /** How many proxies in front of us add to X-Forwarded-For; nothing further left is believed. */
  readonly trustProxy: number;
  readonly payments:
    | { readonly provider: 'sandbox'; readonly secret: string }
    | { readonly provider: 'stripe'; readonly secretKey: string; readonly webhookSecret: string };
}

export class ConfigError extends Error {}

const developmentSecret = 'development only: not a secret, never in production';

export function readConfig(env: Readonly<Record<string, string | undefined>> = process.env): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const parsed = settings.safeParse(given);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const name = String(issue?.path[0]);
    throw new ConfigError(`${name} ${issue?.message}; it is ${JSON.stringify(given[name])}.`);
  }
  const set = parsed.data;
  const production = set.NODE_ENV === 'production';
  if (production) refuseDevelopmentSettings(set);
  return {
    production,
    host: set.HOST,
    port: set.PORT,
    publicUrl: (set.PUBLIC_URL ?? `http://localhost:${set.PORT}`).replace(/\/$/, ''),
    databaseUrl: set.DATABASE_URL ?? null,
    databasePool: set.DATABASE_POOL,
    dataDir: set.DATA_DIR,
    logLevel: set.LOG_LEVEL,
    codeSecret: set.CODE_SECRET ?? developmentSecret,
    demo: set.DEMO ?? !production,
    trustProxy: set.TRUST_PROXY,
    payments: paymentsOf(set),
  };
}

type Settings = z.infer<typeof settings>;

/** What makes trying easy makes a real installation unsafe: in production nothing of it is the default. */
function refuseDevelopmentSettings(set: Settings): void {
  const refuse = (name: string, why: string) => {
    throw new ConfigError(`NODE_ENV=production: ${name} ${why}`);
  };
  if (set.DEMO) refuse('DEMO', 'must not be true: demo sign-ins and the outbox page are open to everybody.');
  if (!set.CODE_SECRET) refuse('CODE_SECRET', 'must be set: sign-in codes are protected by it.');
  if (!set.PUBLIC_URL?.startsWith('https://')) refuse('PUBLIC_URL', 'must be set, and begin with https://.');
  if (set.PAYMENT_PROVIDER === 'sandbox')
    refuse('PAYMENT_PROVIDER', 'must be stripe: the sandbox moves no money.');
}

function paymentsOf(set: Settings): Config['payments'] {
  if (set.PAYMENT_PROVIDER === 'sandbox') {
    return { provider: 'sandbox', secret: set.SANDBOX_SECRET ?? developmentSecret };
  }
  const { STRIPE_SECRET_KEY: secretKey, STRIPE_WEBHOOK_SECRET: webhookSecret } = set;
  if (!secretKey) throw new ConfigError('PAYMENT_PROVIDER=stripe: STRIPE_SECRET_KEY must be set.');
  if (!webhookSecret) throw new ConfigError('PAYMENT_PROVIDER=stripe: STRIPE_WEBHOOK_SECRET must be set.');
  return { provider: 'stripe', secretKey, webhookSecret };
}
