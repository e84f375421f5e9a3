import { type FormEvent, useState } from 'react';
import { useLocation } from 'wouter';
import { fromMinorUnits, readAmount } from '../../amount.ts';
import { useAct } from '../../data.tsx';
import { clearDraft, forgetRequest, requestId, useDraft } from '../../draft.ts';
import { formatDate, formatMoney } from '../../format.ts';
import type { MoneyValue } from '../../graph.ts';
import { problemsOf, wordsOf } from '../../problems.ts';
import { Button, ButtonRow } from '../../ui/button.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import type { Problems } from '../../ui/field.tsx';
import { Form } from '../../ui/form.tsx';
import { MoneyField } from '../../ui/money-field.tsx';
import { TroubleNotice } from '../../ui/trouble.tsx';
import { useWords } from '../../words.tsx';
import { type PayDebt, StartPaymentMutation } from './payment.queries.ts';
import { Preview } from './preview.tsx';
import { usePreview } from './use-preview.ts';

/** Any amount, and what it will be used for before it is paid. The card details are the provider's business. */
export function PayForm({ debt }: { debt: PayDebt }) {
  const words = useWords();
  const { t } = words;
  const [, navigate] = useLocation();
  const draft = `pay:${debt.id}`;
  const [text, setText] = useDraft(draft, startAmount(debt));
  const [problems, setProblems] = useState<Problems>({});
  const amount = readAmount(text, debt.currency);
  const preview = usePreview(
    debt.id,
    amount && /[1-9]/.test(amount) ? { amount, currency: debt.currency } : null,
  );
  const { act, busy, trouble } = useAct(StartPaymentMutation);

  async function submit(event: FormEvent) {
    event.preventDefault();
    const found: Record<string, string> = { ...preview.problems };
    if (!amount || !/[1-9]/.test(amount)) found.amount = t('pay.problem.amount');
    setProblems(found);
    if (!amount || Object.keys(found).length > 0) return;
    const content = { debtId: debt.id, amount: { amount, currency: debt.currency } };
    const data = await act({ input: { id: requestId(draft, content), ...content } });
    if (!data) return;
    const answer = data.startPayment;
    if (answer.__typename === 'InvalidInputError')
      return setProblems(problemsOf(answer, words, { amount: 'amount' }));
    if (answer.__typename === 'NotAllowedNowError') return setProblems({ amount: wordsOf(answer, words) });
    clearDraft(draft);
    forgetRequest(draft);
    const { checkoutUrl, id } = answer.payment;
    // Back from the provider's page leads to the payment, which says how it stands.
    navigate(`/payment/${id}`, { replace: true });
    if (checkoutUrl) location.assign(checkoutUrl);
  }

  return (
    <>
      <ErrorSummary problems={problems} />
      {trouble && <TroubleNotice trouble={trouble} />}
      <Form onSubmit={submit}>
        <MoneyField
          name="amount"
          label={t('pay.amount')}
          problem={problems.amount ?? preview.problems.amount}
          currency={debt.currency}
          value={text}
          onChange={setText}
        />
        <QuickAmounts debt={debt} onChoose={setText} />
        {preview.preview && <Preview preview={preview.preview} pending={preview.pending} />}
        {preview.trouble && <TroubleNotice trouble={preview.trouble} />}
        <ButtonRow>
          <Button type="submit" busy={busy}>
            {t('pay.submit')}
          </Button>
        </ButtonRow>
        <p>{t('pay.provider')}</p>
      </Form>
    </>
  );
}

/** What is left of the next instalment, or the whole. */
function QuickAmounts({ debt, onChoose }: { debt: PayDebt; onChoose: (amount: string) => void }) {
  const { t, locale } = useWords();
  const next = debt.activePlan?.nextInstalment;
  const due = nextDue(debt);
  const total = debt.balance.total;
  return (
    <ButtonRow>
      {next && due && (
        <Button kind="secondary" onClick={() => onChoose(due.amount)}>
          {t('pay.next', {
            amount: formatMoney(due, locale),
            date: formatDate(next.dueOn, locale, 'medium'),
          })}
        </Button>
      )}
      <Button kind="secondary" onClick={() => onChoose(total.amount)}>
        {t('pay.whole', { amount: formatMoney(total, locale) })}
      </Button>
    </ButtonRow>
  );
}

function startAmount(debt: PayDebt): string {
  return nextDue(debt)?.amount ?? '';
}

function nextDue(debt: PayDebt): MoneyValue | null {
  const next = debt.activePlan?.nextInstalment;
  if (!next) return null;
  const minor = BigInt(next.amount.minorUnits) - BigInt(next.paid.minorUnits);
  const { currency } = next.amount;
  return { amount: fromMinorUnits(minor, currency), minorUnits: minor.toString(), currency };
}
