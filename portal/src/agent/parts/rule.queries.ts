import { graphql, type ResultOf } from '../../graph.ts';

export const decisionFields = graphql(`
  fragment DecisionFields on RuleDecision {
    id
    ruleId
    outcome
    inputs
    threshold
    wouldPass
    decidedAt
  }
`);

export type Decision = ResultOf<typeof decisionFields>;
