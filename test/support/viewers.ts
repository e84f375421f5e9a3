import type { TestApp } from './app.ts';
import { stranger } from './graph-client.ts';
import type { Viewer } from './permission-matrix.ts';
import { signInAgent, signInDebtor } from './sign-in.ts';
import type { TwoBanks } from './two-banks.ts';

/** Everybody of the two banks, on both sides, and the credentials that hold no more. */
export async function everyViewer(app: TestApp, banks: TwoBanks): Promise<Viewer[]> {
  const { north } = banks;
  const key = 'mutation ($id: ID!) { revokeApiKey(input: { apiKeyId: $id }) { __typename } }';
  const ended = await signInDebtor(app, north.second);
  await app.ask('mutation { signOut { ok } }', {}, ended);
  const endedAgent = await signInAgent(app, 'ADMIN', [north.creditorId]);
  await app.ask('mutation { signOut { ok } }', {}, endedAgent.as);
  await app.ask(key, { id: `ApiKey.${north.spare.keyId}` }, north.admin.as);
  return [
    { kind: 'anonymous', name: 'anonymous', as: stranger },
    ...Object.entries(banks).flatMap(([name, bank]) => viewersOf(name, bank)),
    { kind: 'ended', name: 'ended session of a person', as: ended },
    { kind: 'ended', name: 'ended session of an admin', as: endedAgent.as },
    { kind: 'revoked', name: 'revoked key', as: north.spare.as },
  ];
}

function viewersOf(name: string, bank: TwoBanks['north']): Viewer[] {
  const creditorIds = [bank.creditorId];
  const staff = ['agent', 'supervisor', 'admin'] as const;
  const programs = ['integrator', 'importer'] as const;
  return [
    { kind: 'debtor', name: `${name} debtor 1`, as: bank.first.as, debtorId: bank.first.id },
    { kind: 'debtor', name: `${name} debtor 2`, as: bank.second.as, debtorId: bank.second.id },
    ...staff.map((kind) => ({
      kind,
      name: `${name} ${kind}`,
      as: bank[kind].as,
      creditorIds,
      id: bank[kind].agentId,
    })),
    ...programs.map((kind) => ({
      kind,
      name: `${name} ${kind}`,
      as: bank[kind].as,
      creditorIds,
      id: bank[kind].apiClientId,
    })),
  ];
}
