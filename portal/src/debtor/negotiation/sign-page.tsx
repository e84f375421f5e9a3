import { type FormEvent, useState } from 'react';
import { Redirect, useLocation } from 'wouter';
import { Loaded, useAct, useGraph } from '../../data.tsx';
import { clearDraft, forgetRequest, readDraft, requestId } from '../../draft.ts';
import { wordsOf } from '../../problems.ts';
import { PlanFacts } from '../../shared/plan/plan-facts.tsx';
import { Button, ButtonRow } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Checkbox } from '../../ui/choice-fields.tsx';
import { Clock } from '../../ui/clock.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { CodeInput, type Problems } from '../../ui/field.tsx';
import { Form } from '../../ui/form.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { TroubleNotice } from '../../ui/trouble.tsx';
import { useWords } from '../../words.tsx';
import { Refused } from '../refused.tsx';
import { codeProblem } from '../sign-in/code-problem.ts';
import { Disclosure } from './disclosure.tsx';
import type { Conflict } from './moves.tsx';
import { type Proposal, ProposalQuery, SignAgreementMutation } from './proposal.queries.ts';
import { type SigningChallenge, signingDraft, useSigningCode } from './use-signing-code.ts';

export function SignPage({ id }: { id: string }) {
  const { t } = useWords();
  const from = useGraph(ProposalQuery, { id });
  const back = { to: `/proposal/${id}`, label: t('proposal.back') };
  return (
    <Page title={t('sign.title')} lead={t('sign.lead')} back={back}>
      <Loaded from={from}>
        {({ node }) => {
          if (node?.__typename !== 'PlanProposal') return <TroubleNotice trouble="NOT_FOUND" />;
          if (node.agreement) return <Redirect to={`/agreement/${node.agreement.id}`} replace />;
          if (node.status !== 'ACCEPTED') return <Redirect to={`/proposal/${id}`} replace />;
          return <SignForm proposal={node} />;
        }}
      </Loaded>
    </Page>
  );
}

function SignForm({ proposal }: { proposal: Proposal }) {
  const words = useWords();
  const { t } = words;
  const [challenge, setChallenge] = useState(() => readDraft<SigningChallenge>(signingDraft(proposal.id)));
  const code = useSigningCode(proposal.id);
  const offer = proposal.offers.at(-1)!;
  const send = async () => setChallenge((await code.request()) ?? challenge);
  return (
    <>
      <Card title={t('sign.plan')}>
        <PlanFacts plan={offer} />
      </Card>
      <Card title={t('disclosure.title')}>
        <Disclosure offer={offer} creditor={proposal.creditor.name} />
      </Card>
      {code.trouble && <TroubleNotice trouble={code.trouble} />}
      {code.refusal && (
        <Notice kind="problem">
          <p>{code.refusal}</p>
        </Notice>
      )}
      {challenge ? (
        <CodeForm proposal={proposal} challenge={challenge} sending={code.busy} onSendAgain={send} />
      ) : (
        <ButtonRow>
          <Button busy={code.busy} onClick={() => void send()}>
            {t('sign.sendCode')}
          </Button>
        </ButtonRow>
      )}
    </>
  );
}

interface CodeFormProps {
  readonly proposal: Proposal;
  readonly challenge: SigningChallenge;
  readonly sending: boolean;
  readonly onSendAgain: () => Promise<void>;
}

function CodeForm({ proposal, challenge, sending, onSendAgain }: CodeFormProps) {
  const words = useWords();
  const { t } = words;
  const [, navigate] = useLocation();
  const [code, setCode] = useState('');
  const [confirmed, setConfirmed] = useState(false);
  const [problems, setProblems] = useState<Problems>({});
  const [conflict, setConflict] = useState<Conflict | null>(null);
  const { act, busy, trouble } = useAct(SignAgreementMutation);

  async function submit(event: FormEvent) {
    event.preventDefault();
    const found: Record<string, string> = {};
    if (code.length !== 6) found.code = t('code.problem.length');
    if (!confirmed) found.disclosure = t('sign.problem.disclosure');
    setProblems(found);
    if (Object.keys(found).length > 0) return;
    const content = {
      proposalId: proposal.id,
      version: proposal.version,
      challengeId: challenge.challengeId,
      code,
      disclosureConfirmed: confirmed,
    };
    const data = await act({ input: { id: requestId(`sign:${proposal.id}`, content), ...content } });
    if (!data) return;
    const answer = data.signAgreement;
    switch (answer.__typename) {
      case 'SignAgreementSuccess':
        clearDraft(signingDraft(proposal.id));
        forgetRequest(`sign:${proposal.id}`);
        return navigate(`/agreement/${answer.agreement.id}?signed`, { replace: true });
      case 'ConflictError':
        return setConflict(answer);
      case 'CodeError':
        setCode('');
        return setProblems({ code: codeProblem(answer, words) });
      default:
        return setProblems({ code: wordsOf(answer, words) });
    }
  }

  return (
    <>
      <ErrorSummary problems={problems} />
      {conflict && <Refused conflict={conflict} />}
      {trouble && <TroubleNotice trouble={trouble} />}
      <Form onSubmit={submit}>
        <CodeInput
          name="code"
          label={t('code.label')}
          hint={t('sign.codeHint', { sentTo: challenge.sentTo })}
          problem={problems.code}
          value={code}
          onChange={setCode}
        />
        <Clock by={challenge.expiresAt} />
        <Checkbox
          name="disclosure"
          label={t('sign.confirm')}
          problem={problems.disclosure}
          checked={confirmed}
          onChange={setConfirmed}
        />
        <ButtonRow>
          <Button type="submit" busy={busy}>
            {t('sign.submit')}
          </Button>
          <Button kind="quiet" busy={sending} onClick={() => void onSendAgain()}>
            {t('code.resend')}
          </Button>
        </ButtonRow>
      </Form>
    </>
  );
}
