import { createHash, randomBytes } from 'node:crypto';
import { isUuid } from '../kernel/id.ts';

/**
 * Opaque credentials `<kind>_<principal uuid without dashes>_<256 random bits>`. The principal is a claim that
 * leads straight to one row (and one shard); only the SHA-256 of the whole token is stored.
 */
export interface Claims {
  readonly kind: 'DEBTOR' | 'AGENT' | 'INTEGRATOR';
  readonly principalId: string;
  readonly tokenHash: Buffer;
}

const prefixes = { DEBTOR: 'qd', AGENT: 'qa', INTEGRATOR: 'qk' } as const;
const kinds = { qd: 'DEBTOR', qa: 'AGENT', qk: 'INTEGRATOR' } as const;
const shape = /^(qd|qa|qk)_([0-9a-f]{32})_([A-Za-z0-9_-]{43})$/;

export function makeToken(kind: Claims['kind'], principalId: string): string {
  return `${prefixes[kind]}_${principalId.replaceAll('-', '')}_${randomBytes(32).toString('base64url')}`;
}

/** Null for anything that was not made by `makeToken`. */
export function readToken(token: string): Claims | null {
  const match = shape.exec(token);
  if (!match) return null;
  const principalId = match[2]!.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  if (!isUuid(principalId)) return null;
  return { kind: kinds[match[1] as keyof typeof kinds], principalId, tokenHash: hashToken(token) };
}

export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
