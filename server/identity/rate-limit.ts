import { isIPv6 } from 'node:net';

/** At most `hits` in any stretch of `seconds`. */
export interface RateLimit {
  readonly hits: number;
  readonly seconds: number;
}

const quarterHour = 15 * 60;
const day = 24 * 60 * 60;

/** Against spraying and against flooding somebody's telephone; one network is a /24 or a /64. */
export const rateLimits = {
  signInsPerNetwork: [{ hits: 120, seconds: quarterHour }],
  signInsPerReference: [
    { hits: 10, seconds: quarterHour },
    { hits: 30, seconds: day },
  ],
  sendsPerContactPoint: [
    { hits: 3, seconds: quarterHour },
    { hits: 10, seconds: day },
  ],
  triesPerNetwork: [{ hits: 240, seconds: quarterHour }],
  reportsPerReference: [{ hits: 3, seconds: day }],
} as const satisfies Record<string, readonly RateLimit[]>;

export type RateLimits = Readonly<Record<keyof typeof rateLimits, readonly RateLimit[]>>;

/** The network an address belongs to: whoever has one address of it usually has them all. */
export function networkOf(ip: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(ip)?.[1] ?? ip;
  return isIPv6(mapped) ? `${firstGroups(mapped)}/64` : `${mapped.split('.').slice(0, 3).join('.')}/24`;
}

function firstGroups(ip: string): string {
  const [head = '', tail] = ip.split('::');
  const front = head === '' ? [] : head.split(':');
  const back = tail ? tail.split(':') : [];
  const zeros = tail === undefined ? [] : Array(8 - front.length - back.length).fill('0');
  const groups: string[] = [...front, ...zeros, ...back];
  return groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':');
}
