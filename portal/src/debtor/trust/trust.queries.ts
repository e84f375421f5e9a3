import { graphql } from '../../graph.ts';

export const ReportNotMeMutation = graphql(`
  mutation ReportNotMe($input: ReportNotMeInput!) {
    reportNotMe(input: $input) {
      ok
    }
  }
`);
