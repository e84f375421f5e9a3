import type { Cast } from '../support/cast.ts';
import type { Visitor } from '../support/visitor.ts';
import type { Screen } from './screen.ts';

const today = () => '/agent';
const personOf = ({ debtId }: { debtId: string }) => `Debtor.${debtId.split('.')[1]}`;
const decide = ({ waiting }: Cast) => `/agent/proposal/${waiting.proposal.id}`;
const portfolios = () => '/agent/portfolios';
const integrations = () => '/agent/integrations';

async function chooseFile({ page }: Visitor, name: string, content: string): Promise<void> {
  const file = { name, mimeType: 'text/csv', buffer: Buffer.from(content) };
  await page.locator('input[type=file]').setInputFiles(file);
}

const deskScreens: readonly Screen[] = [
  { name: 'agent-sign-in', path: today, sees: 'agent.signIn.title' },
  {
    name: 'agent-sign-in-problems',
    path: today,
    sees: 'ui.errors.title',
    then: (visitor) => visitor.button('agent.signIn.submit').click(),
  },
  {
    name: 'agent-today',
    who: 'agent',
    path: today,
    sees: 'agent.feed.state.OPEN',
    then: ({ page, t }) =>
      page
        .getByRole('region', { name: t('agent.feed.title') })
        .getByRole('listitem')
        .first()
        .waitFor(),
  },
  { name: 'agent-today-empty', who: 'newcomer', path: today, sees: 'agent.feed.empty' },
  {
    name: 'agent-today-broken',
    who: 'agent',
    path: () => '/agent/no-such-desk',
    sees: 'agent.feed.state.BROKEN',
    then: async ({ page }) => {
      await page.route('**/graphql/stream', (route) => route.abort());
      await page.goto('/agent');
    },
  },
  {
    name: 'agent-today-loading',
    who: 'agent',
    path: () => '/agent/no-such-desk',
    sees: 'ui.loading',
    then: async ({ page }) => {
      await page.route('**/graphql', () => undefined);
      await page.goto('/agent');
    },
  },
  { name: 'agent-missing', who: 'agent', path: () => '/agent/no-such-desk', sees: 'agent.missing.title' },
  { name: 'agent-forbidden', who: 'agent', path: portfolios, sees: 'agent.forbidden.title' },
];

const caseScreens: readonly Screen[] = [
  { name: 'people', who: 'agent', path: () => '/agent/people', sees: 'agent.people.references' },
  { name: 'people-none', who: 'newcomer', path: () => '/agent/people', sees: 'agent.people.none' },
  {
    name: 'people-not-found',
    who: 'agent',
    path: () => '/agent/people?q=nobody',
    sees: 'agent.people.notFound',
  },
  {
    name: 'case-waiting',
    who: 'agent',
    path: ({ waiting }) => `/agent/case/${personOf(waiting)}`,
    sees: 'agent.timeline.title',
    then: async ({ page, words }) => {
      await words('agent.timeline.title').waitFor();
      for (const more of await page.locator('summary').all()) await more.click();
    },
  },
  {
    name: 'case-paying',
    who: 'agent',
    path: ({ signed }) => `/agent/case/${personOf(signed)}`,
    sees: 'agent.payment.status.CANCELLED',
  },
  {
    name: 'case-missing',
    who: 'agent',
    path: () => '/agent/case/Debtor.00000000-0000-4000-8000-000000000000',
    sees: 'agent.missing.text',
  },
  {
    name: 'case-view',
    who: 'agent',
    path: ({ signed }) => `/agent/case/${personOf(signed)}/view`,
    sees: 'home.next',
  },
  { name: 'decide', who: 'agent', path: decide, sees: 'agent.rules.outcome.REFER' },
  {
    name: 'decide-accept',
    who: 'agent',
    path: decide,
    sees: 'agent.accept.title',
    then: (visitor) => visitor.button('agent.decide.accept').first().click(),
  },
  {
    name: 'decide-decline',
    who: 'agent',
    path: decide,
    sees: 'agent.decline.problem',
    then: async (visitor) => {
      await visitor.button('agent.decide.decline').first().click();
      await visitor.page
        .getByRole('dialog')
        .getByRole('button', { name: visitor.t('agent.decide.decline') })
        .click();
    },
  },
  {
    name: 'decide-answered',
    who: 'agent',
    path: ({ answered }) => `/agent/proposal/${answered.proposal.id}`,
    sees: 'proposal.changed',
  },
  {
    name: 'decide-signed',
    who: 'agent',
    path: ({ signed }) => `/agent/proposal/${signed.proposal.id}`,
    sees: 'agent.proposal.status.SIGNED',
  },
  {
    name: 'agent-counter',
    who: 'agent',
    path: (cast) => `${decide(cast)}/counter`,
    sees: 'agent.rules.outcome.REFER',
  },
  {
    name: 'agent-counter-problems',
    who: 'agent',
    path: (cast) => `${decide(cast)}/counter`,
    sees: 'ui.errors.title',
    then: async (visitor) => {
      await visitor.words('plan.terms.total').waitFor();
      await visitor.field('plan.builder.firstDueOn').fill('');
      await visitor.button('agent.counter.send').click();
    },
  },
];

const adminScreens: readonly Screen[] = [
  { name: 'portfolios', who: 'admin', path: portfolios, sees: 'agent.import.title' },
  {
    name: 'portfolios-problems',
    who: 'admin',
    path: portfolios,
    sees: 'ui.errors.title',
    then: (visitor) => visitor.button('agent.import.check').click(),
  },
  {
    name: 'portfolios-checked',
    who: 'admin',
    path: portfolios,
    sees: 'agent.run.download',
    then: async (visitor) => {
      await chooseFile(visitor, 'accounts.csv', 'account_external_id,balance_principal\nA-1,much\n');
      await visitor.button('agent.import.check').click();
    },
  },
  { name: 'integrations-empty', who: 'admin', path: integrations, sees: 'agent.integrations.empty' },
  {
    name: 'integrations-problems',
    who: 'admin',
    path: integrations,
    sees: 'ui.errors.title',
    then: async (visitor) => {
      await visitor.button('agent.client.new').click();
      await visitor.button('agent.client.create').click();
    },
  },
  {
    name: 'integrations-new-key',
    who: 'admin',
    path: integrations,
    sees: 'agent.newKey.title',
    then: async (visitor) => {
      await visitor.button('agent.client.new').click();
      await visitor.field('agent.client.name').fill('Core banking, nightly');
      await visitor.page.getByRole('checkbox').first().check();
      await visitor.button('agent.client.create').click();
      await visitor.page.getByRole('button', { name: visitor.t('agent.key.new') }).click();
      await visitor.button('agent.key.create').click();
    },
  },
  {
    name: 'integrations-revoke',
    who: 'admin',
    path: integrations,
    sees: 'agent.key.ask.title',
    then: (visitor) => visitor.button('agent.key.revoke').first().click(),
  },
];

export const agentScreens: readonly Screen[] = [...deskScreens, ...caseScreens, ...adminScreens];
