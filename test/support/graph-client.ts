import type { FastifyInstance, LightMyRequestResponse } from 'fastify';

/** What a request shows of who asks: headers. Nothing of it is a stranger. */
export type As = Readonly<Record<string, string>>;
export const stranger: As = {};

export interface GraphError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions?: Readonly<Record<string, unknown>>;
}
export interface GraphAnswer<Data> {
  readonly data?: Data | null;
  readonly errors?: readonly GraphError[];
  readonly extensions?: Readonly<Record<string, unknown>>;
}

/** Asks the graph over HTTP, without a socket. */
export class GraphClient {
  #visitors = 0;

  constructor(private readonly server: FastifyInstance) {}

  /** Each request comes from a network of its own, so that tests do not meet the limits per network. */
  post(query: string, variables: object = {}, as: As = stranger): Promise<LightMyRequestResponse> {
    this.#visitors += 1;
    return this.server.inject({
      method: 'POST',
      url: '/graphql',
      remoteAddress: `10.${(this.#visitors >> 8) & 255}.${this.#visitors & 255}.1`,
      headers: { 'content-type': 'application/json', ...as },
      payload: JSON.stringify({ query, variables }),
    });
  }

  readonly graphql = async <Data = Record<string, unknown>>(
    document: string,
    variables?: object,
    as?: As,
  ): Promise<GraphAnswer<Data>> => (await this.post(document, variables, as)).json();

  /** The data of an answer that has no errors. */
  readonly ask = async <Data>(document: string, variables?: object, as?: As): Promise<Data> => {
    const { data, errors } = await this.graphql<Data>(document, variables, as);
    if (errors || !data) throw new Error(`${document}\n${JSON.stringify(errors)}`);
    return data;
  };
}
