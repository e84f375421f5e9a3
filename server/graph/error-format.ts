import { type ASTNode, GraphQLError } from 'graphql';
import { AppError } from '../kernel/errors.ts';

/** Coded errors go out as they are; everything else is a defect: kept as the cause for the log, masked outside. */
export function toGraphQLError(
  error: unknown,
  path?: readonly (string | number)[],
  nodes?: readonly ASTNode[],
): GraphQLError {
  if (error instanceof GraphQLError) return error;
  if (error instanceof AppError) {
    return new GraphQLError(error.message, {
      path,
      nodes,
      extensions: { ...error.details, code: error.code },
    });
  }
  return new GraphQLError(
    'Something went wrong on our side. Please send the same request again: nothing is done twice.',
    {
      path,
      nodes,
      originalError: error instanceof Error ? error : new Error(String(error)),
      extensions: { code: 'INTERNAL_SERVER_ERROR' },
    },
  );
}
