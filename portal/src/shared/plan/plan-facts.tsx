import { DateText, Money } from '../../ui/money.tsx';
import { Facts } from '../../ui/table.tsx';
import { useWords } from '../../words.tsx';
import type { Offer, Simulation } from './plan.queries.ts';
import { minorOf } from './way-down-path.ts';

/** The terms of a plan in words and figures; the same list wherever a plan is shown. */
export function PlanFacts({ plan }: { plan: Offer | Simulation }) {
  const { t } = useWords();
  const lastDiffers = plan.lastInstalmentAmount.minorUnits !== plan.instalmentAmount.minorUnits;
  const hasUpFront = plan.upFront && minorOf(plan.upFront) > 0;
  return (
    <Facts
      facts={[
        [t('plan.terms.instalment'), <InstalmentText key="instalment" plan={plan} />],
        hasUpFront ? [t('plan.terms.upFront'), <Money key="upFront" value={plan.upFront!} />] : null,
        [t('plan.terms.count'), t('plan.terms.countValue', { count: plan.instalmentCount })],
        lastDiffers
          ? [t('plan.terms.lastInstalment'), <Money key="last" value={plan.lastInstalmentAmount} />]
          : null,
        [t('plan.terms.firstDueOn'), <DateText key="first" value={plan.firstDueOn} />],
        [t('plan.terms.lastDueOn'), <DateText key="end" value={plan.lastDueOn} />],
        [t('plan.terms.interest'), <InterestText key="interest" plan={plan} />],
        [t('plan.terms.total'), <Money key="total" value={plan.totalToPay} />],
      ]}
    />
  );
}

function InstalmentText({ plan }: { plan: Offer | Simulation }) {
  const { t } = useWords();
  return (
    <>
      <Money value={plan.instalmentAmount} /> {t(`frequency.${plan.frequency}`)}
    </>
  );
}

export function InterestText({ plan }: { plan: Pick<Simulation, 'interestFreeze' | 'totalInterest'> }) {
  const { t } = useWords();
  return plan.interestFreeze ? t('plan.terms.interestStopped') : <Money value={plan.totalInterest} />;
}
