import { type Claims, readToken } from './token.ts';

/** The two halves of the portal; each has its own session, so that a colleague can be a customer too. */
export type Side = 'DEBTOR' | 'AGENT';

/** The portals say which half they are; a header, because a form or a link of another site cannot send it. */
export const sideHeader = 'x-quittance-side';

const names = { DEBTOR: 'quittance', AGENT: 'quittance-agent' } as const;

export function readSide(header: string | undefined): Side {
  return header === 'agent' ? 'AGENT' : 'DEBTOR';
}

/**
 * `Set-Cookie` that starts (token) or ends (null) a session. No age: it goes when the browser closes.
 * `secure` is false only on plain-HTTP localhost, where browsers refuse the `__Host-` prefix.
 */
export function sessionCookie(side: Side, token: string | null, secure: boolean): string {
  const parts = [`${cookieName(side, secure)}=${token ?? ''}`, 'Path=/', 'HttpOnly', 'SameSite=Strict'];
  if (secure) parts.push('Secure');
  if (token === null) parts.push('Max-Age=0');
  return parts.join('; ');
}

export interface Credentials {
  readonly cookieHeader: string | undefined;
  readonly authorization: string | undefined;
  readonly side: Side;
  readonly secure: boolean;
}

/**
 * What a request claims: a bearer key for integrators, the side's cookie for people. One is never read as the
 * other: a stolen cookie is no API key, and a request that shows a key is never served as the browser's person.
 */
export function claimsFromRequest({ cookieHeader, authorization, side, secure }: Credentials): Claims | null {
  if (authorization !== undefined) {
    return claimsOfKind('INTEGRATOR', /^Bearer ([^\s]+)$/i.exec(authorization)?.[1]);
  }
  return claimsOfKind(side, readCookie(cookieHeader, cookieName(side, secure)));
}

function cookieName(side: Side, secure: boolean): string {
  return secure ? `__Host-${names[side]}` : names[side];
}

function claimsOfKind(kind: Claims['kind'], token: string | undefined): Claims | null {
  const claims = token === undefined ? null : readToken(token);
  return claims?.kind === kind ? claims : null;
}

function readCookie(header: string | undefined, name: string): string | undefined {
  const pair = header?.split(';').find((part) => part.trimStart().startsWith(`${name}=`));
  return pair?.slice(pair.indexOf('=') + 1).trim();
}
