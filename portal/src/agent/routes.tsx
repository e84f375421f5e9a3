import type { ComponentType } from 'react';
import { Route, Switch } from 'wouter';
import { SessionProvider } from '../session.tsx';
import { ErrorBoundary } from '../ui/error-boundary.tsx';
import { Frame } from '../ui/frame.tsx';
import { CasePage } from './case/case-page.tsx';
import { PersonViewPage } from './case/person-view-page.tsx';
import { CounterPage } from './decide/counter-page.tsx';
import { DecidePage } from './decide/decide-page.tsx';
import { IntegrationsPage } from './integrations/integrations-page.tsx';
import { LiveProvider } from './live/live.tsx';
import { Desks, SignedInAs } from './parts/desks.tsx';
import { MissingDesk } from './parts/missing.tsx';
import { type AgentRole, RequireAgent } from './parts/require-agent.tsx';
import { PeoplePage } from './people/people-page.tsx';
import { PortfoliosPage } from './portfolios/portfolios-page.tsx';
import { SignInPage } from './sign-in/sign-in-page.tsx';
import { TodayPage } from './today/today-page.tsx';

/** The agents' side, loaded only below `/agent`. */
export function AgentRoutes() {
  return (
    <SessionProvider side="agent">
      <LiveProvider>
        <Frame home="/agent" nav={<Desks />} footer={<SignedInAs />}>
          <ErrorBoundary>
            <Pages />
          </ErrorBoundary>
        </Frame>
      </LiveProvider>
    </SessionProvider>
  );
}

function Pages() {
  return (
    <Switch>
      <Route path="/agent/sign-in" component={SignInPage} />
      <Desk path="/agent" component={TodayPage} />
      <Desk path="/agent/people" component={PeoplePage} />
      <Desk path="/agent/case/:id" component={CasePage} />
      <Desk path="/agent/case/:id/view" component={PersonViewPage} />
      <Desk path="/agent/proposal/:id" component={DecidePage} />
      <Desk path="/agent/proposal/:id/counter" component={CounterPage} />
      <Desk path="/agent/portfolios" component={PortfoliosPage} needs="SUPERVISOR" />
      <Desk path="/agent/integrations" component={IntegrationsPage} needs="ADMIN" />
      <Route component={MissingDesk} />
    </Switch>
  );
}

interface DeskProps {
  readonly path: string;
  readonly component: ComponentType<{ id: string }>;
  readonly needs?: AgentRole;
}

/** A page for who is signed in and has the role, fresh for every id. */
function Desk({ component: DeskPage, needs = 'AGENT', ...route }: DeskProps) {
  return (
    <Route {...route}>
      {({ id = '' }: { id?: string }) => (
        <RequireAgent needs={needs}>
          <DeskPage key={`${route.path} ${id}`} id={id} />
        </RequireAgent>
      )}
    </Route>
  );
}
