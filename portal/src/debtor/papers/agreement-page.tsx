import { Link, useSearch } from 'wouter';
import { Loaded, useGraph } from '../../data.tsx';
import { Button, ButtonLink, ButtonRow } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { InstantText } from '../../ui/money.tsx';
import { Notice } from '../../ui/notice.tsx';
import { OutLink } from '../../ui/out-link.tsx';
import { Page } from '../../ui/page.tsx';
import { Facts } from '../../ui/table.tsx';
import { TroubleNotice } from '../../ui/trouble.tsx';
import { useWords } from '../../words.tsx';
import styles from './papers.module.css';
import { AgreementQuery } from './papers.queries.ts';

export function AgreementPage({ id }: { id: string }) {
  const { t } = useWords();
  const justSigned = new URLSearchParams(useSearch()).has('signed');
  const from = useGraph(AgreementQuery, { id });
  const agreement = from.data?.node?.__typename === 'Agreement' ? from.data.node : null;
  return (
    <Page
      title={t('agreement.title')}
      kicker={agreement?.creditor.name}
      back={{ to: '/', label: t('ui.toStart') }}
    >
      {justSigned && <Notice title={t('agreement.done.title')}>{t('agreement.done.text')}</Notice>}
      <Loaded from={from}>
        {() =>
          agreement ? (
            <>
              <Card>
                <Facts
                  facts={[
                    [t('account.facts.creditor'), agreement.creditor.name],
                    [t('agreement.signedAt'), <InstantText key="signed" value={agreement.signedAt} />],
                    [t('agreement.code'), <code key="code">{agreement.verificationCode}</code>],
                  ]}
                />
                <div>
                  <h2>{t('agreement.hash')}</h2>
                  <p className={styles.hash}>{agreement.sha256}</p>
                  <p>{t('agreement.hashText')}</p>
                </div>
                <ButtonRow>
                  <OutLink href={agreement.pdfPath}>{t('agreement.pdf')}</OutLink>
                  <ButtonLink kind="secondary" to={`/plan/${agreement.plan.id}`}>
                    {t('home.toPlan')}
                  </ButtonLink>
                  <Button kind="quiet" onClick={() => print()}>
                    {t('ui.print')}
                  </Button>
                </ButtonRow>
              </Card>
              <p>
                <Link to={agreement.verifyPath}>{t('agreement.verify')}</Link>
              </p>
            </>
          ) : (
            <TroubleNotice trouble="NOT_FOUND" />
          )
        }
      </Loaded>
    </Page>
  );
}
