import type { AgentRole } from '../identity/actor.ts';

export interface DemoAgent {
  readonly email: string;
  readonly name: string;
  readonly role: AgentRole;
  readonly password: string;
  /** Base32, for an authenticator app. */
  readonly totpSecret: string;
}

/** Known to everybody: the demo is refused in production. */
export const demoAgents: readonly DemoAgent[] = [
  {
    email: 'lin@example.org',
    name: '林静 Lin Jing',
    role: 'AGENT',
    password: 'seven herons by the quiet lake',
    totpSecret: 'MFRGGZDFMZTWQ2LKNNWG23TPOBYXE43U',
  },
  {
    email: 'morgan@example.org',
    name: 'Morgan Hale',
    role: 'SUPERVISOR',
    password: 'a slow train over green hills',
    totpSecret: 'OV3HO6DZPJQWEY3EMVTGO2DJNJVWY3LO',
  },
  {
    email: 'chen@example.org',
    name: '陈远 Chen Yuan',
    role: 'ADMIN',
    password: 'eleven paper lamps at dusk',
    totpSecret: 'PBYXE43UOV3HO6DZPJQWEY3EMVTGO2DJ',
  },
];
