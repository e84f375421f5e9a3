import type { AgentRole, ApiScope } from '../../server/identity/actor.ts';
import { newTotpSecret } from '../../server/identity/totp.ts';
import { newId } from '../../server/kernel/id.ts';
import type { TestApp } from './app.ts';
import { type As, stranger } from './graph-client.ts';
import { totpNow } from './sign-in-world.ts';

export interface PersonOnFile {
  readonly reference: string;
  readonly birthDate: string;
  readonly phone: string;
}

/** By reference, date of birth and the code that was sent, as the person would. */
export async function signInDebtor(app: TestApp, { reference, birthDate, phone }: PersonOnFile): Promise<As> {
  const { startSignIn } = await app.ask<{ startSignIn: { challengeId: string } }>(
    'mutation ($input: StartSignInInput!) { startSignIn(input: $input) { challengeId } }',
    { input: { reference, fact: birthDate } },
  );
  const input = { challengeId: startSignIn.challengeId, code: await newestCode(app, phone) };
  return signIn(
    app,
    'mutation ($input: VerifyCodeInput!) { verifyCode(input: $input) { __typename } }',
    input,
  );
}

/** The code in the newest message to this number or address. */
export async function newestCode({ sql }: TestApp, recipient: string): Promise<string> {
  const [row] = await sql<{ body: string }>(
    'select body from outbox_message where recipient = $1 order by xmin::text::bigint desc limit 1',
    [recipient],
  );
  return /[0-9]{6}/.exec(row?.body ?? '')?.[0] ?? 'no code';
}

/** A new agent of these creditors, signed in by password and TOTP. */
export async function signInAgent(
  app: TestApp,
  role: AgentRole,
  creditorIds: readonly string[],
): Promise<{ agentId: string; as: As }> {
  const credentials = { email: `${newId()}@agents.example`, password: 'the kettle sings at dawn' };
  const totpSecret = newTotpSecret();
  const agent = { ...credentials, totpSecret, role, creditorIds, name: `${role} Wen` };
  const { agentId } = await app.identity.agents.createAgent(agent);
  const document = 'mutation ($input: SignInAgentInput!) { signInAgent(input: $input) { __typename } }';
  const input = { ...credentials, totp: totpNow(totpSecret, app.clock) };
  return { agentId, as: await signIn(app, document, input, { 'x-quittance-side': 'agent' }) };
}

async function signIn({ client }: TestApp, document: string, input: object, as = stranger): Promise<As> {
  const { headers, body } = await client.post(document, { input }, as);
  const [cookie] = String(headers['set-cookie'] ?? '').split(';');
  if (!cookie) throw new Error(`Nobody was signed in: ${body}`);
  return { ...as, cookie };
}

/** A key of a new client, made by an admin of these creditors. */
export async function apiKey(
  { ask, clock }: TestApp,
  admin: As,
  scopes: readonly ApiScope[],
  creditorIds: readonly string[],
): Promise<{ apiClientId: string; keyId: string; as: As }> {
  const [apiClientId, keyId] = [newId(), newId()];
  await ask(
    'mutation ($input: CreateApiClientInput!) { createApiClient(input: $input) { __typename } }',
    { input: { id: apiClientId, name: 'Core', creditorIds: creditorIds.map((id) => `Creditor.${id}`) } },
    admin,
  );
  const expiresAt = clock
    .now()
    .add({ hours: 24 * 90 })
    .toString();
  const { createApiKey } = await ask<{ createApiKey: { token: string } }>(
    `mutation ($input: CreateApiKeyInput!) {
       createApiKey(input: $input) { ... on CreateApiKeySuccess { token } } }`,
    { input: { id: keyId, apiClientId: `ApiClient.${apiClientId}`, scopes, expiresAt } },
    admin,
  );
  return { apiClientId, keyId, as: { authorization: `Bearer ${createApiKey.token}` } };
}
