import { type FormEvent, useState } from 'react';
import { Loaded, useAct, useGraph } from '../../data.tsx';
import { forgetRequest, requestId, useDraft } from '../../draft.ts';
import { problemsOf } from '../../problems.ts';
import { Button, ButtonRow } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/choice-fields.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { type Problems, TextField } from '../../ui/field.tsx';
import { Form } from '../../ui/form.tsx';
import { TroubleNotice } from '../../ui/trouble.tsx';
import { useWords } from '../../words.tsx';
import { agentWords } from '../parts/agent-words.ts';
import { CreateApiClientMutation, OwnCreditorsQuery } from './clients.queries.ts';
import styles from './integrations.module.css';

interface ClientFormProps {
  readonly onMade: (id: string) => void;
  readonly onCancel: () => void;
}

interface ClientWish {
  readonly name: string;
  readonly creditorIds: readonly string[];
}

const draft = 'agent.client';

export function ClientForm({ onMade, onCancel }: ClientFormProps) {
  const words = agentWords(useWords());
  const { t } = words;
  const creditors = useGraph(OwnCreditorsQuery, {});
  const [wish, setWish, clear] = useDraft<ClientWish>(draft, { name: '', creditorIds: [] });
  const [problems, setProblems] = useState<Problems>({});
  const { act, busy, trouble } = useAct(CreateApiClientMutation);

  async function submit(event: FormEvent) {
    event.preventDefault();
    const content = { name: wish.name.trim(), creditorIds: [...wish.creditorIds] };
    const found: Record<string, string> = {};
    if (content.name === '') found.name = t('agent.client.problem.name');
    if (content.creditorIds.length === 0) found.creditors = t('agent.client.problem.creditors');
    setProblems(found);
    if (Object.keys(found).length > 0) return;
    const result = (await act({ input: { id: requestId(draft, content), ...content } }))?.createApiClient;
    if (!result) return;
    if (result.__typename === 'InvalidInputError')
      return setProblems(problemsOf(result, words, clientFields));
    forgetRequest(draft);
    clear();
    onMade(result.apiClient.id);
  }

  return (
    <Form onSubmit={submit}>
      <ErrorSummary problems={problems} />
      {trouble && <TroubleNotice trouble={trouble} />}
      <TextField
        name="name"
        label={t('agent.client.name')}
        hint={t('agent.client.nameHint')}
        problem={problems.name}
        autoComplete="off"
        maxLength={100}
        value={wish.name}
        onChange={(name) => setWish({ ...wish, name })}
      />
      <fieldset id="creditors" tabIndex={-1}>
        <legend className={styles.legend}>{t('agent.client.creditors')}</legend>
        {problems.creditors && <p className={styles.problem}>{problems.creditors}</p>}
        <Loaded from={creditors}>
          {(data) =>
            data.creditors.nodes.map((creditor) => (
              <Checkbox
                key={creditor.id}
                name={creditor.id}
                label={creditor.name}
                checked={wish.creditorIds.includes(creditor.id)}
                onChange={(checked) =>
                  setWish({ ...wish, creditorIds: toggled(wish.creditorIds, creditor.id, checked) })
                }
              />
            ))
          }
        </Loaded>
      </fieldset>
      <ButtonRow>
        <Button type="submit" busy={busy}>
          {t('agent.client.create')}
        </Button>
        <Button kind="secondary" onClick={onCancel}>
          {t('ui.cancel')}
        </Button>
      </ButtonRow>
    </Form>
  );
}

export function toggled<Item>(items: readonly Item[], item: Item, present: boolean): readonly Item[] {
  return present ? [...items, item] : items.filter((known) => known !== item);
}

const clientFields = { name: 'name', creditorIds: 'creditors' };
