import type { DataSource } from 'typeorm';
import { makeReference } from '../../identity/reference.ts';
import type { Clock } from '../../kernel/clock.ts';
import { PortfolioResolver } from './portfolio.resolver.ts';
import { PortfolioService } from './portfolio.service.ts';

export function makePortfolios(deps: { source: DataSource; clock: Clock }) {
  const service = new PortfolioService({ ...deps, makeReference });
  return { service, resolvers: [new PortfolioResolver(service)] };
}
