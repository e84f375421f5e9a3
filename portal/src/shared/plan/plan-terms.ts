import { readAmount } from '../../amount.ts';
import type { Currency } from '../../graph.ts';
import type { Problems } from '../../ui/field.tsx';
import type { Words } from '../../words.tsx';
import type { Frequency } from './plan.queries.ts';

/** What somebody wishes for, as typed: kept as text so that nothing typed is lost or changed. */
export interface PlanTerms {
  readonly by: 'AMOUNT' | 'COUNT';
  readonly amount: string;
  readonly count: string;
  readonly frequency: Frequency;
  readonly firstDueOn: string;
  readonly upFront: string;
}

/** The terms as the graph takes them. */
export interface TermsInput {
  readonly instalmentAmount?: { amount: string; currency: Currency };
  readonly instalmentCount?: number;
  readonly frequency: Frequency;
  readonly firstDueOn: string;
  readonly upFront?: { amount: string; currency: Currency };
}

export type TermsRead =
  | { readonly input: TermsInput; readonly problems: null }
  | { readonly input: null; readonly problems: Problems };

/** Exact terms, or what would be right, by field name. Whether they are possible the server says. */
export function readTerms(terms: PlanTerms, currency: Currency, t: Words['t']): TermsRead {
  const problems: Record<string, string> = {};
  const amount = readAmount(terms.amount, currency);
  const count = /^\d{1,3}$/.test(terms.count.trim()) ? Number(terms.count) : 0;
  const upFront = terms.upFront.trim() === '' ? null : readAmount(terms.upFront, currency);
  if (terms.by === 'AMOUNT' && !isAboveZero(amount)) problems.amount = t('plan.problem.amount');
  if (terms.by === 'COUNT' && count < 1) problems.count = t('plan.problem.count');
  if (!/^\d{4}-\d{2}-\d{2}$/.test(terms.firstDueOn)) problems.firstDueOn = t('plan.problem.firstDueOn');
  if (terms.upFront.trim() !== '' && upFront === null) problems.upFront = t('plan.problem.upFront');
  if (Object.keys(problems).length > 0) return { input: null, problems };
  const size =
    terms.by === 'AMOUNT' ? { instalmentAmount: { amount: amount!, currency } } : { instalmentCount: count };
  const first = isAboveZero(upFront) ? { upFront: { amount: upFront!, currency } } : {};
  const { frequency, firstDueOn } = terms;
  return { input: { ...size, frequency, firstDueOn, ...first }, problems: null };
}

interface TermsLike {
  readonly frequency: Frequency;
  readonly firstDueOn: string;
  readonly instalmentCount: number;
  readonly instalmentAmount: { readonly amount: string };
  readonly upFront?: { readonly amount: string } | null;
}

/** An offer or an option as something to start from. */
export function termsFrom(offer: TermsLike, by: PlanTerms['by'] = 'COUNT'): PlanTerms {
  return {
    by,
    amount: offer.instalmentAmount.amount,
    count: String(offer.instalmentCount),
    frequency: offer.frequency,
    firstDueOn: offer.firstDueOn,
    upFront: offer.upFront && isAboveZero(offer.upFront.amount) ? offer.upFront.amount : '',
  };
}

function isAboveZero(amount: string | null): boolean {
  return amount !== null && /[1-9]/.test(amount);
}
