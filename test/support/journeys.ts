import { setTimeout as sleep } from 'node:timers/promises';
import { getNamedType, isUnionType } from 'graphql';
import { newId } from '../../server/kernel/id.ts';
import type { TestApp } from './app.ts';
import type { As } from './graph-client.ts';
import { newestCode } from './sign-in.ts';

/** What people do, over the graph; each step throws when it is not answered by its success. */

export interface Money {
  readonly amount: string;
  readonly currency: string;
}
export interface Terms {
  readonly instalmentCount?: number;
  readonly instalmentAmount?: Money;
  readonly frequency?: string;
  readonly firstDueOn?: string;
  readonly upFront?: Money;
  readonly message?: string;
}
export interface Proposal {
  readonly id: string;
  readonly version: number;
  readonly status: string;
}
export interface Signed {
  readonly plan: { readonly id: string };
  readonly agreement: { readonly id: string; readonly verificationCode: string };
}

/** Within the default policies, which agree at once … */
export const modest: Terms = { instalmentCount: 12, frequency: 'MONTHLY', firstDueOn: '2026-12-22' };
/** … and with a first due date that an agent has to look at. */
export const bold: Terms = { ...modest, firstDueOn: '2027-01-20' };

/** Sends a mutation with this input and answers these fields of its success. */
export async function act<Success>(
  { ask, schema }: TestApp,
  as: As,
  mutation: string,
  input: object,
  fields = '__typename',
): Promise<Success> {
  const field = schema.getMutationType()!.getFields()[mutation]!;
  const type = getNamedType(field.type);
  const members = isUnionType(type) ? type.getTypes() : [];
  const refusals = members.filter((each) => each.getInterfaces().length > 0);
  const success = members.find((each) => !refusals.includes(each)) ?? type;
  const said = refusals.map((each) => {
    const details = 'fields' in each.getFields() ? 'fields { path code message }' : '';
    return `... on ${each.name} { code message ${details} }`;
  });
  const document = `mutation ($input: ${field.args[0]!.type}) {
    answer: ${mutation}(input: $input) { __typename ... on ${success.name} { ${fields} } ${said.join(' ')} } }`;
  const { answer } = await ask<{ answer: { __typename: string } }>(document, { input }, as);
  if (answer.__typename !== success.name) throw new Error(`${mutation}: ${JSON.stringify(answer)}`);
  return answer as Success;
}

export async function propose(app: TestApp, as: As, debtId: string, terms = modest): Promise<Proposal> {
  return proposalOf(app, as, 'proposePlan', { id: newId(), debtId, ...terms });
}

export async function counter(app: TestApp, as: As, to: Proposal, terms: Terms): Promise<Proposal> {
  return proposalOf(app, as, 'counterPlan', { ...decisionOn(to), ...terms });
}

export async function accept(app: TestApp, as: As, proposal: Proposal): Promise<Proposal> {
  return proposalOf(app, as, 'acceptPlan', decisionOn(proposal));
}

export async function decline(app: TestApp, as: As, proposal: Proposal, reason: string): Promise<Proposal> {
  return proposalOf(app, as, 'declinePlan', { ...decisionOn(proposal), reason });
}

async function proposalOf(app: TestApp, as: As, mutation: string, input: object): Promise<Proposal> {
  const fields = 'proposal { id version status }';
  return (await act<{ proposal: Proposal }>(app, as, mutation, input, fields)).proposal;
}

function decisionOn({ id: proposalId, version }: Proposal) {
  return { id: newId(), proposalId, version };
}

/** Signs what was agreed, with a code that is sent to this number. */
export async function sign(app: TestApp, as: As, agreed: Proposal, phone: string): Promise<Signed> {
  const request = { id: newId(), proposalId: agreed.id };
  const { challengeId } = await act<{ challengeId: string }>(
    app,
    as,
    'requestSigningCode',
    request,
    'challengeId',
  );
  const signature = { challengeId, code: await newestCode(app, phone), disclosureConfirmed: true };
  const fields = 'plan { id } agreement { id verificationCode }';
  return act(app, as, 'signAgreement', { ...decisionOn(agreed), ...signature }, fields);
}

/** Pays on the sandbox's page, and waits until its notice has been booked. */
export async function pay(app: TestApp, as: As, debtId: string, amount: Money): Promise<string> {
  const payment = await startPayment(app, as, debtId, amount);
  const page = new URL(payment.checkoutUrl).pathname;
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  await app.server.inject({ method: 'POST', url: page, headers: form, payload: 'choice=PAY' });
  for (let tries = 0; tries < 100; tries += 1) {
    const { node } = await app.ask<{ node: { status: string } }>(
      'query ($id: ID!) { node(id: $id) { ... on Payment { status } } }',
      payment,
      as,
    );
    if (node.status === 'SUCCEEDED') return payment.id;
    await sleep(50);
  }
  throw new Error('The payment did not succeed within 5 seconds.');
}

export async function startPayment(app: TestApp, as: As, debtId: string, amount: Money) {
  const input = { id: newId(), debtId, amount };
  const fields = 'payment { id checkoutUrl }';
  return (await act<{ payment: { id: string; checkoutUrl: string } }>(app, as, 'startPayment', input, fields))
    .payment;
}
