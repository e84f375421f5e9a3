import { useEffect } from 'react';
import { Loaded, useGraph } from '../../data.tsx';
import { MakeUp } from '../../shared/balance/make-up.tsx';
import { Button, ButtonLink, ButtonRow } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { DateText, InstantText, Money } from '../../ui/money.tsx';
import { Notice } from '../../ui/notice.tsx';
import { OutLink } from '../../ui/out-link.tsx';
import { Page } from '../../ui/page.tsx';
import { Facts } from '../../ui/table.tsx';
import { TroubleNotice } from '../../ui/trouble.tsx';
import { useWords } from '../../words.tsx';
import { accountName } from '../debt.ts';
import { type Payment, PaymentQuery } from './payment.queries.ts';

const pollMs = 2_000;

/** After the provider's page: how the payment stands, asked again until it is known, then the receipt. */
export function PaymentPage({ id }: { id: string }) {
  const { t } = useWords();
  const from = useGraph(PaymentQuery, { id });
  const payment = from.data?.node?.__typename === 'Payment' ? from.data.node : null;
  const { reload } = from;
  const open = payment !== null && isOpen(payment);
  useEffect(() => {
    if (!open) return;
    const timer = setInterval(reload, pollMs);
    return () => clearInterval(timer);
  }, [open, reload]);
  return (
    <Page
      title={payment ? t(`payment.title.${payment.status}`) : t('payment.title')}
      kicker={payment?.debt.creditor.name}
      back={{ to: '/', label: t('ui.toStart') }}
    >
      <Loaded from={from}>
        {() => (payment ? <PaymentView payment={payment} /> : <TroubleNotice trouble="NOT_FOUND" />)}
      </Loaded>
    </Page>
  );
}

function isOpen({ status }: Payment): boolean {
  return status === 'CREATED' || status === 'PENDING' || status === 'UNKNOWN';
}

function PaymentView({ payment }: { payment: Payment }) {
  const { t } = useWords();
  if (payment.status === 'SUCCEEDED') return <ReceiptCard payment={payment} />;
  const again = `/account/${payment.debt.id}/pay`;
  return (
    <Notice kind={isOpen(payment) ? 'info' : 'problem'}>
      <p role="status">{t(`payment.text.${payment.status}`)}</p>
      <ButtonRow>
        {payment.status === 'PENDING' && payment.checkoutUrl && (
          <OutLink href={payment.checkoutUrl}>{t('payment.toProvider')}</OutLink>
        )}
        {!isOpen(payment) && <ButtonLink to={again}>{t('payment.again')}</ButtonLink>}
      </ButtonRow>
    </Notice>
  );
}

function ReceiptCard({ payment }: { payment: Payment }) {
  const words = useWords();
  const { t } = words;
  return (
    <>
      <Card title={t('receipt.title')}>
        <Facts
          facts={[
            payment.receipt ? [t('receipt.number'), payment.receipt.number] : null,
            [t('receipt.amount'), <Money key="amount" value={payment.amount} />],
            [t('account.facts.creditor'), payment.debt.creditor.name],
            [t('receipt.account'), accountName(payment.debt, words)],
            payment.effectiveOn
              ? [t('receipt.effectiveOn'), <DateText key="effective" value={payment.effectiveOn} />]
              : null,
            payment.settledAt
              ? [t('receipt.settledAt'), <InstantText key="settled" value={payment.settledAt} />]
              : null,
          ]}
        />
      </Card>
      {payment.allocation.length > 0 && (
        <Card title={t('receipt.usedFor')}>
          <MakeUp title={t('receipt.usedFor')} parts={payment.allocation} />
        </Card>
      )}
      <ButtonRow>
        {payment.plan ? (
          <ButtonLink to={`/plan/${payment.plan.id}`}>{t('home.toPlan')}</ButtonLink>
        ) : (
          <ButtonLink to={`/account/${payment.debt.id}`}>{t('home.toAccount')}</ButtonLink>
        )}
        <Button kind="secondary" onClick={() => print()}>
          {t('ui.print')}
        </Button>
      </ButtonRow>
    </>
  );
}
