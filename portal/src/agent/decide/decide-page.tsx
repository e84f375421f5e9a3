import { useState } from 'react';
import { Link } from 'wouter';
import { Loaded, useGraph } from '../../data.tsx';
import { accountName } from '../../debtor/debt.ts';
import { OfferDifference } from '../../shared/plan/offer-difference.tsx';
import type { Offer } from '../../shared/plan/plan.queries.ts';
import { PlanFacts } from '../../shared/plan/plan-facts.tsx';
import { ScheduleTable } from '../../shared/plan/schedule-table.tsx';
import { WayDown } from '../../shared/plan/way-down.tsx';
import { Card } from '../../ui/card.tsx';
import { Money } from '../../ui/money.tsx';
import { Columns, Page } from '../../ui/page.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Facts } from '../../ui/table.tsx';
import { useWords } from '../../words.tsx';
import { Missing } from '../parts/missing.tsx';
import { latestDecisions, reasonOf } from '../parts/rule-value.ts';
import { RulesTable } from '../parts/rules-table.tsx';
import { ChangedNotice } from './changed-notice.tsx';
import { ConflictNotice } from './conflict-notice.tsx';
import styles from './decide.module.css';
import { type Conflict, DecideQuery, type Proposal } from './decide.queries.ts';
import { Moves } from './moves.tsx';
import { Rounds } from './rounds.tsx';
import { Standing } from './standing.tsx';

export function DecidePage({ id }: { id: string }) {
  const { t } = useWords();
  const from = useGraph(DecideQuery, { id });
  const proposal = from.data?.node?.__typename === 'PlanProposal' ? from.data.node : null;
  return (
    <Page
      title={proposal?.debtor.name ?? t('agent.decide.title')}
      kicker={proposal ? t('agent.decide.kicker', { creditor: proposal.creditor.name }) : undefined}
      back={{ to: '/agent', label: t('agent.today.title') }}
      width="wide"
    >
      <Loaded from={from} skeleton={<Skeleton blocks={3} />}>
        {() => (proposal ? <ProposalView proposal={proposal} onChanged={from.reload} /> : <Missing />)}
      </Loaded>
    </Page>
  );
}

function ProposalView({ proposal, onChanged }: { proposal: Proposal; onChanged: () => void }) {
  const { t } = useWords();
  const [conflict, setConflict] = useState<Conflict | null>(null);
  const current = proposal.offers.at(-1);
  const before = proposal.offers.at(-2);
  if (!current) return <Missing />;

  function onConflict(found: Conflict) {
    setConflict(found);
    onChanged();
  }

  return (
    <>
      {conflict && <ConflictNotice conflict={conflict} />}
      <ChangedNotice proposalId={proposal.id} known={conflict?.decidedAt} onChanged={onChanged} />
      <Columns
        main={
          <>
            <Card strong>
              <Standing proposal={proposal} offer={current} />
              <Moves proposal={proposal} offer={current} onConflict={onConflict} />
            </Card>
            <Card title={t('agent.rules.title')}>
              <RulesTable reasons={latestDecisions(proposal.ruleDecisions).map(reasonOf)} />
            </Card>
            {before && <DifferenceCard proposal={proposal} before={before} current={current} />}
            <Card title={t('agent.rounds.title')}>
              <Rounds proposal={proposal} />
            </Card>
          </>
        }
        side={
          <>
            <Card title={before ? t('proposal.offerNow') : t('proposal.offer')}>
              <WayDown plan={current} before={before} />
              <PlanFacts plan={current} />
              <details className={styles.more}>
                <summary>{t('plan.schedule.open')}</summary>
                <ScheduleTable rows={current.schedule} />
              </details>
            </Card>
            <AboutCard proposal={proposal} />
          </>
        }
      />
    </>
  );
}

function DifferenceCard(props: { proposal: Proposal; before: Offer; current: Offer }) {
  const { t } = useWords();
  const { proposal, before, current } = props;
  const maker = (offer: Offer) => (offer.madeBy === 'DEBTOR' ? proposal.debtor.name : proposal.creditor.name);
  return (
    <Card title={t('proposal.changed')}>
      <OfferDifference
        before={before}
        after={current}
        beforeLabel={maker(before)}
        afterLabel={maker(current)}
      />
    </Card>
  );
}

function AboutCard({ proposal }: { proposal: Proposal }) {
  const words = useWords();
  const { t } = words;
  const { debt, debtor } = proposal;
  return (
    <Card title={t('agent.decide.about')}>
      <Facts
        facts={[
          [
            t('agent.decide.person'),
            <Link key="person" to={`/agent/case/${debtor.id}`}>
              {debtor.name}
            </Link>,
          ],
          [t('agent.case.language'), t(`agent.language.${debtor.language}`)],
          [t('agent.decide.account'), accountName(debt, words)],
          [t('agent.decide.balance'), <Money key="balance" value={debt.balance.total} />],
          debt.daysPastDue > 0
            ? [t('account.facts.daysPastDue'), t('ui.days', { count: debt.daysPastDue })]
            : null,
        ]}
      />
    </Card>
  );
}
