import type { Words } from '../words.tsx';

interface DebtLike {
  readonly status: string;
  readonly recalledAt: string | null;
}

/** Something is left to pay here: not settled, and not given back to the creditor. */
export function isOwing(debt: DebtLike): boolean {
  return debt.status !== 'SETTLED' && debt.recalledAt === null;
}

export function masked(lastFour: string): string {
  return `•••• ${lastFour}`;
}

interface NamedDebt {
  readonly productType: 'CREDIT_CARD' | 'PERSONAL_LOAN' | 'ONLINE_LOAN';
  readonly numberLastFour: string | null;
}

/** "Credit card •••• 4412" */
export function accountName(debt: NamedDebt, { t }: Words): string {
  const product = t(`product.${debt.productType}`);
  return debt.numberLastFour ? `${product} ${masked(debt.numberLastFour)}` : product;
}
