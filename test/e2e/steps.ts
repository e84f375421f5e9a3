import { expect } from 'vitest';
import type { WordKey } from '../../portal/src/words.tsx';
import { inDays } from '../support/cast.ts';
import type { Say } from '../support/portal-words.ts';
import type { Visitor } from '../support/visitor.ts';

/** What people do in the stories, and how one sees what came of it. */

export async function chooseFirstPayment(person: Visitor, days: number): Promise<void> {
  const own = new RegExp(`^${person.t('plan.option.own')}`);
  await person.page.getByRole('radio', { name: own }).check();
  await person.field('plan.builder.firstDueOn').fill(inDays(person.app, days));
}

/** From the builder: check, and send. */
export async function propose(person: Visitor, message?: string): Promise<void> {
  await person.button('plan.builder.check').click();
  if (message) await person.field('check.message').fill(message);
  await person.button('check.send').click();
  await person.heading('proposal.rounds').waitFor();
}

/** From the proposal that both sides agree to, with the code that is sent. */
export async function sign(person: Visitor): Promise<void> {
  await person.button('proposal.sign').click();
  await person.heading('sign.title').waitFor();
  await person.field('code.label').fill(await person.newestCode());
  await person.page.getByRole('checkbox', { name: person.t('sign.confirm') }).check();
  await person.button('sign.submit').click();
  await person.heading('agreement.done.title').waitFor();
}

/** What an agent sees of the day, without loading anything anew. */
export function deskOf(agent: Visitor) {
  const region = (key: WordKey) => agent.page.getByRole('region', { name: agent.t(key) });
  const feed = region('agent.feed.title');
  return {
    isLive: () => agent.words('agent.feed.state.OPEN').waitFor(),
    hears: (key: WordKey, values: Parameters<Say>[1]) =>
      feed.getByText(agent.t(key, values), { exact: true }).first().waitFor(),
    /** Opens what waits for an answer. */
    take: (name: string) => region('agent.queue.title').getByRole('link', { name }).click(),
    goBack: async () => {
      await agent.link('agent.today.title').first().click();
      await feed.waitFor();
    },
  };
}

/** Another offer than the one on the page, within the policy. */
export async function counterWith(agent: Visitor, firstDueOn: string, message: string): Promise<void> {
  await agent.link('agent.decide.counter').click();
  await agent.words('agent.rules.outcome.REFER').waitFor();
  await agent.field('plan.builder.firstDueOn').fill(firstDueOn);
  await agent.field('agent.counter.message').fill(message);
  await agent.words('agent.rules.outcome.REFER').waitFor({ state: 'detached' });
  await agent.button('agent.counter.send').click();
  await agent.heading('agent.proposal.status.AWAITING_DEBTOR').waitFor();
}

/** What is left, in minor units, after adding up the lines as a person would. */
export async function readBalance({ page, heading }: Visitor): Promise<number> {
  const card = page.locator('section').filter({ has: heading('account.sum.title') });
  const lines = (await card.innerText()).matchAll(/(?:([+−=]) )?(-?)[A-Z]*[£¥$]([\d,]+\.\d\d)/g);
  const amounts = [...lines].map(
    ([, sign, minus, figures]) => (sign === '−' || minus ? -1 : 1) * cents(figures!),
  );
  const total = amounts.pop();
  expect(amounts.reduce((sum, amount) => sum + amount, 0)).toBe(total);
  return total!;
}

export function cents(figures: string): number {
  return Number(figures.replace(/\D/g, ''));
}

/** What is pressed from now on, with a finger or a mouse. */
export async function countTaps({ page, context }: Visitor): Promise<string[]> {
  const taps: string[] = [];
  await context.exposeBinding('tapped', (_source, what: string) => void taps.push(what));
  const listen = () => {
    const { tapped } = window as unknown as { tapped: (what: string) => void };
    addEventListener('pointerup', ({ target }) => tapped((target as HTMLElement).innerText), true);
  };
  await page.addInitScript(listen);
  await page.evaluate(listen);
  return taps;
}

/** Leaves a mark that goes with the next load of the page. */
export async function mark({ page }: Visitor): Promise<void> {
  await page.evaluate(() => Object.assign(window, { marked: true }));
}

export function isMarked({ page }: Visitor): Promise<boolean> {
  return page.evaluate(() => 'marked' in window);
}

/** The person is "you", on every screen and for every moment. */
export function wordsThatJudge({ screens }: Visitor): string[] {
  return [...screens].flatMap((text) => text.match(/.*(debtor|collect(ion|or)|债务人|催收).*/i)?.[0] ?? []);
}
