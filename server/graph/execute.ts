import {
  type DocumentNode,
  execute as executeStandard,
  type GraphQLError,
  type GraphQLSchema,
  isNonNullType,
  Kind,
} from 'graphql';
import type { Logger } from 'pino';
import type { Actor } from '../identity/actor.ts';
import { AppError } from '../kernel/errors.ts';
import type { GraphContext } from './context.ts';
import { toGraphQLError } from './error-format.ts';
import { costOf } from './limits.ts';
import { type Operation, type OperationRequest, Operations } from './operation.ts';
import { type Reader, ReadFailure } from './reader/reader.ts';
import type { SelectedField } from './reader/selection.ts';

export interface ExecutionInput extends OperationRequest {
  readonly context: GraphContext;
}
export interface ExecutionAnswer {
  data?: Record<string, unknown> | null;
  errors?: readonly GraphQLError[];
  extensions?: Record<string, unknown>;
}
/** A root field and what its resolver answered, or why it could not. */
interface RootValue {
  readonly field: SelectedField;
  readonly value: unknown;
}

/**
 * Compiled execution: root resolvers say where to start (queries) or act (mutations); everything below them
 * is one read. No resolver runs below a root field.
 */
export class Executor {
  readonly #operations: Operations;

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly reader: Reader,
    private readonly log: Pick<Logger, 'error'>,
  ) {
    this.#operations = new Operations(schema);
  }

  async execute(input: ExecutionInput): Promise<ExecutionAnswer> {
    try {
      const operation = this.#operations.prepare(input);
      if (!('root' in operation)) return { errors: operation };
      const cost = costOf(this.schema, operation.root, operation.fields, operation.variables);
      const isMutation = operation.definition.operation === 'mutation';
      if (operation.definition.operation === 'subscription') {
        throw new AppError('BAD_USER_INPUT', 'Subscriptions are served at /graphql/stream.');
      }
      const answer = await (isMutation
        ? this.#mutate(operation, input.context)
        : this.#query(operation, input.context));
      return { ...answer, extensions: { cost } };
    } catch (error) {
      return { errors: [this.#formatted(input.context, error)] };
    }
  }

  /** Each event is read anew with the session proven anew: a session that ends, ends the stream. */
  async *subscribe(input: ExecutionInput): AsyncGenerator<ExecutionAnswer> {
    const { context } = input;
    try {
      const operation = this.#operations.prepare(input);
      if (!('root' in operation)) return yield { errors: operation };
      costOf(this.schema, operation.root, operation.fields, operation.variables);
      refuseWithoutRead(await context.actor());
      const field = operation.fields[0]!;
      const args = field.args(operation.variables);
      const events = field.definition.subscribe!(undefined, args, context, {} as never);
      for await (const value of events as AsyncIterable<unknown>) {
        const roots = [{ field, value }];
        const values = await this.#read(operation, context, roots, {
          now: context.clock.now(),
          isUse: false,
        });
        if (!values) throw new AppError('UNAUTHENTICATED');
        yield this.#assemble(context, roots, values);
      }
    } catch (error) {
      yield { errors: [this.#formatted(context, error)] };
    }
  }

  async #query(operation: Operation, context: GraphContext): Promise<ExecutionAnswer> {
    const roots: RootValue[] = [];
    for (const field of operation.fields) roots.push(await this.#start(operation, context, field));
    const values = await this.#read(operation, context, roots);
    if (values) return this.#assemble(context, roots, values);
    endSession(context);
    const forAnybody = operation.fields.every(
      ({ name, definition }) => name.startsWith('__') || definition.extensions.forAnybody,
    );
    if (!forAnybody) throw new AppError('UNAUTHENTICATED');
    return this.#query(operation, context);
  }

  /** Root fields of a mutation run one after the other, each followed by the read of what it answers. */
  async #mutate(operation: Operation, context: GraphContext): Promise<ExecutionAnswer> {
    if (context.claims && (await context.actor()).kind === 'ANONYMOUS') endSession(context);
    const roots: RootValue[] = [];
    const values: unknown[] = [];
    for (const field of operation.fields) {
      const root = await this.#start(operation, context, field);
      roots.push(root);
      const ended = [new ReadFailure(new AppError('UNAUTHENTICATED'))];
      values.push(...((await this.#read(operation, context, [root])) ?? ended));
    }
    return this.#assemble(context, roots, values);
  }

  /** What the root resolver answers; introspection is left to graphql-js. */
  async #start(operation: Operation, context: GraphContext, field: SelectedField): Promise<RootValue> {
    try {
      if (field.name === '__typename') return { field, value: operation.root.name };
      if (isIntrospection(field)) return { field, value: await this.#introspect(operation, field) };
      const args = field.args(operation.variables);
      if (field.name !== 'importPortfolio') refuseNul(args);
      const value = await field.definition.resolve?.(undefined, args, context, {} as never);
      return { field, value };
    } catch (error) {
      return { field, value: new ReadFailure(error) };
    }
  }

  /** Completes the roots in one statement; null when the session that is claimed does not hold. */
  async #read(
    { definition, document, variables, key }: Operation,
    context: GraphContext,
    roots: readonly RootValue[],
    { now, isUse } = { now: context.now, isUse: true },
  ): Promise<unknown[] | null> {
    const { claims } = context;
    const read = roots.filter(({ field }) => !isIntrospection(field));
    const keys = read.map(({ field }) => field.key).join();
    const answer = await this.reader.read({
      document,
      roots: read,
      key: `${key}#${keys}`,
      variables,
      claims,
      now,
      isUse,
    });
    if (claims && !answer.session) return null;
    if (definition.operation !== 'mutation') refuseWithoutRead(answer.session?.actor);
    const values = [...answer.values];
    return roots.map(({ field, value }) => (isIntrospection(field) ? value : values.shift()));
  }

  #assemble(context: GraphContext, roots: readonly RootValue[], values: readonly unknown[]): ExecutionAnswer {
    const data: Record<string, unknown> = {};
    const errors: GraphQLError[] = [];
    let isNull = false;
    roots.forEach(({ field }, at) => {
      const value = values[at] ?? null;
      const failed = value instanceof ReadFailure;
      if (failed) errors.push(this.#formatted(context, value.cause, field));
      data[field.key] = failed ? null : value;
      isNull ||= failed && isNonNullType(field.definition.type);
    });
    return { data: isNull ? null : data, ...(errors.length > 0 && { errors }) };
  }

  async #introspect({ definition, document, variables }: Operation, field: SelectedField): Promise<unknown> {
    const asked: DocumentNode = {
      kind: Kind.DOCUMENT,
      definitions: [
        { ...definition, selectionSet: { kind: Kind.SELECTION_SET, selections: field.nodes } },
        ...document.definitions.filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION),
      ],
    };
    const result = await executeStandard({
      schema: this.schema,
      document: asked,
      variableValues: { ...variables },
    });
    if (result.errors) throw result.errors[0]!;
    return result.data?.[field.key];
  }

  #formatted({ requestId }: GraphContext, error: unknown, field?: SelectedField): GraphQLError {
    const answer = toGraphQLError(error, field && [field.key], field?.nodes);
    if (answer.originalError) this.log.error({ err: answer.originalError, requestId }, 'a request failed');
    return answer;
  }
}

function isIntrospection({ name }: SelectedField): boolean {
  return name === '__schema' || name === '__type';
}

/** An API key without the READ scope may act, but reads only what its own act answers. */
function refuseWithoutRead(actor: Actor | undefined): void {
  if (actor?.kind !== 'INTEGRATOR' || actor.scopes.includes('READ')) return;
  throw new AppError('FORBIDDEN', 'This API key lacks the scope READ.');
}

/** A cookie whose session has ended is taken away; a key that does not hold is for its owner to see to. */
function endSession({ claims, session }: GraphContext): void {
  if (!claims || claims.kind === 'INTEGRATOR') throw new AppError('UNAUTHENTICATED');
  session.end(claims.kind);
}

/** PostgreSQL text cannot hold it. A portfolio may: there it is an error of one row. */
function refuseNul(value: unknown): void {
  if (typeof value === 'string' && value.includes('\u0000')) {
    throw new AppError('BAD_USER_INPUT', 'Text must not contain the character U+0000.');
  }
  if (typeof value !== 'object' || value === null) return;
  for (const each of Object.values(value)) refuseNul(each);
}
