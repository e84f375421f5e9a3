import { type ReactNode, useState } from 'react';
import { now, useNow } from '../../clock.ts';
import { RequireSession, useSession } from '../../session.tsx';
import { ButtonLink, ButtonRow } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { TroubleNotice } from '../../ui/trouble.tsx';
import { useWords } from '../../words.tsx';

export type AgentRole = 'AGENT' | 'SUPERVISOR' | 'ADMIN';

/** Each may do what the one before may. */
const roles: readonly AgentRole[] = ['AGENT', 'SUPERVISOR', 'ADMIN'];

export function hasRole(own: AgentRole, wanted: AgentRole): boolean {
  return roles.indexOf(own) >= roles.indexOf(wanted);
}

export function RequireAgent({ needs, children }: { needs: AgentRole; children: ReactNode }) {
  return (
    <RequireSession signInPath="/agent/sign-in">
      <RequireRole needs={needs}>{children}</RequireRole>
    </RequireSession>
  );
}

/** Only spares a vain request: what somebody may do is decided by the server. */
function RequireRole({ needs, children }: { needs: AgentRole; children: ReactNode }) {
  const { viewer } = useSession();
  if (!viewer?.agent) return <Waiting />;
  return hasRole(viewer.agent.role, needs) ? children : <Forbidden needs={needs} />;
}

const patienceMs = 8_000;

/** Until it is known who is signed in; when that takes too long it can be asked again. */
function Waiting() {
  const { refresh } = useSession();
  const [since] = useState(now);
  const isLate = useNow(1_000) - since > patienceMs;
  return isLate ? (
    <TroubleNotice trouble="OFFLINE" onRetry={() => void refresh()} />
  ) : (
    <Skeleton blocks={2} />
  );
}

function Forbidden({ needs }: { needs: AgentRole }) {
  const { t } = useWords();
  return (
    <Page title={t('agent.forbidden.title')} width="narrow">
      <Notice>
        <p>{t('agent.forbidden.text', { role: t(`agent.role.${needs}`) })}</p>
        <ButtonRow>
          <ButtonLink to="/agent">{t('agent.toToday')}</ButtonLink>
        </ButtonRow>
      </Notice>
    </Page>
  );
}
