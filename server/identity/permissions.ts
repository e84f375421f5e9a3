import { AppError, assertNever } from '../kernel/errors.ts';
import {
  type Actor,
  type AgentActor,
  type AgentRole,
  type ApiScope,
  agentRoles,
  type DebtorActor,
  type IntegratorActor,
  type SystemActor,
} from './actor.ts';

interface Rule {
  /** A debtor, on what is their own. */
  readonly debtor?: true;
  /** Agents of at least this role, on the creditors they work for. */
  readonly agent?: AgentRole;
  /** Integrators whose key has this scope, on their creditors. */
  readonly integrator?: ApiScope;
  readonly system?: true;
}

/** Who may do what: the only place that says so. Nobody signs or pays for the person. */
export const permissions = {
  'session.end': { debtor: true, agent: 'AGENT' },
  'debtor.setLanguage': { debtor: true },
  'plan.recordView': { debtor: true },
  'plan.propose': { debtor: true },
  'plan.counter': { debtor: true, agent: 'AGENT' },
  'plan.accept': { debtor: true, agent: 'AGENT' },
  'plan.decline': { debtor: true, agent: 'AGENT' },
  'plan.withdraw': { debtor: true },
  'plan.requestSigningCode': { debtor: true },
  'agreement.sign': { debtor: true },
  'agreement.read': { debtor: true, agent: 'AGENT', integrator: 'READ' },
  'payment.start': { debtor: true },
  'portfolio.import': { agent: 'SUPERVISOR', integrator: 'IMPORT', system: true },
  'apiClient.create': { agent: 'ADMIN' },
  'apiKey.create': { agent: 'ADMIN' },
  'apiKey.revoke': { agent: 'ADMIN' },
} as const satisfies Record<string, Rule>;

export type Action = keyof typeof permissions;

/** Whose thing it is. What an agent or integrator acts on names its creditor too: that is what they are let at. */
export interface Resource {
  readonly debtorId?: string;
  readonly creditorId?: string;
}

/** The actors that may be left over once `authorise` has let an action pass. */
export type Permitted<A extends Action> =
  | ((typeof permissions)[A] extends { debtor: true } ? DebtorActor : never)
  | ((typeof permissions)[A] extends { agent: AgentRole } ? AgentActor : never)
  | ((typeof permissions)[A] extends { integrator: ApiScope } ? IntegratorActor : never)
  | ((typeof permissions)[A] extends { system: true } ? SystemActor : never);

/** Throws UNAUTHENTICATED, NOT_FOUND (not theirs to see, so it does not exist) or FORBIDDEN. */
export function authorise<A extends Action>(
  actor: Actor,
  action: A,
  resource: Resource = {},
): asserts actor is Permitted<A> {
  if (actor.kind === 'ANONYMOUS') throw new AppError('UNAUTHENTICATED');
  if (!mayKnowOf(actor, resource)) throw new AppError('NOT_FOUND');
  if (!mayDo(actor, permissions[action])) throw new AppError('FORBIDDEN');
}

function mayKnowOf(actor: Exclude<Actor, { kind: 'ANONYMOUS' }>, resource: Resource): boolean {
  switch (actor.kind) {
    case 'DEBTOR':
      return resource.debtorId === undefined || resource.debtorId === actor.debtorId;
    case 'AGENT':
    case 'INTEGRATOR':
      // A person without the creditor says nothing about who may see them: refused.
      if (resource.creditorId === undefined) return resource.debtorId === undefined;
      return actor.creditorIds.includes(resource.creditorId);
    case 'SYSTEM':
      return true;
    default:
      return assertNever(actor);
  }
}

function mayDo(actor: Exclude<Actor, { kind: 'ANONYMOUS' }>, rule: Rule): boolean {
  switch (actor.kind) {
    case 'DEBTOR':
      return rule.debtor === true;
    case 'AGENT':
      return rule.agent !== undefined && agentRoles.indexOf(actor.role) >= agentRoles.indexOf(rule.agent);
    case 'INTEGRATOR':
      return rule.integrator !== undefined && actor.scopes.includes(rule.integrator);
    case 'SYSTEM':
      return rule.system === true;
    default:
      return assertNever(actor);
  }
}
