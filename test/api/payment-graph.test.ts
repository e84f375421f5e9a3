import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../server/kernel/id.ts';
import { type TestApp, testApp } from '../support/app.ts';
import type { As } from '../support/graph-client.ts';
import { type Seeded, seed } from '../support/seed.ts';
import { signInAgent, signInDebtor } from '../support/sign-in.ts';

/** Preview, start, pay and read again, as a portal does. */
let app: TestApp;
let seeded: Seeded;
let person: As;
beforeAll(async () => {
  app = await testApp();
  const money = { principal: '1000.00', fees: '30.00', asOf: '2026-11-22' };
  seeded = await seed(app).creditor().debtor().debt(money).debtor().debt(money).load();
  person = await signInDebtor(app, seeded.debtors[0]!);
});
afterAll(() => app.close());

const preview = `query ($debtId: ID!, $amount: MoneyInput!) { previewPayment(debtId: $debtId, amount: $amount) {
  __typename
  ... on PaymentPreview { allocation { component amount { amount } } allocationOrder daysPastDue
    balanceBefore { amount } balanceAfter { amount currency } }
  ... on InvalidInputError { fields { code path } } } }`;
const start = `mutation ($input: StartPaymentInput!) { startPayment(input: $input) {
  __typename
  ... on StartPaymentSuccess { payment { id status checkoutUrl amount { amount currency } } }
  ... on InvalidInputError { fields { code path } }
  ... on NotAllowedNowError { code } } }`;
const payment = `query ($id: ID!) { node(id: $id) { ... on Payment { status effectiveOn allocationOrder daysPastDue
  allocation { component amount { amount } } receipt { number issuedAt } settledAt
  debt { balance { total { amount } paid { amount } } } } } }`;
const cny = (amount: string) => ({ amount, currency: 'CNY' });

interface Begun {
  readonly startPayment: { readonly payment: { id: string; checkoutUrl: string } };
}

describe('paying through the graph', () => {
  it('does what the preview said, and gives a receipt', async () => {
    const debtId = seeded.debts[0]!.id;
    const told = await app.ask<{ previewPayment: object }>(preview, { debtId, amount: cny('50.00') }, person);
    expect(told.previewPayment).toEqual({
      __typename: 'PaymentPreview',
      allocation: [
        { component: 'FEES', amount: { amount: '30.00' } },
        { component: 'PRINCIPAL', amount: { amount: '20.00' } },
      ],
      ...{ allocationOrder: 'CN_CARD_DPD_LE_90', daysPastDue: 63 },
      balanceBefore: { amount: '1030.00' },
      balanceAfter: { amount: '980.00', currency: 'CNY' },
    });
    const input = { id: newId(), debtId, amount: cny('50.00') };
    const begun = await app.ask<Begun>(start, { input }, person);
    const { id, checkoutUrl } = begun.startPayment.payment;
    expect(begun.startPayment.payment).toMatchObject({ status: 'PENDING', amount: cny('50.00') });
    expect(await app.ask(start, { input }, person)).toEqual(begun);

    const page = `${app.url}${new URL(checkoutUrl).pathname}`;
    expect((await fetch(page)).headers.get('content-security-policy')).toContain(
      "default-src 'none'; style-src 'sha256-",
    );
    const paid = await fetch(page, {
      method: 'POST',
      redirect: 'manual',
      body: new URLSearchParams({ choice: 'PAY' }),
    });
    expect(paid.headers.get('location')).toBe(`http://localhost:4000/payment/${id}`);
    const { node } = await app.ask<{ node: object }>(payment, { id }, person);
    expect(node).toMatchObject({
      ...{ status: 'SUCCEEDED', effectiveOn: '2026-11-22', settledAt: '2026-11-22T08:00:00.000Z' },
      allocation: (told.previewPayment as { allocation: object[] }).allocation,
      ...{ allocationOrder: 'CN_CARD_DPD_LE_90', daysPastDue: 63 },
      receipt: { number: expect.stringMatching(/^R20261122-/), issuedAt: '2026-11-22T08:00:00.000Z' },
      debt: { balance: { total: { amount: '980.00' }, paid: { amount: '50.00' } } },
    });
    expect(app.logged).toEqual([]);
  });

  it('says which field is wrong', async () => {
    const debtId = seeded.debts[0]!.id;
    const wrong = {
      __typename: 'InvalidInputError',
      fields: [{ code: 'AMOUNT_ABOVE_BALANCE', path: ['amount', 'amount'] }],
    };
    expect(await app.ask(preview, { debtId, amount: cny('9999') }, person)).toEqual({
      previewPayment: wrong,
    });
    const input = { id: newId(), debtId, amount: cny('9999') };
    expect(await app.ask(start, { input }, person)).toEqual({ startPayment: wrong });
  });

  it('knows nothing of other people’s debts, and nobody pays for somebody else', async () => {
    const debtId = seeded.debts[1]!.id;
    const code = async (document: string, variables: object, as: As) =>
      (await app.graphql(document, variables, as)).errors?.[0]?.extensions?.code;
    const input = { id: newId(), debtId, amount: cny('1') };
    expect(await code(preview, { debtId, amount: cny('1') }, person)).toBe('NOT_FOUND');
    expect(await code(start, { input }, person)).toBe('NOT_FOUND');
    expect(await code(start, { input: { ...input, debtId: 'nonsense' } }, person)).toBe('BAD_USER_INPUT');
    expect(await code(start, { input }, {})).toBe('UNAUTHENTICATED');
    const agent = await signInAgent(app, 'ADMIN', [seeded.creditors[0]!.id]);
    expect(await code(start, { input }, agent.as)).toMatch(/^(FORBIDDEN|NOT_FOUND)$/);
    expect(await app.ask(preview, { debtId, amount: cny('1') }, agent.as)).toMatchObject({
      previewPayment: { __typename: 'PaymentPreview' },
    });
  });
});
