import type { DataSource } from 'typeorm';
import { MessageService } from '../features/messages/message.service.ts';
import type { Clock } from '../kernel/clock.ts';
import { AgentSignInService } from './agent-sign-in.service.ts';
import { ApiClientsResolver } from './api-clients.resolver.ts';
import { ApiClientsService } from './api-clients.service.ts';
import { CodeService } from './code.service.ts';
import { DebtorSignInService } from './debtor-sign-in.service.ts';
import type { RateLimits } from './rate-limit.ts';
import { SignInResolver } from './sign-in.resolver.ts';

export interface IdentityDeps {
  readonly source: DataSource;
  readonly clock: Clock;
  /** At least 32 random bytes, the same on every instance: sent codes and agents' authenticators die with it. */
  readonly codeSecret: string;
  readonly limits?: RateLimits;
}

export function makeIdentity({ codeSecret, ...deps }: IdentityDeps) {
  const messages = new MessageService(deps);
  const codes = new CodeService({ ...deps, secret: codeSecret, messages });
  const debtors = new DebtorSignInService({ ...deps, codes });
  const agents = new AgentSignInService({ ...deps, secret: codeSecret });
  const apiClients = new ApiClientsService(deps);
  const resolvers = [new SignInResolver(debtors, agents), new ApiClientsResolver(apiClients)];
  return { resolvers, codes, debtors, agents, apiClients, messages };
}
