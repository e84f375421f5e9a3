import { useState } from 'react';
import { useSession } from '../../session.tsx';
import { InstantText } from '../../ui/money.tsx';
import { Notice } from '../../ui/notice.tsx';
import { useWords } from '../../words.tsx';
import type { Happening } from '../live/activity.queries.ts';
import { happeningText } from '../live/happening-text.ts';
import { useHappenings, useReloadOn } from '../live/live.tsx';

interface ChangedNoticeProps {
  readonly proposalId: string;
  /** Until when a conflict has told it all already. */
  readonly known?: string | null;
  readonly onChanged: () => void;
}

/** While the page is open somebody else moves: the page follows, and says who and what. */
export function ChangedNotice({ proposalId, known, onChanged }: ChangedNoticeProps) {
  const words = useWords();
  const own = useSession().viewer?.agent?.name;
  const [heard, setHeard] = useState<Happening | null>(null);
  const concernsProposal = (event: Happening) => event.proposal?.id === proposalId;
  useHappenings((event) => {
    const isOwn = event.actorKind === 'AGENT' && event.actorName === own;
    if (concernsProposal(event) && !isOwn) setHeard(event);
  });
  useReloadOn(concernsProposal, onChanged);
  const isNews = heard !== null && !(known && heard.occurredAt <= known);
  return (
    <div role="status" className={isNews ? undefined : 'visually-hidden'}>
      {isNews && (
        <Notice title={words.t('agent.decide.changed')}>
          <p>
            {happeningText(heard, words)} · <InstantText value={heard.occurredAt} />
          </p>
        </Notice>
      )}
    </div>
  );
}
