import { proveSession } from '../../server/identity/authenticate.ts';
import { readToken } from '../../server/identity/token.ts';
import { newestCode, otherCode, type Person, type SignInWorld } from './sign-in-world.ts';

export const ip = '203.0.113.7';

/** What a person does and leaves behind, in the words of the tests. */
export function stepsIn(world: SignInWorld) {
  return { start, verify, started, signedIn, fail, messagesTo, eventsOf, actorOf };

  function start(reference: string, fact = '1990-01-31', language: 'EN' | null = null) {
    return world.debtors.startSignIn({ reference, fact, language, ip });
  }

  function verify(challengeId: string, code: string) {
    return world.debtors.verifyCode({ challengeId, code, ip }, null);
  }

  async function started(person: Person): Promise<{ challengeId: string; code: string }> {
    const { challengeId } = await start(person.reference);
    return { challengeId, code: await newestCode(world, person.phone) };
  }

  /** The token of a new session. */
  async function signedIn(person: Person): Promise<string> {
    const { challengeId, code } = await started(person);
    const result = await verify(challengeId, code);
    if (!result.ok) throw new Error(result.error.code);
    return result.value.token;
  }

  async function fail(challengeId: string, code: string, times: number): Promise<string[]> {
    const answers: string[] = [];
    for (let at = 0; at < times; at += 1) {
      const result = await verify(challengeId, otherCode(code));
      answers.push(result.ok ? 'IN' : `${result.error.code} ${result.error.triesLeft}`);
    }
    return answers;
  }

  function messagesTo(recipient: string) {
    return world.query<{ body: string }>('select body from outbox_message where recipient = $1', [recipient]);
  }

  function eventsOf(debtorId: string) {
    return world.query<{ type: string; creditor_id: string; actor_kind: string }>(
      'select type, creditor_id, actor_kind from activity_event where debtor_id = $1 order by xmin::text::bigint',
      [debtorId],
    );
  }

  async function actorOf(token: string) {
    return (await proveSession(world.source, readToken(token), world.clock.now())).actor;
  }
}
