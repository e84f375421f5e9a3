import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Temporal } from 'temporal-polyfill';
import type { DataSource } from 'typeorm';
import type { ActivityFeed } from '../features/activity/activity.feed.ts';
import type { GraphContext, SessionCookies } from '../graph/context.ts';
import type { Actor } from '../identity/actor.ts';
import { proveSession } from '../identity/authenticate.ts';
import { claimsFromRequest, readSide, type Side, sessionCookie, sideHeader } from '../identity/cookies.ts';
import { type Claims, readToken } from '../identity/token.ts';
import type { Clock } from '../kernel/clock.ts';

export interface ContextDeps {
  readonly source: DataSource;
  readonly clock: Clock;
  readonly feed: ActivityFeed;
  /** The portal is reached by https: cookies are Secure and carry the `__Host-` prefix. */
  readonly secure: boolean;
}

/** What resolvers and the reader know of a request: its claims, not yet proven, and how to set its cookie. */
export function requestContext(
  deps: ContextDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  side: Side = readSide(single(request.headers[sideHeader])),
): GraphContext {
  return new RequestContext(deps, request, reply, side);
}

/** A class, because Apollo copies the context: what may change lives in `session`, which the copy shares. */
class RequestContext implements GraphContext {
  readonly requestId: string;
  readonly ip: string;
  readonly now: Temporal.Instant;
  readonly clock: Clock;
  readonly session: CookieSession;
  readonly activity: GraphContext['activity'];
  readonly actor: () => Promise<Actor>;

  constructor(
    { source, clock, feed, secure }: ContextDeps,
    request: FastifyRequest,
    reply: FastifyReply,
    side: Side,
  ) {
    this.requestId = request.id;
    this.ip = request.ip;
    this.now = clock.now();
    this.clock = clock;
    this.session = new CookieSession(claimsOf(request, side, secure), reply, secure);
    this.activity = (viewer) => feed.subscribe(viewer);
    const { claims } = this.session;
    let proven: Promise<Actor> | undefined;
    this.actor = () => (proven ??= proveSession(source, claims, this.now).then(({ actor }) => actor));
  }

  get claims(): Claims | null {
    return this.session.claims;
  }
}

class CookieSession implements SessionCookies {
  constructor(
    public claims: Claims | null,
    private readonly reply: FastifyReply,
    private readonly secure: boolean,
  ) {}

  start(token: string, side: Side): void {
    this.reply.header('set-cookie', sessionCookie(side, token, this.secure));
    this.claims = readToken(token);
  }

  end(side: Side): void {
    this.reply.header('set-cookie', sessionCookie(side, null, this.secure));
    this.claims = null;
  }
}

export function claimsOf({ headers }: FastifyRequest, side: Side, secure: boolean): Claims | null {
  return claimsFromRequest({
    cookieHeader: headers.cookie,
    authorization: headers.authorization,
    side,
    secure,
  });
}

function single(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header[0] : header;
}
