import type { Words } from '../../words.tsx';
import type { Happening } from './activity.queries.ts';

/** One sentence for an event, with the person as its subject or object. */
export function happeningText({ type, actorKind, actorName, debtor }: Happening, { t }: Words): string {
  return t(`agent.event.${type}`, {
    name: debtor.name,
    actor: actorKind,
    who: actorName ?? t(`agent.actor.${actorKind}`),
  });
}
