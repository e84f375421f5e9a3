import { type FormEvent, useState } from 'react';
import { addDays } from '../../calendar.ts';
import { today } from '../../clock.ts';
import { useAct } from '../../data.tsx';
import { forgetRequest, requestId } from '../../draft.ts';
import { problemsOf, wordsOf } from '../../problems.ts';
import { Button, ButtonRow } from '../../ui/button.tsx';
import { Checkbox, SelectField } from '../../ui/choice-fields.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import type { Problems } from '../../ui/field.tsx';
import { Form } from '../../ui/form.tsx';
import { TroubleNotice } from '../../ui/trouble.tsx';
import { useWords } from '../../words.tsx';
import { agentWords } from '../parts/agent-words.ts';
import { toggled } from './client-form.tsx';
import { CreateApiKeyMutation, type Scope } from './clients.queries.ts';
import styles from './integrations.module.css';

interface KeyFormProps {
  readonly clientId: string;
  readonly onMade: (token: string) => void;
  readonly onCancel: () => void;
}

const scopes: readonly Scope[] = ['READ', 'IMPORT'];
const lives = ['30', '90', '365'] as const;
type Life = (typeof lives)[number];

export function KeyForm({ clientId, onMade, onCancel }: KeyFormProps) {
  const words = agentWords(useWords());
  const { t } = words;
  const [chosen, setChosen] = useState<readonly Scope[]>(['READ']);
  const [life, setLife] = useState<Life>('90');
  const [problems, setProblems] = useState<Problems>({});
  const { act, busy, trouble } = useAct(CreateApiKeyMutation);

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (chosen.length === 0) return setProblems({ scopes: t('agent.key.problem.scopes') });
    setProblems({});
    const request = `agent.key.${clientId}`;
    const id = requestId(request, { chosen, life });
    const input = { id, apiClientId: clientId, scopes: [...chosen], expiresAt: endOf(life) };
    const result = (await act({ input }))?.createApiKey;
    if (!result) return;
    // Whatever came of it, the next key is another one.
    forgetRequest(request);
    if (result.__typename === 'InvalidInputError') return setProblems(problemsOf(result, words, keyFields));
    if (result.__typename === 'NotAllowedNowError') return setProblems({ scopes: wordsOf(result, words) });
    if (!result.token) return setProblems({ scopes: t('agent.key.problem.shown') });
    onMade(result.token);
  }

  return (
    <Form onSubmit={submit}>
      <ErrorSummary problems={problems} />
      {trouble && <TroubleNotice trouble={trouble} />}
      <fieldset id="scopes" tabIndex={-1}>
        <legend className={styles.legend}>{t('agent.key.scopes')}</legend>
        {problems.scopes && <p className={styles.problem}>{problems.scopes}</p>}
        {scopes.map((scope) => (
          <Checkbox
            key={scope}
            name={`${clientId}.${scope}`}
            label={t(`agent.scope.long.${scope}`)}
            checked={chosen.includes(scope)}
            onChange={(checked) => setChosen(toggled(chosen, scope, checked))}
          />
        ))}
      </fieldset>
      <SelectField
        name="life"
        label={t('agent.key.life')}
        problem={problems.life}
        value={life}
        options={lives.map((value) => ({ value, label: t('ui.days', { count: Number(value) }) }))}
        onChange={setLife}
      />
      <ButtonRow>
        <Button type="submit" busy={busy}>
          {t('agent.key.create')}
        </Button>
        <Button kind="secondary" onClick={onCancel}>
          {t('ui.cancel')}
        </Button>
      </ButtonRow>
    </Form>
  );
}

/** The midnight before so many days are over: never longer than was chosen. */
function endOf(life: Life): string {
  return `${addDays(today('UTC'), Number(life))}T00:00:00Z`;
}

const keyFields = { scopes: 'scopes', expiresAt: 'life' };
