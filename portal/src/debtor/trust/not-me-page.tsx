import { type FormEvent, useState } from 'react';
import { useAct } from '../../data.tsx';
import { Button } from '../../ui/button.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { type Problems, TextField } from '../../ui/field.tsx';
import { Form } from '../../ui/form.tsx';
import { Page } from '../../ui/page.tsx';
import { TroubleNotice } from '../../ui/trouble.tsx';
import { useWords } from '../../words.tsx';
import { readReference } from '../sign-in/identification.ts';
import { ReportNotMeMutation } from './trust.queries.ts';

/** Somebody else's message reached this person. The answer is the same whatever is typed. */
export function NotMePage() {
  const { t } = useWords();
  const [reference, setReference] = useState('');
  const [problems, setProblems] = useState<Problems>({});
  const [done, setDone] = useState(false);
  const { act, busy, trouble } = useAct(ReportNotMeMutation);

  async function submit(event: FormEvent) {
    event.preventDefault();
    const plain = readReference(reference);
    if (!plain) return setProblems({ reference: t('signIn.problem.reference') });
    setProblems({});
    if (await act({ input: { reference: plain } })) setDone(true);
  }

  const back = { to: '/', label: t('ui.toStart') };
  if (done)
    return (
      <Page key="done" title={t('notMe.done.title')} lead={t('notMe.done.text')} back={back} width="narrow" />
    );
  return (
    <Page title={t('notMe.title')} lead={t('notMe.lead')} back={back} width="narrow">
      <ErrorSummary problems={problems} />
      {trouble && <TroubleNotice trouble={trouble} />}
      <Form onSubmit={submit}>
        <TextField
          name="reference"
          label={t('signIn.reference')}
          hint={t('notMe.referenceHint')}
          problem={problems.reference}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          value={reference}
          onChange={setReference}
        />
        <Button type="submit" busy={busy}>
          {t('notMe.send')}
        </Button>
      </Form>
    </Page>
  );
}
