import { Loaded, useGraph } from '../../data.tsx';
import { Page } from '../../ui/page.tsx';
import { TroubleNotice } from '../../ui/trouble.tsx';
import { useWords } from '../../words.tsx';
import { PayForm } from './pay-form.tsx';
import { PayStartQuery } from './payment.queries.ts';

export function PayPage({ id }: { id: string }) {
  const { t } = useWords();
  const from = useGraph(PayStartQuery, { debtId: id });
  const debt = from.data?.node?.__typename === 'Debt' ? from.data.node : null;
  return (
    <Page
      title={t('pay.title')}
      kicker={debt?.creditor.name}
      lead={t('pay.lead')}
      back={{ to: `/account/${id}`, label: t('plan.backToAccount') }}
      width="narrow"
    >
      <Loaded from={from}>
        {() => (debt ? <PayForm debt={debt} /> : <TroubleNotice trouble="NOT_FOUND" />)}
      </Loaded>
    </Page>
  );
}
