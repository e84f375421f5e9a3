import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { GraphContext } from '../graph/context.ts';
import { RowStart } from '../graph/reader/reads.ts';
import type { AgentSignInService } from './agent-sign-in.service.ts';
import type { DebtorSignInService } from './debtor-sign-in.service.ts';
import { authorise } from './permissions.ts';
import {
  NotMeReported,
  ReportNotMeInput,
  ResendCodeInput,
  SignedOut,
  SignInAgentInput,
  SignInAgentResult,
  StartSignInInput,
  StartSignInPayload,
  VerifyCodeInput,
  VerifyCodeResult,
} from './sign-in.types.ts';

@Resolver()
export class SignInResolver {
  constructor(
    private readonly debtors: DebtorSignInService,
    private readonly agents: AgentSignInService,
  ) {}

  @Mutation(() => StartSignInPayload, {
    description: 'Begins to sign a person in: sends a code, if they are on file.',
  })
  startSignIn(@Arg('input', () => StartSignInInput) input: StartSignInInput, @Ctx() { ip }: GraphContext) {
    return this.debtors.startSignIn({ ...input, language: input.language ?? null, ip });
  }

  @Mutation(() => StartSignInPayload, {
    description: 'Sends another code for the same attempt. It gives no new tries and no more time.',
  })
  resendCode(@Arg('input', () => ResendCodeInput) input: ResendCodeInput, @Ctx() { ip }: GraphContext) {
    return this.debtors.resendCode({ ...input, ip });
  }

  @Mutation(() => VerifyCodeResult, { description: 'Signs a person in with the code they have received.' })
  async verifyCode(
    @Arg('input', () => VerifyCodeInput) input: VerifyCodeInput,
    @Ctx() context: GraphContext,
  ) {
    const result = await this.debtors.verifyCode({ ...input, ip: context.ip }, context.claims);
    return result.ok
      ? signedIn(context, result.value.token, 'DEBTOR', result.value.actor.debtorId)
      : result.error;
  }

  @Mutation(() => NotMeReported, {
    description: 'Says that a letter or message has come to the wrong person. Needs no sign-in.',
  })
  async reportNotMe(
    @Arg('input', () => ReportNotMeInput) input: ReportNotMeInput,
    @Ctx() { ip }: GraphContext,
  ) {
    await this.debtors.reportNotMe({ ...input, ip });
    return { ok: true };
  }

  @Mutation(() => SignInAgentResult, { description: 'Signs an agent in.' })
  async signInAgent(
    @Arg('input', () => SignInAgentInput) input: SignInAgentInput,
    @Ctx() context: GraphContext,
  ) {
    const result = await this.agents.signIn({ ...input, ip: context.ip }, context.claims);
    return result.ok ? signedIn(context, result.value.token, 'AGENT', result.value.agentId) : result.error;
  }

  @Mutation(() => SignedOut, {
    description: 'Ends the session of this request. Without one it does nothing.',
  })
  async signOut(@Ctx() context: GraphContext) {
    const { claims } = context;
    if (claims === null) return { ok: true };
    const actor = await context.actor();
    authorise(actor, 'session.end');
    if (actor.kind === 'DEBTOR') await this.debtors.signOut(actor, claims);
    else await this.agents.signOut(claims);
    context.session.end(actor.kind);
    return { ok: true };
  }
}

function signedIn({ session }: GraphContext, token: string, kind: 'DEBTOR' | 'AGENT', id: string) {
  session.start(token, kind);
  const viewer =
    kind === 'DEBTOR'
      ? { debtor: new RowStart('Debtor', id, id) }
      : { agent: new RowStart('Agent', null, id) };
  return { __typename: 'SignedIn', viewer: { kind, ...viewer } };
}
