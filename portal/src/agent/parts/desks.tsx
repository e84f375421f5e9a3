import { Link, useRoute } from 'wouter';
import { useSession } from '../../session.tsx';
import { useWords, type WordKey } from '../../words.tsx';
import styles from './desks.module.css';
import { type AgentRole, hasRole } from './require-agent.tsx';

interface Desk {
  readonly to: string;
  readonly label: WordKey;
  readonly role: AgentRole;
}

const desks: readonly Desk[] = [
  { to: '/agent', label: 'agent.today.title', role: 'AGENT' },
  { to: '/agent/people', label: 'agent.people.title', role: 'AGENT' },
  { to: '/agent/portfolios', label: 'agent.portfolios.title', role: 'SUPERVISOR' },
  { to: '/agent/integrations', label: 'agent.integrations.title', role: 'ADMIN' },
];

/** The desks that this agent may use. */
export function Desks() {
  const { t } = useWords();
  const { viewer } = useSession();
  const agent = viewer?.agent;
  if (!agent) return null;
  return (
    <nav className={styles.desks} aria-label={t('agent.desks')}>
      {desks
        .filter((desk) => hasRole(agent.role, desk.role))
        .map((desk) => (
          <DeskLink key={desk.to} to={desk.to} label={t(desk.label)} />
        ))}
    </nav>
  );
}

function DeskLink({ to, label }: { to: string; label: string }) {
  const [isHere] = useRoute(to);
  return (
    <Link to={to} aria-current={isHere ? 'page' : undefined}>
      {label}
    </Link>
  );
}

export function SignedInAs() {
  const { t } = useWords();
  const agent = useSession().viewer?.agent;
  if (!agent) return null;
  return (
    <p className={styles.signedIn}>
      {t('agent.signedInAs', { name: agent.name, role: t(`agent.role.${agent.role}`) })}
    </p>
  );
}
