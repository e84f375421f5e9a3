import { Readable } from 'node:stream';
import type { PortfolioRecord } from '../../server/features/portfolios/portfolio-record.ts';
import { system } from '../../server/identity/actor.ts';
import { newId } from '../../server/kernel/id.ts';
import type { TestApp } from './app.ts';
import type { PersonOnFile } from './sign-in.ts';

type Creditor = PortfolioRecord['creditor'];
type Debtor = PortfolioRecord['debtor'];
type Account = PortfolioRecord['account'];
export interface DebtChoices extends Partial<Account> {
  readonly principal?: string;
  readonly interest?: string;
  readonly fees?: string;
  readonly costs?: string;
  readonly asOf?: string;
  readonly history?: PortfolioRecord['history'];
}
export interface SeededCreditor {
  readonly id: string;
  readonly code: string;
}
export interface SeededDebtor extends PersonOnFile {
  readonly id: string;
  readonly externalId: string;
}
export interface SeededDebt {
  /** Public id. */
  readonly id: string;
  readonly rowId: string;
  readonly debtorId: string;
  readonly creditorId: string;
}
export interface Seeded {
  readonly creditors: readonly SeededCreditor[];
  readonly debtors: readonly SeededDebtor[];
  readonly debts: readonly SeededDebt[];
}

let count = 0;
function number(): string {
  count += 1;
  return String(count).padStart(6, '0');
}

/** `seed(app).creditor().debtor().debt().debt().debtor().debt().load()`: each debt is of the debtor before it. */
export function seed(app: TestApp): Seed {
  return new Seed(app);
}

class Seed {
  readonly #records: PortfolioRecord[] = [];
  #creditor: Creditor | undefined;
  #debtor: Debtor | undefined;

  constructor(private readonly app: TestApp) {}

  creditor(choices: Partial<Creditor> = {}): this {
    const usual = { jurisdiction: 'CN', currency: 'CNY', timeZone: 'Asia/Shanghai' } as const;
    this.#creditor = { code: `BANK-${number()}`, name: '江海银行', ...usual, ...choices };
    return this;
  }

  debtor(choices: Partial<Debtor> = {}): this {
    if (!this.#creditor) this.creditor();
    const { timeZone } = this.#creditor!;
    this.#debtor = {
      externalId: `P-${number()}`,
      name: '林梅',
      birthDate: '1990-01-31',
      lastFour: '123X',
      language: 'zh-CN',
      timeZone,
      contactPoints: [{ channel: 'SMS', value: `+8610000${number()}`, source: 'CONTRACT' }],
      ...choices,
    };
    return this;
  }

  debt({ principal, interest, fees, costs, asOf, history, ...account }: DebtChoices = {}): this {
    if (!this.#debtor) this.debtor();
    this.#records.push({
      creditor: this.#creditor!,
      debtor: this.#debtor!,
      account: {
        externalId: `A-${number()}`,
        productType: 'CREDIT_CARD',
        lastFour: '4821',
        currency: this.#creditor!.currency,
        openedOn: '2024-03-01',
        defaultedOn: '2026-09-20',
        dailyRate: '0.0005',
        dayCount: 'ACT_365F',
        ...account,
      },
      balance: {
        asOf: asOf ?? '2026-10-31',
        principal: principal ?? '12000.00',
        interest: interest ?? '0',
        fees: fees ?? '0',
        costs: costs ?? '0',
      },
      history,
    });
    return this;
  }

  /** Through the import, as a creditor's file comes in. */
  async load(): Promise<Seeded> {
    const lines = this.#records.map((record) => `${JSON.stringify(record)}\n`);
    const result = await this.app.portfolios.service.importPortfolio(system, {
      id: newId(),
      fileName: 'seed.ndjson',
      format: 'NDJSON',
      open: () => Readable.from(lines),
    });
    if (!result.ok || result.value.rowsLoaded !== lines.length) {
      const errors = await this.app.sql('select line, column_name, message from import_row_error');
      throw new Error(`The seed was not loaded: ${JSON.stringify([result, errors])}`);
    }
    return this.#loaded();
  }

  async #loaded(): Promise<Seeded> {
    const { sql } = this.app;
    const records = JSON.stringify(
      this.#records.map(({ creditor, debtor, account }, at) => ({
        at,
        code: creditor.code,
        person: debtor.externalId,
        account: account.externalId,
      })),
    );
    const rows = await sql<{
      at: number;
      debtor_id: string;
      debt_id: string;
      creditor_id: string;
      reference: string;
    }>(
      `select r.at, d.debtor_id, d.debt_id, c.id as creditor_id, known.reference
         from json_to_recordset($1) as r (at int, code text, person text, account text)
         join creditor c on c.code = r.code
         join external_debt d on d.creditor_id = c.id and d.external_id = r.account
         join debtor_creditor known on known.debtor_id = d.debtor_id and known.creditor_id = c.id
        order by r.at`,
      [records],
    );
    const debts = rows.map(({ debtor_id: debtorId, debt_id: rowId, creditor_id: creditorId }) => ({
      ...{ rowId, debtorId, creditorId },
      id: `Debt.${debtorId}.${rowId}`,
    }));
    const debtors = rows.map(({ at, debtor_id: id, reference }) => {
      const { externalId, birthDate, contactPoints } = this.#records[at]!.debtor;
      return { id, externalId, reference, birthDate, phone: contactPoints[0]?.value ?? '' };
    });
    const creditors = rows.map(({ at, creditor_id: id }) => ({ id, code: this.#records[at]!.creditor.code }));
    return { creditors: unique(creditors), debtors: unique(debtors), debts };
  }
}

function unique<T extends { readonly id: string }>(list: readonly T[]): T[] {
  return [...new Map(list.map((each) => [each.id, each])).values()];
}
