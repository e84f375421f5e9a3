import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { wordsFor } from '../../server/locales/words.ts';
import { launchBrowser } from '../support/browser.ts';
import { inDays } from '../support/cast.ts';
import { propose as graphPropose } from '../support/journeys.ts';
import { type PortalApp, portalApp } from '../support/portal-app.ts';
import { signInAgent, signInDebtor } from '../support/sign-in.ts';
import { Visitor } from '../support/visitor.ts';
import {
  cents,
  chooseFirstPayment,
  counterWith,
  countTaps,
  deskOf,
  isMarked,
  mark,
  propose,
  readBalance,
  sign,
  wordsThatJudge,
} from './steps.ts';

let app: PortalApp;
let browser: Browser;
beforeAll(async () => {
  [app, browser] = await Promise.all([portalApp(), launchBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await app?.close();
});

const stories = [
  { locale: 'zh-CN', creditorCode: 'JIANGHAI', language: 'ZH_CN', seat: 0 },
  { locale: 'en', creditorCode: 'THAMES', language: 'EN', seat: 1 },
] as const;

describe.each(stories)('in $locale', ({ locale, creditorCode, language, seat }) => {
  test('a plan outside of the policy is negotiated, signed, checked and paid', async () => {
    const shown = app.demo.debtors.filter((debtor) => debtor.language === language).at(-1)!;
    const { name } = shown;
    const agent = await Visitor.arrive(browser, app, { locale, size: 'desk' });
    const person = await Visitor.arrive(browser, app, { locale });
    await agent.open('/agent');
    await agent.signInAsAgent(app.demo.agents[seat]!);
    const desk = deskOf(agent);
    await desk.isLive();
    await mark(agent);

    await person.open('/');
    await person.signIn(shown);
    await person.link('home.toAccount').first().click();
    const owed = await readBalance(person);
    await person.link('home.makePlan').click();
    await chooseFirstPayment(person, 60);
    await person.words('verdict.person.title').waitFor();
    await propose(person, 'It begins late. 开始得晚一些。');
    await person.heading('proposal.title.AWAITING_CREDITOR').waitFor();

    await desk.hears('agent.event.SIGNED_IN', { name });
    await desk.hears('agent.event.PLAN_VIEWED', { name });
    await desk.hears('agent.event.PLAN_REFERRED', { name });
    await desk.take(name);
    await agent.page.getByText('It begins late. 开始得晚一些。').first().waitFor();
    await counterWith(agent, inDays(app, 30), 'Earlier, please. 请早一些。');
    await desk.goBack();

    await person.link('ui.toStart').click();
    await person.link('next.ANSWER.button').first().click();
    await person.page.getByText('Earlier, please. 请早一些。').first().waitFor();
    const moved = [person.t('plan.terms.firstDueOn'), person.t('plan.terms.lastDueOn')];
    expect(await changedTerms(person)).toEqual(expect.arrayContaining(moved));
    await person.button('proposal.accept').click();
    await desk.hears('agent.event.PLAN_ACCEPTED', { name, actor: 'DEBTOR', who: name });
    await sign(person);
    await desk.hears('agent.event.AGREEMENT_SIGNED', { name });
    await checkPaper(person);

    const paid = await payInstalment(person);
    await desk.hears('agent.event.PAYMENT_STARTED', { name });
    await desk.hears('agent.event.PAYMENT_SUCCEEDED', { name });
    await person.link('ui.toStart').click();
    await person.link('home.toAccount').first().click();
    expect(await readBalance(person)).toBe(owed - paid);

    expect(await isMarked(agent), 'the desk was never loaded anew').toBe(true);
    expect([...agent.troubles, ...person.troubles]).toEqual([]);
    expect(wordsThatJudge(person)).toEqual([]);
    await Promise.all([agent.leave(), person.leave()]);
  });

  test('a plan within the policy is agreed at once, and signed with six taps', async () => {
    const [player] = await app.people(creditorCode, 1);
    const person = await Visitor.arrive(browser, app, { locale });
    await person.open('/');
    await person.signIn(player!);
    const makePlan = person.link('next.MAKE_PLAN.button').first();
    await makePlan.waitFor();
    const taps = await countTaps(person);
    await makePlan.click();
    await person.words('verdict.atOnce.title').waitFor();
    await propose(person);
    await sign(person);
    expect(taps).toHaveLength(6);
    expect(person.troubles).toEqual([]);
    expect(wordsThatJudge(person)).toEqual([]);
    await person.leave();
  });
});

test('two agents decide at once: one does, the other learns who was quicker and what they did', async () => {
  const [, player] = await app.people('THAMES', 2);
  const as = await signInDebtor(app, player!);
  const terms = { instalmentCount: 12, frequency: 'MONTHLY', firstDueOn: inDays(app, 60) };
  const { id } = await graphPropose(app, as, player!.debtId, terms);
  const creditors = await app.sql<{ id: string }>('select id from creditor');
  const creditorIds = creditors.map((creditor) => creditor.id);
  const agents: Visitor[] = [];
  for (const role of ['AGENT', 'SUPERVISOR'] as const) {
    const agent = await Visitor.arrive(browser, app, { locale: 'en', size: 'desk' });
    await agent.carry((await signInAgent(app, role, creditorIds)).as);
    await agent.open(`/agent/proposal/${id}`);
    await agent.button('agent.decide.accept').first().click();
    agents.push(agent);
  }
  await Promise.all(agents.map((agent) => dialogButton(agent).click()));
  await Promise.all(agents.map((agent) => agent.heading('agent.proposal.status.ACCEPTED').waitFor()));
  const told = await Promise.all(
    agents.map(({ page, t }) =>
      page
        .getByRole('alert')
        .filter({ hasText: t('agent.conflict.title') })
        .allInnerTexts(),
    ),
  );
  expect(told.map((notices) => notices.length).sort()).toEqual([0, 1]);
  const quicker = told[0]!.length === 0 ? 'AGENT Wen' : 'SUPERVISOR Wen';
  expect(told.flat()[0]).toContain(`${quicker} accepted`);
  expect(agents.flatMap(({ troubles }) => troubles)).toEqual([]);
  await Promise.all(agents.map((agent) => agent.leave()));
});

function dialogButton({ page, t }: Visitor) {
  return page.getByRole('dialog').getByRole('button', { name: t('agent.decide.accept') });
}

/** The terms that the newer offer marks as changed. */
async function changedTerms({ page, t }: Visitor): Promise<string[]> {
  const rows = page.getByRole('table', { name: t('offer.difference') }).getByRole('row');
  return rows
    .filter({ hasText: t('offer.changed') })
    .getByRole('rowheader')
    .allInnerTexts();
}

/** The paper is the person's own; whoever holds it can check it without signing in. */
async function checkPaper(person: Visitor): Promise<void> {
  const path = (await person.link('agreement.pdf').getAttribute('href'))!;
  const pdf = await person.context.request.get(path);
  expect([pdf.status(), pdf.headers()['content-type']]).toEqual([200, 'application/pdf']);
  expect((await pdf.body()).subarray(0, 5).toString()).toBe('%PDF-');
  const hash = await person.page.getByText(/^[0-9a-f]{64}$/).innerText();
  const verifyPath = (await person.link('agreement.verify').getAttribute('href'))!;

  const stranger = await Visitor.arrive(browser, app, { locale: person.locale });
  expect((await stranger.context.request.get(path)).status()).toBe(404);
  await stranger.open(verifyPath);
  await stranger.heading('verify.genuine').waitFor();
  await stranger.page.getByText(hash, { exact: true }).waitFor();
  expect(stranger.troubles).toEqual([]);
  await stranger.leave();
}

/** Pays what is due next, and answers how much that was in minor units. */
async function payInstalment(person: Visitor): Promise<number> {
  await person.link('home.toPlan').click();
  await person.link('planPage.pay').click();
  await person.words('pay.after').waitFor();
  const amount = await person.field('pay.amount').inputValue();
  await person.button('pay.submit').click();
  const { t } = wordsFor(person.locale);
  await person.page.getByRole('button', { name: t('sandbox.pay'), exact: true }).click();
  await person.heading('receipt.title').waitFor();
  await person.link('home.toPlan').click();
  await person.words('instalment.status.PAID').waitFor();
  return cents(amount);
}
