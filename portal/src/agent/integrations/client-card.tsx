import { useState } from 'react';
import { useNow } from '../../clock.ts';
import { useAct } from '../../data.tsx';
import { Button, ButtonRow } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { InstantText } from '../../ui/money.tsx';
import { TroubleNotice } from '../../ui/trouble.tsx';
import { useWords } from '../../words.tsx';
import { DeskTable } from '../parts/desk-table.tsx';
import { type Client, type ClientKey, RevokeApiKeyMutation } from './clients.queries.ts';
import styles from './integrations.module.css';
import { KeyForm } from './key-form.tsx';
import { NewKey } from './new-key.tsx';

interface ClientCardProps {
  readonly client: Client;
  readonly onChanged: () => void;
}

export function ClientCard({ client, onChanged }: ClientCardProps) {
  const { t } = useWords();
  const [making, setMaking] = useState(false);
  const [token, setToken] = useState<string | null>(null);
  return (
    <Card title={client.name}>
      <p className={styles.soft}>{client.creditors.map((creditor) => creditor.name).join(t('ui.and'))}</p>
      {token && <NewKey token={token} onDone={() => setToken(null)} />}
      <Keys client={client} onChanged={onChanged} />
      {making ? (
        <KeyForm
          clientId={client.id}
          onCancel={() => setMaking(false)}
          onMade={(made) => {
            setToken(made);
            setMaking(false);
            onChanged();
          }}
        />
      ) : (
        <ButtonRow>
          <Button kind="secondary" onClick={() => setMaking(true)}>
            <span>{t('agent.key.new')}</span>
            <span className="visually-hidden"> {client.name}</span>
          </Button>
        </ButtonRow>
      )}
    </Card>
  );
}

function Keys({ client, onChanged }: ClientCardProps) {
  const { t } = useWords();
  const time = useNow(60_000);
  const [asking, setAsking] = useState<ClientKey | null>(null);
  if (client.keys.length === 0) return <p>{t('agent.key.none')}</p>;
  return (
    <>
      <DeskTable
        caption={t('agent.key.caption', { name: client.name })}
        columns={[
          { key: 'made', label: t('agent.key.made') },
          { key: 'scopes', label: t('agent.key.scopes') },
          { key: 'expires', label: t('agent.key.expires') },
          { key: 'state', label: t('agent.state') },
          { key: 'revoke', label: t('agent.key.action'), end: true },
        ]}
        rows={client.keys.map((key) => ({
          key: key.id,
          cells: {
            made: <InstantText value={key.createdAt} />,
            scopes: key.scopes.map((scope) => t(`agent.scope.${scope}`)).join(t('ui.and')),
            expires: <InstantText value={key.expiresAt} />,
            state: t(`agent.key.state.${stateOf(key, time)}`),
            revoke: stateOf(key, time) === 'ACTIVE' && (
              <Button kind="quiet" onClick={() => setAsking(key)}>
                {t('agent.key.revoke')}
              </Button>
            ),
          },
        }))}
      />
      <RevokeDialog apiKey={asking} onClose={() => setAsking(null)} onRevoked={onChanged} />
    </>
  );
}

interface RevokeDialogProps {
  readonly apiKey: ClientKey | null;
  readonly onClose: () => void;
  readonly onRevoked: () => void;
}

function RevokeDialog({ apiKey, onClose, onRevoked }: RevokeDialogProps) {
  const { t } = useWords();
  const { act, busy, trouble } = useAct(RevokeApiKeyMutation);

  async function revoke() {
    if (!apiKey || !(await act({ input: { apiKeyId: apiKey.id } }))) return;
    onRevoked();
    onClose();
  }

  return (
    <Dialog open={apiKey !== null} title={t('agent.key.ask.title')} onClose={onClose}>
      <p>{t('agent.key.ask.text')}</p>
      {trouble && <TroubleNotice trouble={trouble} />}
      <ButtonRow>
        <Button busy={busy} onClick={() => void revoke()}>
          {t('agent.key.revoke')}
        </Button>
        <Button kind="secondary" onClick={onClose}>
          {t('ui.cancel')}
        </Button>
      </ButtonRow>
    </Dialog>
  );
}

function stateOf({ revokedAt, expiresAt }: ClientKey, time: number): 'ACTIVE' | 'REVOKED' | 'EXPIRED' {
  if (revokedAt) return 'REVOKED';
  return Date.parse(expiresAt) <= time ? 'EXPIRED' : 'ACTIVE';
}
