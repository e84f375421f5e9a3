import { type FormEvent, useState } from 'react';
import { useLocation, useParams } from 'wouter';
import { Loaded, useGraph } from '../../data.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { type Problems, TextField } from '../../ui/field.tsx';
import { Form } from '../../ui/form.tsx';
import { InstantText } from '../../ui/money.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { Facts } from '../../ui/table.tsx';
import { useWords } from '../../words.tsx';
import styles from './papers.module.css';
import { VerifyAgreementQuery } from './papers.queries.ts';

/** Public: who holds a paper can check it here. It names no person and no sum. */
export function VerifyPage() {
  const { t } = useWords();
  const { code } = useParams<{ code?: string }>();
  return (
    <Page
      title={t('verify.title')}
      lead={t('verify.lead')}
      back={{ to: '/', label: t('ui.toStart') }}
      width="narrow"
    >
      {code && <Verification key={code} code={code} />}
      <CodeForm start={code ?? ''} />
    </Page>
  );
}

function CodeForm({ start }: { start: string }) {
  const { t } = useWords();
  const [, navigate] = useLocation();
  const [code, setCode] = useState(start);
  const [problems, setProblems] = useState<Problems>({});

  function submit(event: FormEvent) {
    event.preventDefault();
    const plain = code.normalize('NFKC').replace(/\s/g, '').toUpperCase();
    if (!/^[0-9A-Z-]{6,40}$/.test(plain)) return setProblems({ code: t('verify.problem') });
    setProblems({});
    navigate(`/verify/${plain}`);
  }

  return (
    <>
      <ErrorSummary problems={problems} />
      <Form onSubmit={submit}>
        <TextField
          name="code"
          label={t('verify.code')}
          hint={t('verify.hint')}
          problem={problems.code}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          value={code}
          onChange={setCode}
        />
        <Button type="submit">{t('verify.submit')}</Button>
      </Form>
    </>
  );
}

function Verification({ code }: { code: string }) {
  const { t } = useWords();
  const found = useGraph(VerifyAgreementQuery, { code });
  return (
    <Loaded from={found}>
      {({ verifyAgreement: paper }) =>
        paper ? (
          <Card title={t('verify.genuine')} strong>
            <Facts
              facts={[
                [t('account.facts.creditor'), paper.creditorName],
                [t('agreement.signedAt'), <InstantText key="signed" value={paper.signedAt} />],
                [t('verify.planStatus'), t(`plan.status.${paper.planStatus}`)],
                [t('plan.terms.count'), t('plan.terms.countValue', { count: paper.instalmentCount })],
              ]}
            />
            <div>
              <h3>{t('agreement.hash')}</h3>
              <p className={styles.hash}>{paper.sha256}</p>
              <p>{t('verify.compare')}</p>
            </div>
          </Card>
        ) : (
          <Notice kind="problem" title={t('verify.unknown.title')}>
            <p>{t('verify.unknown.text')}</p>
          </Notice>
        )
      }
    </Loaded>
  );
}
