import { useState } from 'react';
import { Redirect, useLocation } from 'wouter';
import { Loaded, useAct, useGraph } from '../../data.tsx';
import { clearDraft, forgetRequest, readDraft, requestId } from '../../draft.ts';
import { Page } from '../../ui/page.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { TroubleNotice } from '../../ui/trouble.tsx';
import { useWords } from '../../words.tsx';
import {
  CounterPlanMutation,
  CounterStartQuery,
  type PlanDebt,
  ProposePlanMutation,
  ProposeStartQuery,
} from './builder.queries.ts';
import { CheckForm, type Sent } from './check-form.tsx';
import { planViewDone } from './plan-view.ts';
import { type Wish, wishName } from './wish.ts';

export function ProposeCheckPage({ id }: { id: string }) {
  const { t } = useWords();
  const start = useGraph(ProposeStartQuery, { debtId: id });
  const { act, busy, trouble } = useAct(ProposePlanMutation);
  const finish = useFinish(wishName.propose(id));
  const builder = `/account/${id}/plan`;
  const [wish] = useState(() => readDraft<Wish>(wishName.propose(id)));
  if (!wish) return <Redirect to={builder} replace />;

  async function send(sent: Sent) {
    const content = { debtId: id, ...sent };
    const data = await act({ input: { id: requestId(wishName.propose(id), content), ...content } });
    if (data?.proposePlan.__typename !== 'ProposePlanSuccess') return data?.proposePlan ?? null;
    finish(data.proposePlan.proposal.id);
    return null;
  }

  return (
    <Page title={t('check.title')} lead={t('check.lead')} back={{ to: builder, label: t('check.change') }}>
      {trouble && <TroubleNotice trouble={trouble} />}
      <Loaded from={start} skeleton={<Skeleton blocks={2} />}>
        {({ node }) =>
          node?.__typename === 'Debt' ? (
            <CheckForm debt={node} wish={wish} draft={wishName.propose(id)} busy={busy} onSend={send} />
          ) : (
            <TroubleNotice trouble="NOT_FOUND" />
          )
        }
      </Loaded>
    </Page>
  );
}

export function CounterCheckPage({ id }: { id: string }) {
  const { t } = useWords();
  const start = useGraph(CounterStartQuery, { proposalId: id });
  const builder = `/proposal/${id}/counter`;
  const back = { to: builder, label: t('check.change') };
  return (
    <Page title={t('check.title')} lead={t('check.lead')} back={back}>
      <Loaded from={start} skeleton={<Skeleton blocks={2} />}>
        {({ node }) =>
          node?.__typename === 'PlanProposal' ? (
            <CounterCheck proposal={node} builder={builder} />
          ) : (
            <TroubleNotice trouble="NOT_FOUND" />
          )
        }
      </Loaded>
    </Page>
  );
}

interface CounterProposal {
  readonly id: string;
  readonly version: number;
  readonly debt: PlanDebt;
}

function CounterCheck({ proposal, builder }: { proposal: CounterProposal; builder: string }) {
  const { act, busy, trouble } = useAct(CounterPlanMutation);
  const draft = wishName.counter(proposal.id, proposal.version);
  const finish = useFinish(draft);
  const [wish] = useState(() => readDraft<Wish>(draft));
  if (!wish) return <Redirect to={builder} replace />;

  async function send(sent: Sent) {
    const content = { proposalId: proposal.id, version: proposal.version, ...sent };
    const data = await act({ input: { id: requestId(draft, content), ...content } });
    if (data?.counterPlan.__typename !== 'CounterPlanSuccess') return data?.counterPlan ?? null;
    finish(proposal.id);
    return null;
  }

  return (
    <>
      {trouble && <TroubleNotice trouble={trouble} />}
      <CheckForm debt={proposal.debt} wish={wish} draft={draft} busy={busy} onSend={send} />
    </>
  );
}

/** Sent: the draft has done its work, and "back" must not lead to sending it again. */
function useFinish(draft: string) {
  const [, navigate] = useLocation();
  return (proposalId: string) => {
    clearDraft(draft);
    forgetRequest(draft);
    planViewDone();
    navigate(`/proposal/${proposalId}`, { replace: true });
  };
}
