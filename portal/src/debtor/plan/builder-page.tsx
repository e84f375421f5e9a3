import { Loaded, useGraph } from '../../data.tsx';
import { termsFrom } from '../../shared/plan/plan-terms.ts';
import { ButtonLink, ButtonRow } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { TroubleNotice } from '../../ui/trouble.tsx';
import { useWords } from '../../words.tsx';
import { CounterStartQuery, ProposeStartQuery } from './builder.queries.ts';
import { BuilderForm } from './builder-form.tsx';
import { firstWish, OWN, sortOptions, wishName } from './wish.ts';

export function ProposeBuilderPage({ id }: { id: string }) {
  const { t } = useWords();
  const start = useGraph(ProposeStartQuery, { debtId: id });
  const back = { to: `/account/${id}`, label: t('plan.backToAccount') };
  return (
    <Page title={t('plan.builder.title')} lead={t('plan.builder.lead')} back={back} width="wide">
      <Loaded from={start}>
        {({ node, planOptions }) => {
          if (node?.__typename !== 'Debt') return <TroubleNotice trouble="NOT_FOUND" />;
          const busyWith = node.openProposal
            ? { to: `/proposal/${node.openProposal.id}`, kind: 'proposal' as const }
            : node.activePlan && { to: `/plan/${node.activePlan.id}`, kind: 'plan' as const };
          if (busyWith) return <AlreadyRunning {...busyWith} />;
          const options = sortOptions(planOptions);
          return (
            <BuilderForm
              debt={node}
              options={options}
              start={firstWish(node, options)}
              draft={wishName.propose(id)}
              checkPath={`/account/${id}/plan/check`}
            />
          );
        }}
      </Loaded>
    </Page>
  );
}

export function CounterBuilderPage({ id }: { id: string }) {
  const { t } = useWords();
  const start = useGraph(CounterStartQuery, { proposalId: id });
  const back = { to: `/proposal/${id}`, label: t('proposal.back') };
  return (
    <Page title={t('counter.title')} lead={t('counter.lead')} back={back} width="wide">
      <Loaded from={start}>
        {({ node }) =>
          node?.__typename === 'PlanProposal' ? (
            <BuilderForm
              debt={node.debt}
              options={[]}
              before={node.currentOffer}
              start={{ choice: OWN, terms: termsFrom(node.currentOffer), message: '' }}
              draft={wishName.counter(id, node.version)}
              checkPath={`/proposal/${id}/counter/check`}
            />
          ) : (
            <TroubleNotice trouble="NOT_FOUND" />
          )
        }
      </Loaded>
    </Page>
  );
}

/** One plan and one negotiation at a time for an account. */
function AlreadyRunning({ to, kind }: { to: string; kind: 'proposal' | 'plan' }) {
  const { t } = useWords();
  return (
    <Notice title={t(`plan.running.${kind}.title`)}>
      <p>{t(`plan.running.${kind}.text`)}</p>
      <ButtonRow>
        <ButtonLink to={to}>{t(`plan.running.${kind}.button`)}</ButtonLink>
      </ButtonRow>
    </Notice>
  );
}
