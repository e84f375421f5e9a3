import { type FormEvent, useState } from 'react';
import { useLocation } from 'wouter';
import { useDraft } from '../../draft.ts';
import { formatMoney } from '../../format.ts';
import type { Offer, Simulation } from '../../shared/plan/plan.queries.ts';
import { PlanSize, PlanTiming } from '../../shared/plan/plan-builder.tsx';
import { InterestText } from '../../shared/plan/plan-facts.tsx';
import { type PlanTerms, termsFrom } from '../../shared/plan/plan-terms.ts';
import { useSimulation } from '../../shared/plan/use-simulation.ts';
import { Verdict } from '../../shared/plan/verdict.tsx';
import { WayDown } from '../../shared/plan/way-down.tsx';
import { Button } from '../../ui/button.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import type { Problems } from '../../ui/field.tsx';
import { DateText, Money } from '../../ui/money.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Facts } from '../../ui/table.tsx';
import { TroubleNotice } from '../../ui/trouble.tsx';
import { useWords } from '../../words.tsx';
import type { PlanDebt } from './builder.queries.ts';
import styles from './builder-form.module.css';
import { Options } from './options.tsx';
import { usePlanView } from './plan-view.ts';
import { limitsOf, OWN, type Wish } from './wish.ts';

interface BuilderFormProps {
  readonly debt: PlanDebt;
  readonly options: readonly Simulation[];
  /** The offer that is being answered, drawn behind the new one. */
  readonly before?: Offer;
  readonly start: Wish;
  readonly draft: string;
  readonly checkPath: string;
}

/** Options, or sliders of one's own, with a picture that follows. Nothing is sent from here. */
export function BuilderForm({ debt, options, before, start, draft, checkPath }: BuilderFormProps) {
  const { t } = useWords();
  const [, navigate] = useLocation();
  const [wish, setWish] = useDraft<Wish>(draft, start);
  const [submitted, setSubmitted] = useState<Problems>({});
  usePlanView(debt.id);
  const own = wish.choice === OWN || !options[Number(wish.choice)];
  const state = useSimulation(debt.id, own ? wish.terms : null, debt.currency);
  const simulation = own ? state.simulation : options[Number(wish.choice)]!;
  const problems = own ? state.problems : {};
  const change = (terms: PlanTerms) => {
    setSubmitted({});
    setWish({ ...wish, choice: OWN, terms });
  };
  const builder = {
    balance: debt.balance.total,
    limits: limitsOf(debt),
    terms: wish.terms,
    problems,
    onChange: change,
  };

  function choose(choice: string) {
    const option = options[Number(choice)];
    setSubmitted({});
    setWish({ ...wish, choice, terms: option ? termsFrom(option) : wish.terms });
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    const found = isImpossible(simulation)
      ? { [sizeField(wish.terms)]: t('verdict.impossible.problem') }
      : problems;
    setSubmitted({ ...found });
    if (Object.keys(found).length > 0 || !simulation) return;
    setWish(wish);
    navigate(checkPath);
  }

  return (
    <form className={styles.form} noValidate onSubmit={submit}>
      <div className={styles.wish}>
        <ErrorSummary problems={submitted} />
        {options.length > 0 && (
          <Options options={options} value={own ? OWN : wish.choice} onChange={choose} />
        )}
        {own && <PlanSize {...builder} />}
      </div>
      <div className={styles.picture}>
        {state.trouble && <TroubleNotice trouble={state.trouble} />}
        {simulation ? (
          <Outcome
            simulation={simulation}
            before={before}
            debt={debt}
            stale={own && state.pending}
            invalid={Object.keys(problems).length > 0}
          />
        ) : (
          !state.trouble && Object.keys(problems).length === 0 && <Skeleton />
        )}
      </div>
      <div className={styles.rest}>
        {own && <PlanTiming {...builder} />}
        <Button type="submit">{t('plan.builder.check')}</Button>
        <p className={styles.soft}>{t('plan.builder.nothingSent')}</p>
      </div>
    </form>
  );
}

/** A rule of the law says no: nobody may agree to it, so it is not sent. */
function isImpossible(simulation: Simulation | null): boolean {
  return simulation?.ruleOutcomes.some(({ outcome }) => outcome === 'FAIL') ?? false;
}

/** The field that sets how long it takes. */
function sizeField({ by }: PlanTerms): string {
  return by === 'AMOUNT' ? 'amount' : 'count';
}

interface OutcomeProps {
  readonly simulation: Simulation;
  readonly before: Offer | undefined;
  readonly debt: PlanDebt;
  /** The figures are still of the terms before. */
  readonly stale: boolean;
  /** The terms are not possible: the picture stays, but nothing is promised. */
  readonly invalid: boolean;
}

function Outcome({ simulation, before, debt, stale, invalid }: OutcomeProps) {
  const { t, locale } = useWords();
  return (
    <section className={styles.outcome} aria-label={t('plan.outcome')} aria-busy={stale || invalid}>
      <p className={styles.figure} aria-live="polite">
        {t('plan.outcomeLine', {
          amount: formatMoney(simulation.instalmentAmount, locale),
          frequency: t(`frequency.${simulation.frequency}`),
          count: simulation.instalmentCount,
        })}
      </p>
      <WayDown plan={simulation} before={before} />
      <Facts
        facts={[
          [t('plan.terms.firstDueOn'), <DateText key="first" value={simulation.firstDueOn} />],
          [t('plan.terms.lastDueOn'), <DateText key="last" value={simulation.lastDueOn} />],
          [t('plan.terms.interest'), <InterestText key="interest" plan={simulation} />],
          [t('plan.terms.total'), <Money key="total" value={simulation.totalToPay} />],
        ]}
      />
      {!invalid && <Verdict simulation={simulation} creditor={debt.creditor.name} />}
    </section>
  );
}
