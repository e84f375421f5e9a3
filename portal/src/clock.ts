import { useEffect, useState } from 'react';

/** The only place of the portal that asks what time it is. Days are the server's: pages show its `asOf`. */
export function now(): number {
  return Date.now();
}

/** The time, renewed every so often while the page is open. */
export function useNow(everyMs: number): number {
  const [time, setTime] = useState(now);
  useEffect(() => {
    const timer = setInterval(() => setTime(now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return time;
}

/** Today's calendar date in a time zone, "2026-11-22". */
export function today(timeZone?: string): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(now());
}
