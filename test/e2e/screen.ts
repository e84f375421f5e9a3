import type { WordKey } from '../../portal/src/words.tsx';
import type { Cast } from '../support/cast.ts';
import type { As } from '../support/graph-client.ts';
import type { Visitor } from '../support/visitor.ts';

/** A page in one of its states: who sees it, where it is, and how it is brought there. */
export interface Screen {
  readonly name: string;
  /** Nobody is signed in where it is left out. */
  readonly who?: keyof Cast;
  readonly path: (cast: Cast) => string;
  /** Words of the portal by which one knows that this is it; `then` waits where the page has none of them. */
  readonly sees?: WordKey;
  readonly then?: (visitor: Visitor, cast: Cast) => Promise<unknown>;
}

export async function show(visitor: Visitor, cast: Cast, { who, path, sees, then }: Screen): Promise<void> {
  await visitor.context.clearCookies();
  if (who) await visitor.carry(sessionOf(cast[who]));
  await visitor.open(path(cast));
  await then?.(visitor, cast);
  if (sees) await visitor.words(sees).first().waitFor();
  if (sees !== 'ui.loading') await visitor.words('ui.loading').first().waitFor({ state: 'detached' });
}

function sessionOf(one: Cast[keyof Cast]): As {
  return typeof one.as === 'object' ? one.as : (one as As);
}
