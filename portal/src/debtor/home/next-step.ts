import type { MoneyValue } from '../../graph.ts';
import { isOwing } from '../debt.ts';

export type StepKind =
  | 'SIGN'
  | 'ANSWER'
  | 'PAY_OVERDUE'
  | 'PAY_DUE'
  | 'MAKE_PLAN'
  | 'WAIT'
  | 'PAY_LATER'
  | 'NOTHING';

/** One sentence, one button, one date. */
export interface NextStep {
  readonly kind: StepKind;
  readonly creditor: string;
  readonly to: string | null;
  readonly by: string | null;
  readonly amount: MoneyValue | null;
}

interface DebtInBrief {
  readonly id: string;
  readonly status: string;
  readonly recalledAt: string | null;
  readonly creditor: { readonly name: string };
  readonly openProposal: {
    readonly id: string;
    readonly status: string;
    readonly decisionDueAt: string | null;
    readonly expiresAt: string;
  } | null;
  readonly activePlan: {
    readonly id: string;
    readonly nextInstalment: {
      readonly dueOn: string;
      readonly status: string;
      readonly amount: MoneyValue;
    } | null;
  } | null;
}

/** From the most to the least pressing: what can be lost by waiting stands first. */
const order: readonly StepKind[] = [
  'SIGN',
  'ANSWER',
  'PAY_OVERDUE',
  'PAY_DUE',
  'MAKE_PLAN',
  'WAIT',
  'PAY_LATER',
  'NOTHING',
];

/** What needs the person next, over all accounts; of two alike the one that ends first. */
export function nextStep(debts: readonly DebtInBrief[]): NextStep {
  const steps = debts.map(stepFor).sort((a, b) => {
    const byKind = order.indexOf(a.kind) - order.indexOf(b.kind);
    return byKind !== 0 ? byKind : (a.by ?? '9').localeCompare(b.by ?? '9');
  });
  return steps[0] ?? { kind: 'NOTHING', creditor: '', to: null, by: null, amount: null };
}

export function stepFor(debt: DebtInBrief): NextStep {
  const creditor = debt.creditor.name;
  const { openProposal: proposal, activePlan: plan } = debt;
  if (proposal) {
    const to = `/proposal/${proposal.id}`;
    const [kind, by] = proposalStep(proposal);
    return { kind, creditor, to, by, amount: null };
  }
  const next = plan?.nextInstalment;
  if (plan && next) {
    const kind = instalmentStep(next.status);
    const to = kind === 'PAY_LATER' ? `/plan/${plan.id}` : `/account/${debt.id}/pay`;
    return { kind, creditor, to, by: next.dueOn, amount: next.amount };
  }
  if (isOwing(debt)) {
    return { kind: 'MAKE_PLAN', creditor, to: `/account/${debt.id}/plan`, by: null, amount: null };
  }
  return { kind: 'NOTHING', creditor, to: null, by: null, amount: null };
}

function proposalStep(proposal: NonNullable<DebtInBrief['openProposal']>): [StepKind, string | null] {
  switch (proposal.status) {
    case 'ACCEPTED':
      return ['SIGN', proposal.expiresAt];
    case 'AWAITING_DEBTOR':
      return ['ANSWER', proposal.expiresAt];
    default:
      return ['WAIT', proposal.decisionDueAt ?? proposal.expiresAt];
  }
}

function instalmentStep(status: string): StepKind {
  switch (status) {
    case 'OVERDUE':
      return 'PAY_OVERDUE';
    case 'DUE':
      return 'PAY_DUE';
    default:
      return 'PAY_LATER';
  }
}
