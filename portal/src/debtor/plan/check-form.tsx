import { type FormEvent, useState } from 'react';
import { saveDraft } from '../../draft.ts';
import { type InvalidInput, problemsOf, type UserErrorLike, wordsOf } from '../../problems.ts';
import type { Simulation } from '../../shared/plan/plan.queries.ts';
import { PlanFacts } from '../../shared/plan/plan-facts.tsx';
import { readTerms, type TermsInput } from '../../shared/plan/plan-terms.ts';
import { ScheduleTable } from '../../shared/plan/schedule-table.tsx';
import { termFields, useSimulation } from '../../shared/plan/use-simulation.ts';
import { Verdict } from '../../shared/plan/verdict.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import type { Problems } from '../../ui/field.tsx';
import { Form } from '../../ui/form.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { TroubleNotice } from '../../ui/trouble.tsx';
import { useWords } from '../../words.tsx';
import { Refused } from '../refused.tsx';
import type { PlanDebt } from './builder.queries.ts';
import type { Wish } from './wish.ts';

export type Sent = TermsInput & { fingerprint: string; message: string | null };

/** Why it was not taken; a changed quote brings the new one with it. */
type Refusal =
  | InvalidInput
  | (UserErrorLike & { readonly __typename: 'QuoteChangedError'; readonly simulation: Simulation })
  | (UserErrorLike & { readonly __typename: 'NotAllowedNowError' })
  | (UserErrorLike & {
      readonly __typename: 'ConflictError';
      readonly decidedBy: string | null;
      readonly decidedAt: string | null;
    });

interface CheckFormProps {
  readonly debt: PlanDebt;
  readonly wish: Wish;
  readonly draft: string;
  readonly busy: boolean;
  readonly onSend: (sent: Sent) => Promise<Refusal | null>;
}

/** The quote once more, in full. It is sent with its fingerprint: other figures than these cannot come of it. */
export function CheckForm({ debt, wish, draft, busy, onSend }: CheckFormProps) {
  const words = useWords();
  const { t } = words;
  const [message, setMessage] = useState(wish.message);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const state = useSimulation(debt.id, wish.terms, debt.currency);
  const quote = refusal?.__typename === 'QuoteChangedError' ? refusal.simulation : state.simulation;
  const invalid: Problems =
    refusal?.__typename === 'InvalidInputError' ? problemsOf(refusal, words, termFields) : state.problems;

  async function submit(event: FormEvent) {
    event.preventDefault();
    const terms = readTerms(wish.terms, debt.currency, t).input;
    if (!terms || !quote) return;
    setRefusal(await onSend({ ...terms, fingerprint: quote.fingerprint, message: message.trim() || null }));
  }

  if (state.trouble && !quote) return <TroubleNotice trouble={state.trouble} />;
  if (Object.keys(invalid).length > 0) return <ErrorSummary problems={invalid} />;
  if (!quote) return <Skeleton blocks={2} />;
  return (
    <>
      {refusal?.__typename === 'QuoteChangedError' && (
        <Notice kind="problem" title={t('check.changed.title')}>
          <p>{t('check.changed.text')}</p>
        </Notice>
      )}
      {refusal?.__typename === 'ConflictError' && <Refused conflict={refusal} />}
      {refusal?.__typename === 'NotAllowedNowError' && (
        <Notice kind="problem">
          <p>{wordsOf(refusal, words)}</p>
        </Notice>
      )}
      <Card title={t('check.plan')}>
        <PlanFacts plan={quote} />
        <details>
          <summary>{t('plan.schedule.open')}</summary>
          <ScheduleTable rows={quote.schedule} />
        </details>
      </Card>
      <Verdict simulation={quote} creditor={debt.creditor.name} />
      <Form onSubmit={submit}>
        <TextArea
          name="message"
          label={t('check.message')}
          hint={t('check.messageHint')}
          maxLength={500}
          value={message}
          onChange={(text) => {
            setMessage(text);
            saveDraft(draft, { ...wish, message: text });
          }}
        />
        <p>{t('check.binding')}</p>
        <Button type="submit" busy={busy || state.pending}>
          {t('check.send')}
        </Button>
      </Form>
    </>
  );
}
