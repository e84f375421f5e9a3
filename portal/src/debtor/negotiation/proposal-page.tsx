import { useState } from 'react';
import { Loaded, useGraph } from '../../data.tsx';
import { OfferDifference } from '../../shared/plan/offer-difference.tsx';
import type { Offer } from '../../shared/plan/plan.queries.ts';
import { PlanFacts } from '../../shared/plan/plan-facts.tsx';
import { RuleReasons } from '../../shared/plan/rule-reasons.tsx';
import { ScheduleTable } from '../../shared/plan/schedule-table.tsx';
import { WayDown } from '../../shared/plan/way-down.tsx';
import { Card } from '../../ui/card.tsx';
import { Columns, Page } from '../../ui/page.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { TroubleNotice } from '../../ui/trouble.tsx';
import { useWords } from '../../words.tsx';
import { Refused } from '../refused.tsx';
import { type Conflict, Moves } from './moves.tsx';
import { Offers } from './offers.tsx';
import { type Proposal, ProposalQuery } from './proposal.queries.ts';
import { Standing } from './standing.tsx';

export function ProposalPage({ id }: { id: string }) {
  const { t } = useWords();
  const from = useGraph(ProposalQuery, { id });
  const proposal = from.data?.node?.__typename === 'PlanProposal' ? from.data.node : null;
  return (
    <Page
      title={proposal ? t(`proposal.title.${proposal.status}`) : t('proposal.title')}
      kicker={proposal?.creditor.name}
      back={{ to: '/', label: t('ui.toStart') }}
      width="wide"
    >
      <Loaded from={from} skeleton={<Skeleton blocks={2} />}>
        {() =>
          proposal ? (
            <ProposalView proposal={proposal} onChanged={from.reload} />
          ) : (
            <TroubleNotice trouble="NOT_FOUND" />
          )
        }
      </Loaded>
    </Page>
  );
}

function ProposalView({ proposal, onChanged }: { proposal: Proposal; onChanged: () => void }) {
  const { t } = useWords();
  const [conflict, setConflict] = useState<Conflict | null>(null);
  const current = proposal.offers.at(-1);
  const before = proposal.offers.at(-2);
  if (!current) return <TroubleNotice trouble="NOT_FOUND" />;
  return (
    <>
      {conflict && <Refused conflict={conflict} />}
      <Columns
        main={
          <>
            <Card strong>
              <Standing proposal={proposal} />
              <Moves
                proposal={proposal}
                onConflict={(found) => {
                  setConflict(found);
                  if (found) onChanged();
                }}
              />
            </Card>
            {before && <DifferenceCard before={before} current={current} />}
            <Card title={before ? t('proposal.offerNow') : t('proposal.offer')}>
              <WayDown plan={current} before={before} />
              <PlanFacts plan={current} />
              <details>
                <summary>{t('plan.schedule.open')}</summary>
                <ScheduleTable rows={current.schedule} />
              </details>
            </Card>
          </>
        }
        side={
          <>
            <Card title={t('proposal.rounds')}>
              <Offers offers={proposal.offers} creditor={proposal.creditor.name} />
            </Card>
            {proposal.ruleDecisions.length > 0 && (
              <Card title={t('proposal.why')}>
                <RuleReasons reasons={latestOfEach(proposal.ruleDecisions)} />
              </Card>
            )}
          </>
        }
      />
    </>
  );
}

/** The rules are asked in every round; what they said last counts. They come newest first. */
function latestOfEach(decisions: Proposal['ruleDecisions']): Proposal['ruleDecisions'] {
  return decisions.filter(
    (decision, index) => decisions.findIndex(({ ruleId }) => ruleId === decision.ruleId) === index,
  );
}

function DifferenceCard({ before, current }: { before: Offer; current: Offer }) {
  const { t } = useWords();
  return (
    <Card title={t('proposal.changed')}>
      <OfferDifference
        before={before}
        after={current}
        beforeLabel={t(`offer.by.${before.madeBy}`)}
        afterLabel={t(`offer.by.${current.madeBy}`)}
      />
    </Card>
  );
}
