import {
  type AgreementDocument,
  type ClauseBlock,
  type ClauseKey,
  clauseBlocks,
  type MoneyText,
  type ScheduleRow,
  untrueClauses,
} from './agreement-document.ts';

/**
 * Refuses an agreement that lacks a required block or contradicts itself, before anybody signs it. All six
 * blocks are required in China (CN-PLAN-03); a pack that requires fewer says which.
 */
export function assertComplete(
  document: AgreementDocument,
  required: readonly ClauseBlock[] = clauseBlocks,
): void {
  const problems = [
    ...missingBlocks(document, required),
    ...balanceProblems(document),
    ...scheduleProblems(document),
    ...currencyProblems(document),
    ...clauseProblems(document),
  ];
  if (problems.length === 0) return;
  throw new Error(`The agreement ${document.agreementId} is not complete: ${problems.join('; ')}.`);
}

function missingBlocks({ clauses }: AgreementDocument, required: readonly ClauseBlock[]): string[] {
  return required
    .filter((block) => (clauses[block] ?? []).length === 0)
    .map((block) => `the block ${block} needs at least one clause`);
}

function balanceProblems({ balance, terms }: AgreementDocument): string[] {
  const { total, ...parts } = balance;
  const withInterest = units(total) + units(terms.totalInterest);
  return [
    ...mustBe('the sum of the parts of the balance', sumOf(Object.values(parts)), units(total)),
    ...mustBe('the balance with the interest that the plan adds', withInterest, units(terms.totalToPay)),
  ];
}

function scheduleProblems({ schedule, terms }: AgreementDocument): string[] {
  const first = schedule[0];
  const last = schedule.at(-1);
  if (!first || !last) return ['the schedule needs at least one instalment'];
  const paid = sumOf([terms.upFrontAmount, ...schedule.map((row) => row.amount)]);
  return [
    ...mustBe('the number of instalments', schedule.length, terms.count),
    ...mustBe('the sum of all payments', paid, units(terms.totalToPay)),
    ...mustBe('the first due date', first.dueOn, terms.firstDueOn),
    ...mustBe('the last due date', last.dueOn, terms.lastDueOn),
    ...mustBe('the last instalment', units(last.amount), units(terms.lastInstalmentAmount)),
    ...mustBe('what remains in the end', units(last.remaining), 0n),
    ...schedule.flatMap((row) =>
      mustBe(`the sum of the parts of ${row.number}`, partsOf(row), units(row.amount)),
    ),
  ];
}

function clauseProblems({ clauses, terms }: AgreementDocument): string[] {
  const untrue = untrueClauses(terms);
  const keys: readonly ClauseKey[] = Object.values(clauses).flat();
  return keys
    .filter((key) => untrue.includes(key))
    .map((key) => `the clause ${key} is not true of the terms`);
}

function currencyProblems({ schedule, terms, balance }: AgreementDocument): string[] {
  const { currency } = balance.total;
  const amounts = [balance, terms, ...schedule].flatMap((part) => Object.values(part)).filter(isMoneyText);
  const holds = amounts.every((amount) => amount.currency === currency);
  return holds ? [] : [`every amount must be in ${currency}`];
}

function isMoneyText(value: unknown): value is MoneyText {
  return typeof value === 'object' && value !== null && 'minorUnits' in value;
}

function mustBe<Value extends string | number | bigint>(what: string, found: Value, wanted: Value): string[] {
  return found === wanted ? [] : [`${what} is ${found} where the terms need ${wanted}`];
}

function partsOf({ principal, interest, fees, costs }: ScheduleRow): bigint {
  return sumOf([principal, interest, fees, costs]);
}

function sumOf(amounts: readonly MoneyText[]): bigint {
  return amounts.reduce((sum, amount) => sum + units(amount), 0n);
}

function units({ minorUnits }: MoneyText): bigint {
  return BigInt(minorUnits);
}
