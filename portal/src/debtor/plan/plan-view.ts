import { useEffect } from 'react';
import { sendAndForget } from '../../client.ts';
import { RecordPlanViewMutation } from './builder.queries.ts';

let viewing: string | null = null;

/** Tells the creditor's side that somebody looks at a plan, and that they left without proposing one. */
export function usePlanView(debtId: string): void {
  useEffect(() => {
    enter(debtId);
    addEventListener('pagehide', leave);
    return () => {
      removeEventListener('pagehide', leave);
      if (!isInJourney(location.pathname)) leave();
    };
  }, [debtId]);
}

/** A plan was proposed: going on from here is not leaving. */
export function planViewDone(): void {
  viewing = null;
}

function enter(debtId: string): void {
  if (viewing === debtId) return;
  viewing = debtId;
  record(debtId, 'VIEWED');
}

function leave(): void {
  if (viewing) record(viewing, 'LEFT');
  viewing = null;
}

/** The builder and its check page are one visit. */
function isInJourney(path: string): boolean {
  return /^\/(account\/[^/]+\/plan|proposal\/[^/]+\/counter)(\/check)?$/.test(path);
}

function record(debtId: string, step: 'VIEWED' | 'LEFT'): void {
  sendAndForget('debtor', RecordPlanViewMutation, { input: { id: crypto.randomUUID(), debtId, step } });
}
