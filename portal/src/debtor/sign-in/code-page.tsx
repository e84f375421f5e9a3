import { type FormEvent, useState } from 'react';
import { Link, Redirect, useLocation } from 'wouter';
import { useNow } from '../../clock.ts';
import { useAct } from '../../data.tsx';
import { clearDraft, useDraft } from '../../draft.ts';
import { useSession } from '../../session.tsx';
import { Button, ButtonRow } from '../../ui/button.tsx';
import { Clock } from '../../ui/clock.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { CodeInput, type Problems } from '../../ui/field.tsx';
import { Form } from '../../ui/form.tsx';
import { Page } from '../../ui/page.tsx';
import { TroubleNotice } from '../../ui/trouble.tsx';
import { useWords } from '../../words.tsx';
import { type Challenge, challengeDraft } from './challenge.ts';
import { codeProblem } from './code-problem.ts';
import { ResendCodeMutation, VerifyCodeMutation } from './sign-in.queries.ts';

/** The same page whether or not the details fitted: it says only where a code would have gone. */
export function CodePage() {
  const [challenge, setChallenge] = useDraft<Challenge | null>(challengeDraft, null);
  if (!challenge) return <Redirect to="/sign-in" replace />;
  return <CodeForm challenge={challenge} onChallenge={setChallenge} />;
}

interface CodeFormProps {
  readonly challenge: Challenge;
  readonly onChallenge: (challenge: Challenge) => void;
}

function CodeForm({ challenge, onChallenge }: CodeFormProps) {
  const words = useWords();
  const { t } = words;
  const { refresh } = useSession();
  const [, navigate] = useLocation();
  const [code, setCode] = useState('');
  const [problems, setProblems] = useState<Problems>({});
  const verify = useAct(VerifyCodeMutation);

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (code.length !== 6) return setProblems({ code: t('code.problem.length') });
    setProblems({});
    const data = await verify.act({ input: { challengeId: challenge.challengeId, code } });
    if (!data) return;
    if (data.verifyCode.__typename === 'CodeError') {
      setCode('');
      return setProblems({ code: codeProblem(data.verifyCode, words) });
    }
    clearDraft(challengeDraft);
    clearDraft('sign-in:reference');
    await refresh();
    navigate(challenge.next, { replace: true });
  }

  return (
    <Page
      title={t('code.title')}
      lead={t('code.lead')}
      back={{ to: '/sign-in', label: t('code.back') }}
      width="narrow"
    >
      <ErrorSummary problems={problems} />
      {verify.trouble && <TroubleNotice trouble={verify.trouble} />}
      <Form onSubmit={submit}>
        <CodeInput
          name="code"
          label={t('code.label')}
          hint={t('code.hint')}
          problem={problems.code}
          value={code}
          onChange={setCode}
        />
        <Clock by={challenge.expiresAt} />
        <ButtonRow>
          <Button type="submit" busy={verify.busy}>
            {t('code.submit')}
          </Button>
          <Resend challenge={challenge} onChallenge={onChallenge} />
        </ButtonRow>
      </Form>
      <p>
        <Link to="/lost-phone">{t('help.lostPhone')}</Link>
      </p>
    </Page>
  );
}

function Resend({ challenge, onChallenge }: CodeFormProps) {
  const { t } = useWords();
  const { act, busy, trouble } = useAct(ResendCodeMutation);
  const [sent, setSent] = useState(false);
  const time = useNow(1_000);
  const waitMs = challenge.resendAfter ? Date.parse(challenge.resendAfter) - time : 0;

  async function resend() {
    const data = await act({ input: { challengeId: challenge.challengeId } });
    if (!data) return;
    const { challengeId, expiresAt, resendAfter } = data.resendCode;
    onChallenge({ ...challenge, challengeId, expiresAt, resendAfter });
    setSent(true);
  }

  if (waitMs > 0) return <p>{t('code.resendIn', { seconds: Math.ceil(waitMs / 1000) })}</p>;
  return (
    <>
      <Button kind="quiet" busy={busy} onClick={resend}>
        {t('code.resend')}
      </Button>
      <span role="status">
        {sent && !trouble && t('code.resent')}
        {trouble && t(`ui.trouble.${trouble}.text`)}
      </span>
    </>
  );
}
