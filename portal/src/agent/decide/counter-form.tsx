import { type FormEvent, useState } from 'react';
import { limitsOf } from '../../debtor/plan/wish.ts';
import { formatMoney } from '../../format.ts';
import type { Offer, Simulation } from '../../shared/plan/plan.queries.ts';
import { PlanSize, PlanTiming } from '../../shared/plan/plan-builder.tsx';
import { PlanFacts } from '../../shared/plan/plan-facts.tsx';
import { WayDown } from '../../shared/plan/way-down.tsx';
import { Button, ButtonRow } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Checkbox } from '../../ui/choice-fields.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import type { Problems } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { TroubleNotice } from '../../ui/trouble.tsx';
import { useWords } from '../../words.tsx';
import { RulesTable } from '../parts/rules-table.tsx';
import styles from './decide.module.css';
import type { Conflict, Proposal } from './decide.queries.ts';
import { useCounter } from './use-counter.ts';

interface CounterFormProps {
  readonly proposal: Proposal;
  readonly before: Offer;
  readonly onConflict: (conflict: Conflict) => void;
}

/** The person's own builder, with the one switch that only the creditor has. */
export function CounterForm({ proposal, before, onConflict }: CounterFormProps) {
  const { t } = useWords();
  const counter = useCounter(proposal, before, onConflict);
  const { wish, change, problems, quote } = counter;
  const [submitted, setSubmitted] = useState<Problems>({});
  const isOurTurn = proposal.status === 'AWAITING_CREDITOR';
  const builder = {
    balance: proposal.debt.balance.total,
    limits: limitsOf(proposal.debt),
    terms: wish.terms,
    problems,
    onChange: (terms: typeof wish.terms) => change({ terms }),
  };

  function submit(event: FormEvent) {
    event.preventDefault();
    setSubmitted({ ...problems });
    if (isOurTurn && Object.keys(problems).length === 0) void counter.send();
  }

  return (
    <form className={styles.form} noValidate onSubmit={submit}>
      <div className={styles.wish}>
        <ErrorSummary problems={Object.keys(problems).length > 0 ? submitted : {}} />
        <PlanSize {...builder} />
      </div>
      <div className={styles.picture}>
        {quote && <Outcome quote={quote} before={before} counter={counter} />}
        {!quote && Object.keys(problems).length === 0 && <Skeleton blocks={2} />}
      </div>
      <div className={styles.rest}>
        <PlanTiming {...builder} />
        <Checkbox
          name="interestFreeze"
          label={t('agent.counter.freeze')}
          checked={wish.interestFreeze}
          onChange={(interestFreeze) => change({ interestFreeze })}
        />
        <TextArea
          name="message"
          label={t('agent.counter.message')}
          hint={t('agent.decline.hint', { language: t(`agent.language.${proposal.debtor.language}`) })}
          maxLength={1000}
          value={wish.message}
          onChange={(message) => change({ message })}
        />
        {counter.refusal && (
          <Notice kind="problem">
            <p>{counter.refusal}</p>
          </Notice>
        )}
        {counter.trouble && <TroubleNotice trouble={counter.trouble} />}
        <News news={counter.news} />
        {isOurTurn && (
          <ButtonRow>
            <Button type="submit" busy={counter.busy}>
              {t(counter.isExact ? 'agent.counter.send' : 'agent.counter.show')}
            </Button>
          </ButtonRow>
        )}
        {quote && (
          <Card title={t('agent.rules.title')}>
            <RulesTable reasons={quote.ruleOutcomes} />
          </Card>
        )}
      </div>
    </form>
  );
}

function News({ news }: { news: 'CHANGED' | 'EXACT' | null }) {
  const { t } = useWords();
  return (
    <div role="status">
      {news === 'EXACT' && (
        <Notice>
          <p>{t('agent.counter.exact')}</p>
        </Notice>
      )}
      {news === 'CHANGED' && (
        <Notice title={t('check.changed.title')}>
          <p>{t('check.changed.text')}</p>
        </Notice>
      )}
    </div>
  );
}

interface OutcomeProps {
  readonly quote: Simulation;
  readonly before: Offer;
  readonly counter: { readonly pending: boolean; readonly isExact: boolean };
}

function Outcome({ quote, before, counter }: OutcomeProps) {
  const { t, locale } = useWords();
  return (
    <Card>
      <section className={styles.outcome} aria-label={t('plan.outcome')}>
        <p className={styles.figure} aria-live="polite">
          {t('plan.outcomeLine', {
            amount: formatMoney(quote.instalmentAmount, locale),
            frequency: t(`frequency.${quote.frequency}`),
            count: quote.instalmentCount,
          })}
        </p>
        {!counter.isExact && <p>{t('agent.counter.notExact')}</p>}
        <WayDown plan={quote} before={before} pending={counter.pending} />
        <PlanFacts plan={quote} />
      </section>
    </Card>
  );
}
