import { type FormEvent, useState } from 'react';
import { Redirect, useSearch } from 'wouter';
import { useAct } from '../../data.tsx';
import { useDraft } from '../../draft.ts';
import { returnPath } from '../../return-path.ts';
import { useSession } from '../../session.tsx';
import { Button } from '../../ui/button.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { CodeInput, type Problems, TextField } from '../../ui/field.tsx';
import { Form } from '../../ui/form.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { TroubleNotice } from '../../ui/trouble.tsx';
import { useWords, type Words } from '../../words.tsx';
import { SignInAgentMutation } from './sign-in.queries.ts';

/** All three at once: which of them was wrong is not told, so that nobody can find out one by one. */
export function SignInPage() {
  const words = useWords();
  const { t } = words;
  const { status, ended, refresh } = useSession();
  const next = returnPath(useSearch(), '/agent');
  const [email, setEmail] = useDraft('agent.sign-in.email', '');
  const [password, setPassword] = useState('');
  const [totp, setTotp] = useState('');
  const [problems, setProblems] = useState<Problems>({});
  const { act, busy, trouble } = useAct(SignInAgentMutation);

  async function submit(event: FormEvent) {
    event.preventDefault();
    const found = findProblems({ email, password, totp }, words);
    setProblems(found);
    if (Object.keys(found).length > 0) return;
    const data = await act({ input: { email: email.trim(), password, totp } });
    if (!data) return;
    if (data.signInAgent.__typename === 'CodeError') {
      setTotp('');
      return setProblems({ email: t('agent.signIn.refused') });
    }
    await refresh();
  }

  if (status === 'in') return <Redirect to={next} replace />;

  return (
    <Page title={t('agent.signIn.title')} lead={t('agent.signIn.lead')} width="narrow">
      {ended && <Notice title={t('agent.signIn.ended.title')}>{t('agent.signIn.ended.text')}</Notice>}
      <ErrorSummary problems={problems} />
      {trouble && <TroubleNotice trouble={trouble} />}
      <Form onSubmit={submit}>
        <TextField
          name="email"
          type="email"
          label={t('agent.signIn.email')}
          problem={problems.email}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          value={email}
          onChange={setEmail}
        />
        <TextField
          name="password"
          type="password"
          label={t('agent.signIn.password')}
          problem={problems.password}
          autoComplete="current-password"
          value={password}
          onChange={setPassword}
        />
        <CodeInput
          name="totp"
          label={t('agent.signIn.totp')}
          hint={t('agent.signIn.totpHint')}
          problem={problems.totp}
          value={totp}
          onChange={setTotp}
        />
        <Button type="submit" busy={busy}>
          {t('agent.signIn.submit')}
        </Button>
      </Form>
    </Page>
  );
}

interface Credentials {
  readonly email: string;
  readonly password: string;
  readonly totp: string;
}

function findProblems({ email, password, totp }: Credentials, { t }: Words): Problems {
  const problems: Record<string, string> = {};
  if (!/^\s*[^\s@]+@[^\s@]+\s*$/.test(email)) problems.email = t('agent.signIn.problem.email');
  if (password === '') problems.password = t('agent.signIn.problem.password');
  if (totp.length !== 6) problems.totp = t('agent.signIn.problem.totp');
  return problems;
}
