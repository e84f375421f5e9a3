import type { WordKey } from '../../portal/src/words.tsx';
import { type Cast, inDays } from '../support/cast.ts';
import type { Visitor } from '../support/visitor.ts';
import type { Screen } from './screen.ts';

const home = () => '/';
const builder = ({ fresh }: Cast) => `/account/${fresh.debtId}/plan`;
const pay = (who: 'fresh' | 'signed') => (cast: Cast) => `/account/${cast[who].debtId}/pay`;
const counter = ({ answered }: Cast) => `/proposal/${answered.proposal.id}/counter`;

type Negotiator = 'waiting' | 'answered' | 'agreed' | 'declined' | 'signed';
function proposal(who: Negotiator, sees: WordKey, how = who as string): Screen {
  return { name: `proposal-${how}`, who, path: (cast) => `/proposal/${cast[who].proposal.id}`, sees };
}

function payment(how: keyof Cast['signed']['payments'], sees: WordKey): Screen {
  const path = ({ signed }: Cast) => `/payment/${signed.payments[how]}`;
  return { name: `payment-${how}`, who: 'signed', path, sees };
}

const press = (word: WordKey) => (visitor: Visitor) => visitor.button(word).click();

async function chooseOwn({ page, t, words }: Visitor): Promise<void> {
  await page.getByRole('radio', { name: new RegExp(`^${t('plan.option.own')}`) }).check();
  await words('plan.terms.total').waitFor();
}

async function chooseFirstPayment(visitor: Visitor, days: number): Promise<void> {
  await chooseOwn(visitor);
  await visitor.field('plan.builder.firstDueOn').fill(inDays(visitor.app, days));
}

export const openScreens: readonly Screen[] = [
  { name: 'sign-in', path: home, sees: 'signIn.title' },
  { name: 'sign-in-problems', path: home, sees: 'ui.errors.title', then: press('signIn.send') },
  {
    name: 'code',
    path: home,
    sees: 'code.title',
    then: async (visitor) => {
      await visitor.field('signIn.reference').fill('AAAA-BBBB-CC');
      await visitor.field('signIn.fact').fill('1901-01-01');
      await visitor.button('signIn.send').click();
    },
  },
  {
    name: 'code-wrong',
    path: () => '/sign-in/code',
    sees: 'ui.errors.title',
    then: async (visitor) => {
      await visitor.field('code.label').fill('000000');
      await visitor.button('code.submit').click();
    },
  },
  { name: 'is-this-real', path: () => '/is-this-real', sees: 'real.title' },
  { name: 'lost-phone', path: () => '/lost-phone', sees: 'lostPhone.title' },
  { name: 'not-me', path: () => '/not-me', sees: 'notMe.title' },
  {
    name: 'not-me-done',
    path: () => '/not-me',
    sees: 'notMe.done.title',
    then: async (visitor) => {
      await visitor.field('signIn.reference').fill('AAAA-BBBB-CC');
      await visitor.button('notMe.send').click();
    },
  },
  { name: 'verify', path: () => '/verify', sees: 'verify.title' },
  {
    name: 'verify-genuine',
    path: ({ signed }) => `/verify/${signed.agreement.verificationCode}`,
    sees: 'verify.genuine',
  },
  { name: 'verify-unknown', path: () => '/verify/AAAA-BBBB-CCCC', sees: 'verify.unknown.title' },
  { name: 'missing', path: () => '/no/such/page', sees: 'missing.title' },
  { name: 'outbox', path: () => '/outbox', then: ({ page }) => page.getByRole('listitem').first().waitFor() },
];

const homeScreens: readonly Screen[] = [
  { name: 'home-fresh', who: 'fresh', path: home, sees: 'home.next' },
  { name: 'home-waiting', who: 'waiting', path: home, sees: 'home.toProposal' },
  { name: 'home-answered', who: 'answered', path: home, sees: 'next.ANSWER.button' },
  { name: 'home-agreed', who: 'agreed', path: home, sees: 'next.SIGN.button' },
  { name: 'home-paying', who: 'signed', path: home, sees: 'next.PAY_LATER.button' },
  {
    name: 'home-loading',
    who: 'fresh',
    path: () => '/not-me',
    sees: 'ui.loading',
    then: async ({ page }) => {
      await page.route('**/graphql', () => undefined);
      await page.goto('/');
    },
  },
  {
    name: 'home-unreachable',
    who: 'fresh',
    path: () => '/not-me',
    sees: 'ui.trouble.OFFLINE.title',
    then: async ({ page }) => {
      await page.route('**/graphql', (route) => route.abort());
      await page.goto('/');
    },
  },
  {
    name: 'home-offline',
    who: 'fresh',
    path: home,
    sees: 'ui.offline',
    then: async ({ context, words }) => {
      await words('home.next').waitFor();
      await context.setOffline(true);
    },
  },
];

const accountScreens: readonly Screen[] = [
  {
    name: 'account',
    who: 'fresh',
    path: ({ fresh }) => `/account/${fresh.debtId}`,
    sees: 'ledger.kind.OPENING',
    then: async ({ page, words }) => {
      await words('account.sum.title').waitFor();
      for (const more of await page.locator('summary').all()) await more.click();
    },
  },
  {
    name: 'account-paying',
    who: 'signed',
    path: ({ signed }) => `/account/${signed.debtId}`,
    sees: 'account.hold',
  },
  {
    name: 'account-not-theirs',
    who: 'fresh',
    path: ({ signed }) => `/account/${signed.debtId}`,
    sees: 'ui.trouble.NOT_FOUND.title',
  },
  { name: 'pay', who: 'fresh', path: pay('fresh'), sees: 'pay.submit' },
  {
    name: 'pay-problems',
    who: 'fresh',
    path: pay('fresh'),
    sees: 'ui.errors.title',
    then: press('pay.submit'),
  },
  { name: 'pay-instalment', who: 'signed', path: pay('signed'), sees: 'pay.after' },
  payment('open', 'payment.toProvider'),
  payment('arrived', 'receipt.title'),
  payment('refused', 'payment.title.FAILED'),
  payment('cancelled', 'payment.title.CANCELLED'),
  {
    name: 'payment-provider',
    who: 'signed',
    path: ({ signed }) => `/payment/${signed.payments.open}`,
    then: async ({ page, link }) => {
      await link('payment.toProvider').click();
      await page.locator('form').waitFor();
    },
  },
  {
    name: 'plan',
    who: 'signed',
    path: ({ signed }) => `/plan/${signed.plan.id}`,
    sees: 'planPage.instalments',
  },
  {
    name: 'agreement',
    who: 'signed',
    path: ({ signed }) => `/agreement/${signed.agreement.id}`,
    sees: 'agreement.hash',
  },
  {
    name: 'agreement-just-signed',
    who: 'signed',
    path: ({ signed }) => `/agreement/${signed.agreement.id}?signed`,
    sees: 'agreement.done.title',
  },
];

const negotiationScreens: readonly Screen[] = [
  { name: 'builder', who: 'fresh', path: builder, sees: 'verdict.atOnce.title' },
  { name: 'builder-own', who: 'fresh', path: builder, sees: 'plan.builder.by', then: chooseOwn },
  {
    name: 'builder-person-decides',
    who: 'fresh',
    path: builder,
    sees: 'verdict.person.title',
    then: (visitor) => chooseFirstPayment(visitor, 60),
  },
  {
    name: 'builder-problems',
    who: 'fresh',
    path: builder,
    sees: 'ui.errors.title',
    then: async (visitor) => {
      await chooseOwn(visitor);
      await visitor.field('plan.builder.count').fill('many');
      await visitor.button('plan.builder.check').click();
    },
  },
  {
    name: 'check',
    who: 'fresh',
    path: builder,
    sees: 'check.send',
    then: async (visitor) => {
      await visitor.page
        .getByRole('radio', { name: new RegExp(`^${visitor.t('plan.option.light')}`) })
        .check();
      await visitor.button('plan.builder.check').click();
    },
  },
  {
    name: 'builder-already-running',
    who: 'signed',
    path: ({ signed }) => `/account/${signed.debtId}/plan`,
    sees: 'plan.running.plan.title',
  },
  proposal('waiting', 'proposal.title.AWAITING_CREDITOR'),
  {
    ...proposal('waiting', 'proposal.ask.withdraw.title', 'withdraw'),
    then: press('proposal.withdraw'),
  },
  proposal('answered', 'proposal.changed'),
  {
    ...proposal('answered', 'proposal.ask.decline.title', 'decline'),
    then: press('proposal.decline'),
  },
  proposal('declined', 'proposal.again'),
  proposal('agreed', 'proposal.sign'),
  proposal('signed', 'proposal.title.SIGNED'),
  { name: 'counter', who: 'answered', path: counter, sees: 'plan.picture.before' },
  {
    name: 'counter-check',
    who: 'answered',
    path: counter,
    sees: 'check.send',
    then: async (visitor) => {
      await visitor.words('plan.terms.total').waitFor();
      await visitor.button('plan.builder.check').click();
    },
  },
  {
    ...proposal('agreed', 'sign.submit', 'sign'),
    then: press('proposal.sign'),
  },
  {
    name: 'sign-problems',
    who: 'agreed',
    path: ({ agreed }) => `/proposal/${agreed.proposal.id}/sign`,
    sees: 'ui.errors.title',
    then: press('sign.submit'),
  },
];

const lastScreens: readonly Screen[] = [
  {
    name: 'home-still-there',
    who: 'fresh',
    path: () => '/not-me',
    sees: 'ui.idle.title',
    then: async ({ page, words }) => {
      await page.clock.install();
      await page.goto('/');
      await words('home.next').waitFor();
      await words('ui.signOut').first().waitFor();
      await page.clock.fastForward('13:30');
    },
  },
];

export const personScreens: readonly Screen[] = [
  ...openScreens,
  ...homeScreens,
  ...accountScreens,
  ...negotiationScreens,
  ...lastScreens,
];
