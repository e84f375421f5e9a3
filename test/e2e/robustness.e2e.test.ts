import { gzipSync } from 'node:zlib';
import type { Browser, Response } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { type PortalApp, type PortalPerson, portalApp } from '../support/portal-app.ts';
import { signInDebtor } from '../support/sign-in.ts';
import { Visitor } from '../support/visitor.ts';
import { chooseFirstPayment } from './steps.ts';

let app: PortalApp;
let browser: Browser;
let people: PortalPerson[];
beforeAll(async () => {
  [app, browser] = await Promise.all([portalApp(), launchBrowser()]);
  people = await app.people('JIANGHAI', 20);
});
afterAll(async () => {
  await browser?.close();
  await app?.close();
});

/** Somebody new, signed in already, with nothing open. */
async function arriveSignedIn() {
  const player = people.pop()!;
  const as = await signInDebtor(app, player);
  const person = await Visitor.arrive(browser, app, { locale: 'en' });
  await person.carry(as);
  const [, debtorId, debtId] = player.debtId.split('.');
  const count = async (table: 'plan_proposal' | 'payment' | 'agreement') =>
    (await app.sql(`select from ${table} where debtor_id = $1`, [debtorId])).length;
  return { person, player, as, count, account: `/account/${player.debtId}`, debtId };
}

const kept = (person: Visitor) =>
  person.page.getByRole('radio', { name: new RegExp(`^${person.t('plan.option.own')}`) });

test('a double tap sends one proposal, one payment, one signature', async () => {
  const { person, count, account } = await arriveSignedIn();
  await person.open(`${account}/plan`);
  await person.words('verdict.atOnce.title').waitFor();
  await person.button('plan.builder.check').click();
  await person.button('check.send').dblclick();
  await person.heading('proposal.title.ACCEPTED').waitFor();
  expect(await count('plan_proposal')).toBe(1);

  await person.button('proposal.sign').click();
  await person.heading('sign.title').waitFor();
  await person.field('code.label').fill(await person.newestCode());
  await person.page.getByRole('checkbox').check();
  await person.button('sign.submit').dblclick();
  await person.heading('agreement.done.title').waitFor();
  expect(await count('agreement')).toBe(1);

  await person.open(`${account}/pay`);
  await person.words('pay.after').waitFor();
  await person.button('pay.submit').dblclick();
  await person.page.waitForURL('**/sandbox/pay/**');
  expect(await count('payment')).toBe(1);
  expect(person.troubles).toEqual([]);
  await person.leave();
});

test('what was typed in the builder survives a reload, and "back" goes back', async () => {
  const { person, account } = await arriveSignedIn();
  await person.open('/');
  await person.link('home.toAccount').click();
  await person.link('home.makePlan').click();
  await chooseFirstPayment(person, 20);
  await person.field('plan.builder.count').fill('7');
  await person.page.getByText('7 times', { exact: false }).first().waitFor();
  await person.page.reload();
  expect(await person.field('plan.builder.count').inputValue()).toBe('7');
  expect(await kept(person).isChecked()).toBe(true);
  await person.words('plan.terms.total').waitFor();
  await person.button('plan.builder.check').click();
  await person.field('check.message').fill('Half a message');
  await person.page.reload();
  expect(await person.field('check.message').inputValue()).toBe('Half a message');

  await person.page.goBack();
  expect(await person.field('plan.builder.count').inputValue()).toBe('7');
  await person.page.goBack();
  await person.heading('account.sum.title').waitFor();
  expect(new URL(person.page.url()).pathname).toBe(account);
  await person.page.goBack();
  await person.heading('home.title').waitFor();
  expect(person.troubles).toEqual([]);
  await person.leave();
});

test('after sending, "back" does not lead to sending again', async () => {
  const { person, account } = await arriveSignedIn();
  await person.open(account);
  await person.link('home.makePlan').click();
  await person.words('verdict.atOnce.title').waitFor();
  await person.button('plan.builder.check').click();
  await person.button('check.send').click();
  await person.heading('proposal.title.ACCEPTED').waitFor();
  await person.page.goBack();
  await person.heading('plan.running.proposal.title').waitFor();
  await person.leave();
});

test('a session that ended leads to signing in, and back to where one was', async () => {
  const { person, player, account } = await arriveSignedIn();
  await person.open(`${account}/plan`);
  await chooseFirstPayment(person, 20);
  await person.field('plan.builder.count').fill('9');
  await person.page.getByText('9 times', { exact: false }).first().waitFor();
  app.clock.advance({ minutes: 16 });
  await person.field('plan.builder.count').fill('8');
  await person.heading('signIn.ended.title').waitFor();
  await person.signIn(player);
  await person.heading('plan.builder.title').waitFor();
  expect(await person.field('plan.builder.count').inputValue()).toBe('8');

  app.clock.advance({ minutes: 16 });
  await person.open(account);
  await person.heading('signIn.title').waitFor();
  await person.signIn(player);
  await person.heading('account.sum.title').waitFor();
  await person.leave();
});

test('the browser asks before it ends an idle session, and ends it', async () => {
  const { person, account } = await arriveSignedIn();
  await person.page.clock.install();
  await person.open(account);
  await person.heading('account.sum.title').waitFor();
  await person.button('ui.signOut').first().waitFor();
  await person.page.clock.fastForward('13:30');
  await person.heading('ui.idle.title').waitFor();
  await person.button('ui.idle.stay').click();
  await person.heading('ui.idle.title').waitFor({ state: 'hidden' });
  await person.page.clock.fastForward('16:00');
  await person.heading('signIn.ended.title').waitFor();
  expect(person.troubles).toEqual([]);
  await person.leave();
});

test('a wrong code says how many tries are left', async () => {
  const [player] = people.slice(-1);
  const person = await Visitor.arrive(browser, app, { locale: 'en' });
  await askForCode(person, player!.reference, player!.birthDate);
  const code = await person.newestCode();
  const wrong = code === '000000' ? '000001' : '000000';
  for (const left of [4, 3, 2]) {
    await person.field('code.label').fill(wrong);
    await person.button('code.submit').click();
    const told = `${person.t('problem.CODE_WRONG')} ${person.t('code.triesLeft', { count: left })}`;
    await person.page.getByRole('alert').getByText(told).waitFor();
  }
  await person.field('code.label').fill(code);
  await person.button('code.submit').click();
  await person.heading('home.title').waitFor();
  expect(person.troubles).toEqual([]);
  await person.leave();
});

test('whether a reference exists cannot be seen', async () => {
  const { player } = { player: people.pop()! };
  const person = await Visitor.arrive(browser, app, { locale: 'en' });
  const shown: string[] = [];
  for (const [reference, fact] of [
    [player.reference, player.birthDate],
    [player.reference, '1901-01-01'],
    ['AAAA-BBBB-CC', player.birthDate],
  ] as const) {
    await askForCode(person, reference, fact);
    await person.field('code.label').fill('12');
    await person.button('code.submit').click();
    await person.heading('ui.errors.title').waitFor();
    shown.push((await person.page.locator('main').innerText()).replace(/\d+/g, '#'));
    await person.page.evaluate(() => sessionStorage.clear());
  }
  expect(new Set(shown).size).toBe(1);
  expect(person.troubles).toEqual([]);
  await person.leave();
});

test('without a connection it says so, keeps what was typed, and goes on', async () => {
  const { person, account } = await arriveSignedIn();
  await person.open(`${account}/pay`);
  await person.field('pay.amount').fill('100');
  await person.words('pay.after').waitFor();
  await person.context.setOffline(true);
  await person.words('ui.offline').waitFor();
  await person.button('pay.submit').click();
  await person.heading('ui.trouble.OFFLINE.title').waitFor();
  await person.context.setOffline(false);
  await person.words('ui.offline').waitFor({ state: 'detached' });
  expect(await person.field('pay.amount').inputValue()).toBe('100');
  await person.button('pay.submit').click();
  await person.page.waitForURL('**/sandbox/pay/**');
  await person.leave();
});

test('at most 100 KB of JavaScript travel before the start page shows', async () => {
  const { person } = await arriveSignedIn();
  const scripts: Response[] = [];
  person.page.on('response', (response) => {
    if (response.request().resourceType() === 'script') scripts.push(response);
  });
  await person.open('/');
  await person.words('home.next').waitFor();
  const bodies = await Promise.all(scripts.slice().map((script) => script.body()));
  const bytes = bodies.reduce((sum, body) => sum + gzipSync(body).length, 0);
  console.log(bytes);
  expect(bytes).toBeGreaterThan(10_000);
  expect(bytes).toBeLessThanOrEqual(100 * 1024);
  await person.leave();
});

async function askForCode(person: Visitor, reference: string, fact: string): Promise<void> {
  await person.open('/sign-in');
  await person.field('signIn.reference').fill(reference);
  await person.field('signIn.fact').fill(fact);
  await person.button('signIn.send').click();
  await person.heading('code.title').waitFor();
}
