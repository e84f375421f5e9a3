import type { DataSource } from 'typeorm';
import { inTransaction } from '../database/transaction.ts';
import { type Clock, toDate } from '../kernel/clock.ts';
import { AppError } from '../kernel/errors.ts';
import { newId } from '../kernel/id.ts';
import { err, ok, type Result } from '../kernel/result.ts';
import { type CodeError, codeError } from '../kernel/user-errors.ts';
import { type AgentRole, system } from './actor.ts';
import { type AgentCredentials, countAgentTry, insertAgent, takeTotpStep } from './agent.repository.ts';
import { hashPassword, passwordMatches, passwordProblem } from './password.ts';
import { withinLimits } from './rate-limit.repository.ts';
import { networkOf, type RateLimits, rateLimits } from './rate-limit.ts';
import { SecretBox } from './secret-box.ts';
import { endAgentSession, startAgentSession } from './session.repository.ts';
import type { Claims } from './token.ts';
import { newTotpSecret, totpStep, totpUri } from './totp.ts';

export interface AgentSignInDeps {
  readonly source: DataSource;
  readonly clock: Clock;
  /** Seals the TOTP secrets; see `secret-box.ts`. */
  readonly secret: string;
  readonly limits?: RateLimits;
}
export interface SignedInAgent {
  readonly token: string;
  readonly agentId: string;
}
export interface NewAgent {
  readonly email: string;
  readonly name: string;
  readonly role: AgentRole;
  readonly password: string;
  readonly creditorIds: readonly string[];
  /** Only for an agent whose authenticator is set up already; made otherwise. */
  readonly totpSecret?: string;
}
export interface CreatedAgent {
  readonly agentId: string;
  readonly totpSecret: string;
  readonly totpUri: string;
}

/** E-mail, password and TOTP together; which of them was wrong is not said, nor whether there is such an agent. */
export class AgentSignInService {
  /** What an unknown address is compared with, so that it costs the same. */
  readonly #nobody: Promise<AgentCredentials>;
  readonly #box: SecretBox;

  constructor(private readonly deps: AgentSignInDeps) {
    this.#box = new SecretBox(deps.secret);
    const id = newId();
    const totpSecret = this.#box.seal(newTotpSecret(), id);
    this.#nobody = hashPassword(newId()).then((passwordHash) => ({ id, passwordHash, totpSecret }));
  }

  async signIn(
    input: { email: string; password: string; totp: string; ip: string },
    previous: Claims | null,
  ): Promise<Result<SignedInAgent, CodeError>> {
    const { source, clock } = this.deps;
    const now = clock.now();
    const agent = await inTransaction(source, system, async (tx) => {
      const limits = (this.deps.limits ?? rateLimits).triesPerNetwork;
      if (!(await withinLimits(tx, `agent/${networkOf(input.ip)}`, limits, now)))
        throw new AppError('RATE_LIMITED');
      return countAgentTry(tx, normaliseEmail(input.email), now);
    });
    const { id, passwordHash, totpSecret } = agent ?? (await this.#nobody);
    const right = await passwordMatches(passwordHash, input.password);
    const step = totpStep(this.#box.open(totpSecret, id), input.totp, now);
    if (agent === null || !right || step === null) return err(refused);
    return inTransaction(source, system, async (tx) => {
      if (!(await takeTotpStep(tx, agent.id, step))) return err(refused);
      if (previous?.kind === 'AGENT') await endAgentSession(tx, previous, now);
      const { token } = await startAgentSession(tx, agent.id, now);
      return ok({ token, agentId: agent.id });
    });
  }

  async signOut(claims: Claims): Promise<void> {
    const { source, clock } = this.deps;
    await inTransaction(source, system, (tx) => endAgentSession(tx, claims, clock.now()));
  }

  /** For the demonstration and the command line; the graph makes no agents. Throws BAD_USER_INPUT. */
  async createAgent(input: NewAgent): Promise<CreatedAgent> {
    const email = normaliseEmail(input.email);
    if (!/^[^\s@]+@[^\s@]+$/.test(email))
      throw new AppError('BAD_USER_INPUT', `Not an e-mail address: ${email}`);
    const problem = passwordProblem(input.password, { email, name: input.name });
    if (problem !== null) throw new AppError('BAD_USER_INPUT', problem);
    const { source, clock } = this.deps;
    const { name, role, creditorIds, totpSecret = newTotpSecret() } = input;
    const id = newId();
    const passwordHash = await hashPassword(input.password);
    const createdAt = toDate(clock.now());
    const agent = {
      id,
      email,
      name,
      role,
      passwordHash,
      totpSecret: this.#box.seal(totpSecret, id),
      createdAt,
    };
    await inTransaction(source, system, (tx) => insertAgent(tx, agent, creditorIds));
    return { agentId: id, totpSecret, totpUri: totpUri(totpSecret, email) };
  }
}

const refused = codeError(
  'SIGN_IN_REFUSED',
  'E-mail, password or code is not right, or this account waits for 15 minutes after too many tries.',
);

function normaliseEmail(typed: string): string {
  return typed
    .replace(/\p{Cc}/gu, '')
    .trim()
    .normalize('NFKC')
    .toLowerCase();
}
