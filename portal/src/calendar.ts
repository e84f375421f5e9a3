/** Calendar arithmetic on ISO dates; a month keeps the day of the month or takes the month's last one. */
export function addDays(isoDate: string, days: number): string {
  return isoDay(Date.parse(isoDate) + days * 86_400_000);
}

export function addMonths(isoDate: string, months: number): string {
  const [year = 0, month = 1, day = 1] = isoDate.split('-').map(Number);
  const lastDay = Number(isoDay(Date.UTC(year, month + months, 0)).slice(8));
  return isoDay(Date.UTC(year, month - 1 + months, Math.min(day, lastDay)));
}

export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}

function isoDay(epochMs: number): string {
  return isoFormat.format(epochMs);
}

const isoFormat = new Intl.DateTimeFormat('en-CA', { dateStyle: 'short', timeZone: 'UTC' });
