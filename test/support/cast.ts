import type { SandboxChoice } from '../../server/features/payments/sandbox.provider.ts';
import type { As } from './graph-client.ts';
import { counter, decline, type Proposal, propose, type Signed, sign, startPayment } from './journeys.ts';
import type { PortalApp, PortalPerson } from './portal-app.ts';
import { signInAgent, signInDebtor } from './sign-in.ts';

/** Somebody who is signed in already. */
export interface Player extends PortalPerson {
  readonly as: As;
}
export interface Negotiating extends Player {
  readonly proposal: Proposal;
}
/** One person for each state that a page can show, and who sits at the desks. */
export interface Cast {
  /** Owes, and has done nothing yet. */
  readonly fresh: Player;
  /** Waits for the creditor's answer. */
  readonly waiting: Negotiating;
  /** Has got another offer. */
  readonly answered: Negotiating;
  /** Both sides agree; it is not signed. */
  readonly agreed: Negotiating;
  readonly declined: Negotiating;
  /** Pays by a plan; the ids of payments by how they ended. */
  readonly signed: Negotiating & Signed & { readonly payments: Payments };
  readonly agent: As;
  readonly admin: As;
  /** Works for nobody yet. */
  readonly newcomer: As;
}
type Payments = Readonly<Record<'open' | 'arrived' | 'refused' | 'cancelled', string>>;

/** Plays six people of a creditor into their states, over the graph. */
export async function makeCast(app: PortalApp, creditorCode: string): Promise<Cast> {
  const creditors = await app.sql<{ id: string }>('select id from creditor where code = $1', [creditorCode]);
  const creditorIds = creditors.map(({ id }) => id);
  const { as: agent } = await signInAgent(app, 'AGENT', creditorIds);
  const [fresh, waiting, answered, agreed, declined, signed] = await signInSix(app, creditorCode);
  const soon = { instalmentCount: 12, frequency: 'MONTHLY', firstDueOn: inDays(app, 30) };
  const late = { ...soon, firstDueOn: inDays(app, 60) };
  const negotiating = async (player: Player, terms: typeof late): Promise<Negotiating> => ({
    ...player,
    proposal: await propose(app, player.as, player.debtId, terms),
  });
  const asked = await negotiating(answered, late);
  const refused = await negotiating(declined, late);
  const atOnce = await negotiating(signed, soon);
  const answer = { ...soon, instalmentCount: 10, message: 'Could you begin earlier? 能早一点开始吗？' };
  const reason = 'The first payment is too far away. 首期还款日太晚。';
  return {
    fresh,
    waiting: await negotiating(waiting, late),
    answered: { ...asked, proposal: await counter(app, agent, asked.proposal, answer) },
    agreed: await negotiating(agreed, soon),
    declined: { ...refused, proposal: await decline(app, agent, refused.proposal, reason) },
    signed: {
      ...atOnce,
      ...(await sign(app, atOnce.as, atOnce.proposal, atOnce.phone)),
      payments: await payInEveryWay(app, atOnce),
    },
    agent,
    admin: (await signInAgent(app, 'ADMIN', creditorIds)).as,
    newcomer: (await signInAgent(app, 'AGENT', [])).as,
  };
}

type Six = [Player, Player, Player, Player, Player, Player];
async function signInSix(app: PortalApp, creditorCode: string): Promise<Six> {
  const players: Player[] = [];
  for (const person of await app.people(creditorCode, 6)) {
    players.push({ ...person, as: await signInDebtor(app, person) });
  }
  return players as Six;
}

export function inDays({ clock }: PortalApp, days: number): string {
  return clock.now().toZonedDateTimeISO('UTC').toPlainDate().add({ days }).toString();
}

/** Small payments; the page of the last one is left open. */
async function payInEveryWay(app: PortalApp, { as, debtId }: Player): Promise<Payments> {
  const [debt] = await app.sql<{ currency: string }>('select currency from debt where id = $1', [
    debtId.split('.').at(-1),
  ]);
  const pay = async (amount: string, choice: SandboxChoice | null) => {
    const money = { amount, currency: debt!.currency };
    const { id, checkoutUrl } = await startPayment(app, as, debtId, money);
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    const url = new URL(checkoutUrl).pathname;
    if (choice) {
      await app.server.inject({ method: 'POST', url, headers: form, payload: `choice=${choice}` });
    }
    return id;
  };
  return {
    arrived: await pay('21.00', 'PAY'),
    refused: await pay('22.00', 'DECLINE'),
    cancelled: await pay('23.00', 'CANCEL'),
    open: await pay('24.00', null),
  };
}
