import { type CurrencyCode, money, toDecimal } from '../../server/kernel/money.ts';

/** The screen that is measured, as each server answers it, in one shape so that the answers can be compared. */
export interface Dashboard {
  readonly name: string;
  readonly debts: readonly DashboardDebt[];
}
interface DashboardDebt {
  readonly numberLastFour: string | null;
  readonly productType: string;
  readonly currency: string;
  readonly creditor: string;
  readonly status: string;
  readonly daysPastDue: number;
  readonly balance: Readonly<Record<BalanceLine, string>> & { readonly asOf: string };
  readonly activePlan: {
    readonly total: string;
    readonly lastDueOn: string;
    readonly instalments: readonly {
      readonly number: number;
      readonly dueOn: string;
      readonly amount: string;
      readonly paid: string;
      readonly status: string;
    }[];
  } | null;
}

const balanceLines = [
  'opening',
  'charges',
  'interest',
  'fees',
  'costs',
  'paid',
  'waived',
  'writtenOff',
  'total',
] as const;
type BalanceLine = (typeof balanceLines)[number];

export const quittanceQuery = `query Dashboard {
  viewer {
    debtor {
      id
      name
      debts(first: 50) {
        nodes {
          id
          numberLastFour
          productType
          currency
          status
          daysPastDue
          creditor { name }
          balance { asOf ${balanceLines.map((line) => `${line} { amount }`).join(' ')} }
          activePlan {
            id
            total { amount }
            lastDueOn
            instalments(first: 100) {
              nodes { number dueOn amount { amount } paid { amount } status }
            }
          }
        }
      }
    }
  }
}`;

export const postgraphileQuery = `query Dashboard($debtorId: UUID!) {
  debtorByDebtorId(debtorId: $debtorId) {
    id
    name
    debts: debtsByDebtorId(first: 50, orderBy: [CREATED_AT_DESC, ROW_ID_DESC]) {
      nodes {
        id
        numberLastFour
        productType
        currency
        creditor: creditorByCreditorId { name }
        balance { asOf status daysPastDue ${balanceLines.map((line) => `${line}Minor`).join(' ')} }
        activePlans: plansByDebtorIdAndDebtId(first: 1, condition: { status: "ACTIVE" }) {
          nodes {
            id
            totalMinor
            lastDueOn
            instalments: instalmentsByDebtorIdAndPlanId(first: 100, orderBy: [NUMBER_ASC]) {
              nodes { number dueOn amountMinor paidMinor status }
            }
          }
        }
      }
    }
  }
}`;

interface Amount {
  readonly amount: string;
}
type Lines<T> = Readonly<Record<BalanceLine, T>>;
type InstalmentNode<T> = { number: number; dueOn: string; amount: T; paid: T; status: string };
interface QuittanceAnswer {
  readonly data: {
    readonly viewer: {
      readonly debtor: {
        readonly name: string;
        readonly debts: {
          readonly nodes: readonly (Omit<DashboardDebt, 'creditor' | 'balance' | 'activePlan'> & {
            readonly creditor: { readonly name: string };
            readonly balance: Lines<Amount> & { readonly asOf: string };
            readonly activePlan: {
              readonly total: Amount;
              readonly lastDueOn: string;
              readonly instalments: { readonly nodes: readonly InstalmentNode<Amount>[] };
            } | null;
          })[];
        };
      };
    };
  };
}

export function fromQuittance({ data }: QuittanceAnswer): Dashboard {
  const { name, debts } = data.viewer.debtor;
  return {
    name,
    debts: debts.nodes.map(({ creditor, balance, activePlan, ...debt }) => ({
      ...plain(debt),
      creditor: creditor.name,
      balance: { asOf: balance.asOf, ...lines((line) => balance[line].amount) },
      activePlan: activePlan && {
        total: activePlan.total.amount,
        lastDueOn: activePlan.lastDueOn,
        instalments: activePlan.instalments.nodes.map(({ number, dueOn, amount, paid, status }) => ({
          number,
          dueOn,
          amount: amount.amount,
          paid: paid.amount,
          status,
        })),
      },
    })),
  };
}

interface PostgraphileAnswer {
  readonly data: {
    readonly debtorByDebtorId: {
      readonly name: string;
      readonly debts: {
        readonly nodes: readonly {
          readonly numberLastFour: string | null;
          readonly productType: string;
          readonly currency: CurrencyCode;
          readonly creditor: { readonly name: string };
          readonly balance: Readonly<Record<`${BalanceLine}Minor`, string>> & {
            readonly asOf: string;
            readonly status: string;
            readonly daysPastDue: number;
          };
          readonly activePlans: {
            readonly nodes: readonly {
              readonly totalMinor: string;
              readonly lastDueOn: string;
              readonly instalments: {
                readonly nodes: readonly {
                  readonly number: number;
                  readonly dueOn: string;
                  readonly amountMinor: string;
                  readonly paidMinor: string;
                  readonly status: string;
                }[];
              };
            }[];
          };
        }[];
      };
    };
  };
}

/** PostGraphile serves the stored minor units; its client would write the decimals. */
export function fromPostgraphile({ data }: PostgraphileAnswer): Dashboard {
  const { name, debts } = data.debtorByDebtorId;
  return {
    name,
    debts: debts.nodes.map(({ creditor, balance, activePlans, ...debt }) => {
      const decimal = (minor: string) => toDecimal(money(BigInt(minor), debt.currency));
      const [plan] = activePlans.nodes;
      return {
        ...plain({ ...debt, status: balance.status, daysPastDue: balance.daysPastDue }),
        creditor: creditor.name,
        balance: { asOf: balance.asOf, ...lines((line) => decimal(balance[`${line}Minor`])) },
        activePlan: plan
          ? {
              total: decimal(plan.totalMinor),
              lastDueOn: plan.lastDueOn,
              instalments: plan.instalments.nodes.map(
                ({ number, dueOn, amountMinor, paidMinor, status }) => ({
                  number,
                  dueOn,
                  amount: decimal(amountMinor),
                  paid: decimal(paidMinor),
                  status,
                }),
              ),
            }
          : null,
      };
    }),
  };
}

function plain(
  debt: Pick<DashboardDebt, 'numberLastFour' | 'productType' | 'currency' | 'status' | 'daysPastDue'>,
) {
  const { numberLastFour, productType, currency, status, daysPastDue } = debt;
  return { numberLastFour, productType, currency, status, daysPastDue };
}

function lines(of: (line: BalanceLine) => string): Lines<string> {
  return Object.fromEntries(balanceLines.map((line) => [line, of(line)])) as Lines<string>;
}
