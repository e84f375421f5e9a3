export const ProductType = {
  CREDIT_CARD: 'CREDIT_CARD',
  PERSONAL_LOAN: 'PERSONAL_LOAN',
  ONLINE_LOAN: 'ONLINE_LOAN',
} as const;
export type ProductType = keyof typeof ProductType;
