import { graphql, moneyFields, type ResultOf } from '../../graph.ts';

/** One payment of a plan, as simulated, offered or agreed. */
export const scheduleFields = graphql(
  `
    fragment ScheduleFields on ScheduledInstalment {
      number
      dueOn
      amount {
        ...MoneyFields
      }
      interest {
        ...MoneyFields
      }
      remaining {
        ...MoneyFields
      }
    }
  `,
  [moneyFields],
);

export const simulationFields = graphql(
  `
    fragment SimulationFields on PlanSimulation {
      asOf
      frequency
      instalmentCount
      instalmentAmount {
        ...MoneyFields
      }
      lastInstalmentAmount {
        ...MoneyFields
      }
      firstDueOn
      lastDueOn
      upFront {
        ...MoneyFields
      }
      balance {
        ...MoneyFields
      }
      interestFreeze
      totalInterest {
        ...MoneyFields
      }
      totalToPay {
        ...MoneyFields
      }
      schedule {
        ...ScheduleFields
      }
      withinPolicy
      decisionDays
      ruleOutcomes {
        ruleId
        outcome
        threshold
        actual
        wouldPass
      }
      fingerprint
    }
  `,
  [moneyFields, scheduleFields],
);

export const offerFields = graphql(
  `
    fragment OfferFields on PlanOffer {
      id
      round
      madeBy
      message
      createdAt
      asOf
      frequency
      instalmentCount
      instalmentAmount {
        ...MoneyFields
      }
      lastInstalmentAmount {
        ...MoneyFields
      }
      firstDueOn
      lastDueOn
      upFront {
        ...MoneyFields
      }
      balance {
        ...MoneyFields
      }
      interestFreeze
      totalInterest {
        ...MoneyFields
      }
      totalToPay {
        ...MoneyFields
      }
      schedule {
        ...ScheduleFields
      }
    }
  `,
  [moneyFields, scheduleFields],
);

export const SimulatePlanQuery = graphql(
  `
    query SimulatePlan($input: SimulatePlanInput!) {
      simulatePlan(input: $input) {
        __typename
        ... on PlanSimulation {
          ...SimulationFields
        }
        ... on InvalidInputError {
          code
          message
          fields {
            path
            code
            message
          }
        }
      }
    }
  `,
  [simulationFields],
);

export const PlanOptionsQuery = graphql(
  `
    query PlanOptions($debtId: ID!) {
      planOptions(debtId: $debtId) {
        ...SimulationFields
      }
    }
  `,
  [simulationFields],
);

export type Simulation = ResultOf<typeof simulationFields>;
export type Offer = ResultOf<typeof offerFields>;
export type ScheduleRow = ResultOf<typeof scheduleFields>;
export type Frequency = Simulation['frequency'];
export type RuleReason = Simulation['ruleOutcomes'][number];
