import type { DataSource } from 'typeorm';
import type { CodeService } from '../../identity/code.service.ts';
import type { Clock } from '../../kernel/clock.ts';
import { AgreementPaperService } from './agreement-paper.service.ts';
import { DecisionService } from './decision.service.ts';
import { NegotiationService } from './negotiation.service.ts';
import { PlanResolver } from './plan.resolver.ts';
import { PlanQueriesResolver } from './plan-queries.resolver.ts';
import { PlanViewService } from './plan-view.service.ts';
import { SigningService } from './signing.service.ts';

export interface PlansDeps {
  readonly source: DataSource;
  readonly clock: Clock;
  readonly codes: Pick<CodeService, 'issueCode' | 'verify'>;
  readonly publicUrl: string;
}
export type PlanModule = ReturnType<typeof makePlans>;

export function makePlans(deps: PlansDeps) {
  const negotiation = new NegotiationService(deps);
  const decisions = new DecisionService(deps);
  const signing = new SigningService(deps);
  const views = new PlanViewService(deps);
  const papers = new AgreementPaperService(deps);
  const resolvers = [new PlanResolver({ negotiation, decisions, signing, views }), new PlanQueriesResolver()];
  return { resolvers, negotiation, decisions, signing, views, papers };
}
