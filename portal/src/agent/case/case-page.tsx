import { useCallback } from 'react';
import { Loaded, useGraph } from '../../data.tsx';
import { ButtonLink, ButtonRow } from '../../ui/button.tsx';
import { Money } from '../../ui/money.tsx';
import { Empty } from '../../ui/notice.tsx';
import { Columns, Page } from '../../ui/page.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { useWords } from '../../words.tsx';
import { useReloadOn } from '../live/live.tsx';
import { Missing } from '../parts/missing.tsx';
import { Pager, type Pages, usePages } from '../parts/pager.tsx';
import { AccountCard } from './account-card.tsx';
import styles from './case.module.css';
import { CaseQuery, type Person } from './case.queries.ts';
import { CaseClocks } from './clocks.tsx';
import { NegotiationsCard, PaymentsCard, PlansCard } from './history.tsx';
import { PersonCard } from './person-card.tsx';
import { Timeline } from './timeline.tsx';

/** Everything about one person on one page. */
export function CasePage({ id }: { id: string }) {
  const { t } = useWords();
  const pages = usePages();
  const from = useGraph(CaseQuery, { id, after: pages.after });
  const concernsPerson = useCallback((event: { debtor: { id: string } }) => event.debtor.id === id, [id]);
  useReloadOn(concernsPerson, from.reload);
  const person = from.data?.debtor;
  return (
    <Page
      title={person?.name ?? t('agent.case.title')}
      back={{ to: '/agent/people', label: t('agent.people.title') }}
      width="wide"
    >
      <Loaded from={from} skeleton={<Skeleton blocks={3} />}>
        {({ debtor }) => (debtor ? <CaseView person={debtor} pages={pages} /> : <Missing />)}
      </Loaded>
    </Page>
  );
}

const pageSize = 10;

function CaseView({ person, pages }: { person: Person; pages: Pages }) {
  const { t } = useWords();
  const debts = person.debts.nodes;
  return (
    <>
      <div className={styles.top}>
        <p className={styles.totals}>
          <span>{t('agent.case.owes')}</span>
          {person.totals.map((total) => (
            <strong key={total.currency}>
              <Money value={total} />
            </strong>
          ))}
        </p>
        <ButtonRow>
          <ButtonLink kind="secondary" to={`/agent/case/${person.id}/view`}>
            {t('agent.view.title')}
          </ButtonLink>
        </ButtonRow>
      </div>
      <Columns
        main={
          <>
            <section className={styles.section}>
              <h2>{t('agent.case.accounts', { count: person.debts.totalCount })}</h2>
              {debts.length === 0 && <Empty>{t('agent.case.noAccounts')}</Empty>}
              {debts.map((debt) => (
                <AccountCard key={debt.id} debt={debt} />
              ))}
              <Pager pages={pages} list={person.debts} pageSize={pageSize} />
            </section>
            <NegotiationsCard person={person} />
            <PlansCard person={person} />
            <PaymentsCard person={person} />
          </>
        }
        side={
          <>
            <PersonCard person={person} />
            <CaseClocks debts={debts} />
            <Timeline personId={person.id} />
          </>
        }
      />
    </>
  );
}
