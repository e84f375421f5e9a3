import { createHash } from 'node:crypto';

/**
 * One text per value, so that one hash stands for one agreement (RFC 8785). Numbers are whole: RFC 8785
 * section 3.2.2.3 is about floats, and none of our values is one (money is a string of minor units).
 */
export function canonicalJson(value: unknown, path = '$'): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return quoted(value, path);
  if (Number.isSafeInteger(value)) return String(value);
  if (Array.isArray(value)) {
    return `[${Array.from(value, (item, index) => canonicalJson(item, `${path}[${index}]`)).join(',')}]`;
  }
  if (isPlainObject(value)) {
    const members = Object.keys(value).sort(); // by UTF-16 code units, as section 3.2.3 asks
    return `{${members.map((key) => `${quoted(key, path)}:${canonicalJson(value[key], `${path}.${key}`)}`).join(',')}}`;
  }
  throw new TypeError(
    `${path} is ${kindOf(value)}; only text, true/false, whole numbers, lists, plain objects and null fit`,
  );
}

export function sha256Hex(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

function quoted(text: string, path: string): string {
  if (/\p{Surrogate}/u.test(text))
    throw new TypeError(`${path} holds half a character (a lone surrogate), which has no UTF-8`);
  return JSON.stringify(text);
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function kindOf(value: unknown): string {
  if (typeof value === 'number') return `the number ${value}`;
  if (typeof value === 'object') return `a ${value?.constructor.name}`;
  return typeof value === 'undefined' ? 'undefined' : `a ${typeof value}`;
}
