import { useState } from 'react';
import { Loaded, useGraph } from '../../data.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { useWords } from '../../words.tsx';
import { Missing } from '../parts/missing.tsx';
import { ChangedNotice } from './changed-notice.tsx';
import { ConflictNotice } from './conflict-notice.tsx';
import { CounterForm } from './counter-form.tsx';
import { type Conflict, DecideQuery, type Proposal } from './decide.queries.ts';

export function CounterPage({ id }: { id: string }) {
  const { t } = useWords();
  const from = useGraph(DecideQuery, { id });
  const proposal = from.data?.node?.__typename === 'PlanProposal' ? from.data.node : null;
  return (
    <Page
      title={t('agent.counter.title')}
      kicker={proposal?.debtor.name}
      lead={t('agent.counter.lead')}
      back={{ to: `/agent/proposal/${id}`, label: t('proposal.back') }}
      width="wide"
    >
      <Loaded from={from} skeleton={<Skeleton blocks={2} />}>
        {() => (proposal ? <Counter proposal={proposal} onChanged={from.reload} /> : <Missing />)}
      </Loaded>
    </Page>
  );
}

/** The form stays whatever happens meanwhile: what was typed can still be read, and sent when it is our turn. */
function Counter({ proposal, onChanged }: { proposal: Proposal; onChanged: () => void }) {
  const { t } = useWords();
  const [conflict, setConflict] = useState<Conflict | null>(null);
  const before = proposal.offers.at(-1);
  if (!before) return <Missing />;
  return (
    <>
      {conflict && <ConflictNotice conflict={conflict} />}
      <ChangedNotice proposalId={proposal.id} known={conflict?.decidedAt} onChanged={onChanged} />
      {proposal.status !== 'AWAITING_CREDITOR' && (
        <Notice title={t(`agent.proposal.status.${proposal.status}`)}>
          <p>{t('agent.counter.notOurTurn')}</p>
        </Notice>
      )}
      <CounterForm
        proposal={proposal}
        before={before}
        onConflict={(found) => {
          setConflict(found);
          onChanged();
        }}
      />
    </>
  );
}
