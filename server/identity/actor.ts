/** Who is asking. Use cases take an actor as their first argument and check it against `permissions.ts`. */
export type Actor = AnonymousActor | DebtorActor | AgentActor | IntegratorActor | SystemActor;
export type ActorKind = Actor['kind'];

export interface AnonymousActor {
  readonly kind: 'ANONYMOUS';
}
export interface DebtorActor {
  readonly kind: 'DEBTOR';
  readonly debtorId: string;
  readonly sessionId: string;
}
export const agentRoles = ['AGENT', 'SUPERVISOR', 'ADMIN'] as const;
export type AgentRole = (typeof agentRoles)[number];
export interface AgentActor {
  readonly kind: 'AGENT';
  readonly agentId: string;
  readonly name: string;
  readonly role: AgentRole;
  readonly creditorIds: readonly string[];
  readonly sessionId: string;
}
export const apiScopes = ['READ', 'IMPORT'] as const;
export type ApiScope = (typeof apiScopes)[number];
export interface IntegratorActor {
  readonly kind: 'INTEGRATOR';
  readonly apiClientId: string;
  readonly name: string;
  readonly scopes: readonly ApiScope[];
  readonly creditorIds: readonly string[];
  readonly sessionId: string;
}
/** Our own work: jobs, provider webhooks, the import command. Never reachable from a request's credentials. */
export interface SystemActor {
  readonly kind: 'SYSTEM';
}

export const anonymous: AnonymousActor = { kind: 'ANONYMOUS' };
export const system: SystemActor = { kind: 'SYSTEM' };
