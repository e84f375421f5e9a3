import { type FormEvent, useState } from 'react';
import { Link, Redirect, useLocation, useSearch } from 'wouter';
import { useAct } from '../../data.tsx';
import { saveDraft, useDraft } from '../../draft.ts';
import { returnPath } from '../../return-path.ts';
import { useSession } from '../../session.tsx';
import { Button } from '../../ui/button.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { type Problems, TextField } from '../../ui/field.tsx';
import { Form } from '../../ui/form.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { TroubleNotice } from '../../ui/trouble.tsx';
import { useWords, type Words } from '../../words.tsx';
import { type Challenge, challengeDraft } from './challenge.ts';
import { readFact, readReference } from './identification.ts';
import { StartSignInMutation } from './sign-in.queries.ts';

/** Reference and one fact find the person; the code that is then sent proves it. */
export function SignInPage() {
  const words = useWords();
  const { t, locale } = words;
  const { ended, status } = useSession();
  const [, navigate] = useLocation();
  const next = returnPath(useSearch(), '/');
  const [reference, setReference] = useDraft('sign-in:reference', '');
  const [fact, setFact] = useState('');
  const [problems, setProblems] = useState<Problems>({});
  const { act, busy, trouble } = useAct(StartSignInMutation);

  async function submit(event: FormEvent) {
    event.preventDefault();
    const found = findProblems(reference, fact, words);
    setProblems(found);
    if (Object.keys(found).length > 0) return;
    const input = {
      reference: readReference(reference)!,
      fact: readFact(fact)!,
      language: locale === 'en' ? ('EN' as const) : ('ZH_CN' as const),
    };
    const data = await act({ input });
    if (!data) return;
    const { challengeId, expiresAt, resendAfter } = data.startSignIn;
    saveDraft(challengeDraft, { challengeId, expiresAt, resendAfter, next } satisfies Challenge);
    navigate('/sign-in/code');
  }

  if (status === 'in') return <Redirect to={next} replace />;
  return (
    <Page title={t('signIn.title')} lead={t('signIn.lead')} width="narrow">
      {ended && <Notice title={t('signIn.ended.title')}>{t('signIn.ended.text')}</Notice>}
      <ErrorSummary problems={problems} />
      {trouble && <TroubleNotice trouble={trouble} />}
      <Form onSubmit={submit}>
        <TextField
          name="reference"
          label={t('signIn.reference')}
          hint={t('signIn.referenceHint')}
          problem={problems.reference}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          value={reference}
          onChange={setReference}
        />
        <TextField
          name="fact"
          label={t('signIn.fact')}
          hint={t('signIn.factHint')}
          problem={problems.fact}
          autoComplete="off"
          spellCheck={false}
          narrow
          value={fact}
          onChange={setFact}
        />
        <Button type="submit" busy={busy}>
          {t('signIn.send')}
        </Button>
      </Form>
      <p>
        <Link to="/is-this-real">{t('signIn.doubt')}</Link>
      </p>
    </Page>
  );
}

function findProblems(reference: string, fact: string, { t }: Words): Problems {
  const problems: Record<string, string> = {};
  if (!readReference(reference)) problems.reference = t('signIn.problem.reference');
  if (!readFact(fact)) problems.fact = t('signIn.problem.fact');
  return problems;
}
