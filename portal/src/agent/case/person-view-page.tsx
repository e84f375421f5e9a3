import type { ReactNode } from 'react';
import { Router } from 'wouter';
import { Loaded, useGraph } from '../../data.tsx';
import { AccountCard } from '../../debtor/home/account-card.tsx';
import { Clocks } from '../../debtor/home/clocks.tsx';
import { Events } from '../../debtor/home/events.tsx';
import { nextStep } from '../../debtor/home/next-step.ts';
import { formatMoney } from '../../format.ts';
import { BalanceSum } from '../../shared/balance/balance-sum.tsx';
import { Card } from '../../ui/card.tsx';
import { Clock } from '../../ui/clock.tsx';
import { Money } from '../../ui/money.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Columns, Page } from '../../ui/page.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { useWords } from '../../words.tsx';
import { Missing } from '../parts/missing.tsx';
import styles from './case.module.css';
import { PersonViewQuery, type ViewedPerson } from './person-view.queries.ts';

/** The person's own start page, made of the same parts, so that both speak of the same thing. */
export function PersonViewPage({ id }: { id: string }) {
  const { t } = useWords();
  const from = useGraph(PersonViewQuery, { id });
  const person = from.data?.debtor;
  return (
    <Page
      title={t('agent.view.title')}
      kicker={person?.name}
      back={{ to: `/agent/case/${id}`, label: t('agent.view.back') }}
      width="wide"
    >
      <Loaded from={from} skeleton={<Skeleton blocks={2} />}>
        {({ debtor }) =>
          debtor ? (
            <>
              <Notice>
                <p>{t('agent.view.readOnly', { language: t(`agent.language.${debtor.language}`) })}</p>
              </Notice>
              <Still>
                <div className={styles.screen}>
                  <Overview person={debtor} />
                </div>
              </Still>
            </>
          ) : (
            <Missing />
          )
        }
      </Loaded>
    </Page>
  );
}

/** Links inside lead nowhere: this is somebody else's page. */
function Still({ children }: { children: ReactNode }) {
  return <Router hook={stay}>{children}</Router>;
}

function stay(): [string, () => void] {
  return ['/', () => undefined];
}

function Overview({ person }: { person: ViewedPerson }) {
  const { t } = useWords();
  const debts = person.debts.nodes;
  return (
    <>
      <p className={styles.totals}>
        <span>{t('home.total', { count: person.totals.length })}</span>
        {person.totals.map((total) => (
          <strong key={total.currency}>
            <Money value={total} />
          </strong>
        ))}
      </p>
      <Columns
        main={
          <>
            <Next person={person} />
            <section className={styles.section}>
              <h2>{t('home.accounts')}</h2>
              {debts.map((debt) => (
                <AccountCard key={debt.id} debt={debt} />
              ))}
            </section>
          </>
        }
        side={
          <>
            <Clocks debts={debts} />
            {debts.map((debt) => (
              <Card key={debt.id} title={t('account.sum.title')}>
                <p className={styles.soft}>{debt.creditor.name}</p>
                <BalanceSum balance={debt.balance} />
              </Card>
            ))}
            <Events events={person.activity.nodes} />
          </>
        }
      />
    </>
  );
}

function Next({ person }: { person: ViewedPerson }) {
  const { t, locale } = useWords();
  const step = nextStep(person.debts.nodes);
  const amount = step.amount ? formatMoney(step.amount, locale) : '';
  return (
    <Card title={t('home.next')} strong>
      <p>{t(`next.${step.kind}.text`, { creditor: step.creditor, amount })}</p>
      {step.by && (
        <p>
          <Clock by={step.by} />
        </p>
      )}
    </Card>
  );
}
