import { addDays } from '../../calendar.ts';

/** A time in epoch milliseconds as an ISO instant, to the minute. */
export function isoMinute(epochMs: number): string {
  const day = addDays('1970-01-01', Math.floor(epochMs / 86_400_000));
  const minutes = Math.floor(epochMs / 60_000) % 1_440;
  return `${day}T${twoDigits(Math.floor(minutes / 60))}:${twoDigits(minutes % 60)}:00Z`;
}

function twoDigits(count: number): string {
  return String(count).padStart(2, '0');
}
