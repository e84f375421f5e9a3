import { lazy, Suspense } from 'react';
import { Route, Switch } from 'wouter';
import { DebtorRoutes } from './debtor/routes.tsx';
import { ErrorBoundary } from './ui/error-boundary.tsx';
import { addWords } from './words.tsx';

const AgentRoutes = lazy(async () => {
  const [side] = await Promise.all([import('./agent/routes.tsx'), addWords('debtor', 'agent')]);
  return { default: side.AgentRoutes };
});

/** Two sides, one application; each brings its own session and frame. Paths are absolute on both. */
export function Routes() {
  return (
    <ErrorBoundary>
      <Switch>
        <Route path="/agent/*?">
          <Suspense>
            <AgentRoutes />
          </Suspense>
        </Route>
        <Route>
          <DebtorRoutes />
        </Route>
      </Switch>
    </ErrorBoundary>
  );
}
