import { type ComponentType, lazy, Suspense } from 'react';
import { Link, Route, Switch } from 'wouter';
import { RequireSession, SessionProvider } from '../session.tsx';
import { ErrorBoundary } from '../ui/error-boundary.tsx';
import { Frame } from '../ui/frame.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { addWords, useWords } from '../words.tsx';
import { HomePage } from './home/home-page.tsx';
import { CodePage } from './sign-in/code-page.tsx';
import { SignInPage } from './sign-in/sign-in-page.tsx';

/** A page that is loaded when it is first opened. */
function later<Name extends string, Props extends object>(
  load: () => Promise<Record<Name, ComponentType<Props>>>,
  name: Name,
) {
  return lazy(async () => {
    const [page] = await Promise.all([load(), addWords('debtor')]);
    return { default: page[name] };
  });
}

const IsThisRealPage = later(() => import('./trust/is-this-real-page.tsx'), 'IsThisRealPage');
const NotMePage = later(() => import('./trust/not-me-page.tsx'), 'NotMePage');
const LostPhonePage = later(() => import('./trust/lost-phone-page.tsx'), 'LostPhonePage');
const VerifyPage = later(() => import('./papers/verify-page.tsx'), 'VerifyPage');
const AgreementPage = later(() => import('./papers/agreement-page.tsx'), 'AgreementPage');
const AccountPage = later(() => import('./account/account-page.tsx'), 'AccountPage');
const ProposeBuilderPage = later(() => import('./plan/builder-page.tsx'), 'ProposeBuilderPage');
const ProposeCheckPage = later(() => import('./plan/check-page.tsx'), 'ProposeCheckPage');
const CounterBuilderPage = later(() => import('./plan/builder-page.tsx'), 'CounterBuilderPage');
const CounterCheckPage = later(() => import('./plan/check-page.tsx'), 'CounterCheckPage');
const PlanPage = later(() => import('./plan/plan-page.tsx'), 'PlanPage');
const ProposalPage = later(() => import('./negotiation/proposal-page.tsx'), 'ProposalPage');
const SignPage = later(() => import('./negotiation/sign-page.tsx'), 'SignPage');
const PayPage = later(() => import('./payment/pay-page.tsx'), 'PayPage');
const PaymentPage = later(() => import('./payment/payment-page.tsx'), 'PaymentPage');
const MissingPage = later(() => import('./trust/missing-page.tsx'), 'MissingPage');

export const signInPath = '/sign-in';

export function DebtorRoutes() {
  return (
    <SessionProvider side="debtor">
      <Frame home="/" footer={<Help />}>
        <ErrorBoundary>
          <Suspense fallback={<Skeleton />}>
            <Pages />
          </Suspense>
        </ErrorBoundary>
      </Frame>
    </SessionProvider>
  );
}

function Pages() {
  return (
    <Switch>
      <Route path={signInPath} component={SignInPage} />
      <Route path="/sign-in/code" component={CodePage} />
      <Route path="/is-this-real" component={IsThisRealPage} />
      <Route path="/not-me" component={NotMePage} />
      <Route path="/lost-phone" component={LostPhonePage} />
      <Route path="/verify/:code?" component={VerifyPage} />
      <OwnRoute path="/" component={HomePage} />
      <OwnRoute path="/account/:id" component={AccountPage} />
      <OwnRoute path="/account/:id/plan" component={ProposeBuilderPage} />
      <OwnRoute path="/account/:id/plan/check" component={ProposeCheckPage} />
      <OwnRoute path="/account/:id/pay" component={PayPage} />
      <OwnRoute path="/proposal/:id" component={ProposalPage} />
      <OwnRoute path="/proposal/:id/counter" component={CounterBuilderPage} />
      <OwnRoute path="/proposal/:id/counter/check" component={CounterCheckPage} />
      <OwnRoute path="/proposal/:id/sign" component={SignPage} />
      <OwnRoute path="/plan/:id" component={PlanPage} />
      <OwnRoute path="/payment/:id" component={PaymentPage} />
      <OwnRoute path="/agreement/:id" component={AgreementPage} />
      <Route component={MissingPage} />
    </Switch>
  );
}

/** A page about the person: only for who is signed in, and fresh for every id. */
function OwnRoute({
  component: OwnPage,
  ...route
}: {
  path: string;
  component: ComponentType<{ id: string }>;
}) {
  return (
    <Route {...route}>
      {({ id = '' }: { id?: string }) => (
        <RequireSession signInPath={signInPath}>
          <OwnPage key={`${route.path} ${id}`} id={id} />
        </RequireSession>
      )}
    </Route>
  );
}

/** The same help in the same place on every page, signed in or not (WCAG 3.2.6). */
function Help() {
  const { t } = useWords();
  return (
    <nav aria-label={t('help.label')}>
      <Link to="/is-this-real">{t('help.isThisReal')}</Link>
      <Link to="/verify">{t('help.verify')}</Link>
      <Link to="/not-me">{t('help.notMe')}</Link>
      <Link to="/lost-phone">{t('help.lostPhone')}</Link>
    </nav>
  );
}
