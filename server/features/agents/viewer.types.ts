import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { enumOf } from '../../graph/money.types.ts';
import { Node } from '../../graph/node.types.ts';
import { List, newestFirst, Row } from '../../graph/reader/reads.ts';
import { DateTimeScalar } from '../../graph/scalars.ts';
import { registerType, typeNamed } from '../../graph/type-registry.ts';
import { type AgentRole, type ApiScope, agentRoles, apiScopes } from '../../identity/actor.ts';

export const ViewerKind = enumOf(['ANONYMOUS', 'DEBTOR', 'AGENT', 'INTEGRATOR'] as const);
registerEnumType(ViewerKind, { name: 'ViewerKind', description: 'What kind of user asks.' });
export const AgentRoleEnum = enumOf(agentRoles);
registerEnumType(AgentRoleEnum, {
  name: 'AgentRole',
  description: 'What an agent may do; each role may do what the one before may.',
});
export const ApiScopeEnum = enumOf(apiScopes);
registerEnumType(ApiScopeEnum, { name: 'ApiScope', description: 'What an API key may do.' });

const byName = {
  descending: false,
  keys: [
    { sql: '{t}.name', type: 'text' },
    { sql: '{t}.id', type: 'uuid' },
  ],
} as const;

@ObjectType({
  implements: Node,
  description: 'Somebody who works for one or more creditors and decides proposals.',
})
@Row('agent', 'agent')
export class Agent extends Node {
  @Field(() => String, { description: 'Full name.' })
  name: string;

  @Field(() => String, { description: 'The address with which the agent signs in.' })
  email: string;

  @Field(() => AgentRoleEnum, { description: 'What the agent may do.' })
  role: AgentRole;

  @Field(() => [typeNamed('Creditor')], { description: 'The creditors that the agent works for.' })
  @List(
    (creditor, agent) => `exists (select from agent_creditor x
      where x.agent_id = ${agent}.id and x.creditor_id = ${creditor}.id)`,
    byName,
  )
  creditors: object[];
}

@ObjectType({
  implements: Node,
  description: 'A key with which an integrator’s programs ask. Its secret is shown once, when it is made.',
})
@Row('api_key', 'apiKey')
export class ApiKey extends Node {
  @Field(() => [ApiScopeEnum], { description: 'What it may do.' })
  scopes: ApiScope[];

  @Field(() => DateTimeScalar, { description: 'When it was made.' })
  createdAt: string;

  @Field(() => DateTimeScalar, { description: 'When it ends by itself.' })
  expiresAt: string;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was taken back.' })
  revokedAt?: string | null;
}

@ObjectType({
  implements: Node,
  description: 'An integrator: a system of a creditor that queries the graph.',
})
@Row('api_client', 'apiClient')
export class ApiClient extends Node {
  @Field(() => String, { description: 'What people call it.' })
  name: string;

  @Field(() => [ApiKey], { description: 'Its keys, newest first.' })
  @List((key, client) => `${key}.api_client_id = ${client}.id`, newestFirst('created_at'))
  keys: ApiKey[];

  @Field(() => [typeNamed('Creditor')], { description: 'The creditors whose data it may see.' })
  @List(
    (creditor, client) => `exists (select from api_client_creditor x
      where x.api_client_id = ${client}.id and x.creditor_id = ${creditor}.id)`,
    byName,
  )
  creditors: object[];

  @Field(() => DateTimeScalar, { description: 'When it was set up.' })
  createdAt: string;
}

@ObjectType({ description: 'Who asks.' })
export class Viewer {
  @Field(() => ViewerKind, { description: 'What kind of user.' })
  kind: keyof typeof ViewerKind;

  @Field(() => typeNamed('Debtor'), {
    nullable: true,
    description: 'The person, when it is one who manages repayment.',
  })
  debtor?: object | null;

  @Field(() => Agent, { nullable: true, description: 'The agent, when it is one.' })
  agent?: Agent | null;

  @Field(() => ApiClient, { nullable: true, description: 'The integrator, when it is one.' })
  apiClient?: ApiClient | null;
}
registerType('Viewer', Viewer);
