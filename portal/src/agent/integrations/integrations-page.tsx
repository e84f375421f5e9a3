import { useState } from 'react';
import { Button, ButtonRow } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Empty } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { TroubleNotice } from '../../ui/trouble.tsx';
import { useWords } from '../../words.tsx';
import { ClientCard } from './client-card.tsx';
import { ClientForm } from './client-form.tsx';
import { useClients } from './use-clients.ts';

/** Programs of the creditors that talk to the graph, and their keys. */
export function IntegrationsPage() {
  const { t } = useWords();
  const [making, setMaking] = useState(false);
  const { from, clients, isEmpty, remember } = useClients();
  return (
    <Page title={t('agent.integrations.title')} lead={t('agent.integrations.lead')} width="wide">
      {making ? (
        <Card title={t('agent.client.new')}>
          <ClientForm
            onCancel={() => setMaking(false)}
            onMade={(id) => {
              remember(id);
              setMaking(false);
            }}
          />
        </Card>
      ) : (
        <ButtonRow>
          <Button onClick={() => setMaking(true)}>{t('agent.client.new')}</Button>
        </ButtonRow>
      )}
      {isEmpty && <Empty>{t('agent.integrations.empty')}</Empty>}
      {from.trouble && <TroubleNotice trouble={from.trouble} onRetry={from.reload} />}
      {!isEmpty && !from.data && !from.trouble && <Skeleton blocks={2} />}
      {clients.map((client) => (
        <ClientCard key={client.id} client={client} onChanged={from.reload} />
      ))}
    </Page>
  );
}
