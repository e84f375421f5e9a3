import { type FormEvent, useState } from 'react';
import { Link, useLocation, useSearch } from 'wouter';
import { Loaded, useGraph } from '../../data.tsx';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { Money } from '../../ui/money.tsx';
import { Empty } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { useWords } from '../../words.tsx';
import { DeskTable } from '../parts/desk-table.tsx';
import { Pager, usePages } from '../parts/pager.tsx';
import styles from './people.module.css';
import { PeopleQuery, type Person } from './people.queries.ts';

const pageSize = 20;

/** Everybody whose accounts the agent works on; what is searched for stands in the address. */
export function PeoplePage() {
  const { t } = useWords();
  const search = new URLSearchParams(useSearch()).get('q') ?? '';
  return (
    <Page title={t('agent.people.title')} width="wide">
      <SearchForm key={search} search={search} />
      <People key={`people ${search}`} search={search} />
    </Page>
  );
}

function SearchForm({ search }: { search: string }) {
  const { t } = useWords();
  const [, navigate] = useLocation();
  const [text, setText] = useState(search);

  function submit(event: FormEvent) {
    event.preventDefault();
    const wanted = text.trim();
    navigate(wanted === '' ? '/agent/people' : `/agent/people?q=${encodeURIComponent(wanted)}`);
  }

  return (
    <search>
      <form className={styles.search} onSubmit={submit}>
        <TextField
          name="q"
          type="search"
          label={t('agent.people.search')}
          hint={t('agent.people.searchHint')}
          autoComplete="off"
          spellCheck={false}
          value={text}
          onChange={setText}
        />
        <Button type="submit">{t('agent.people.find')}</Button>
      </form>
    </search>
  );
}

function People({ search }: { search: string }) {
  const { t } = useWords();
  const pages = usePages();
  const people = useGraph(PeopleQuery, { search: search || null, after: pages.after });
  return (
    <Loaded from={people}>
      {({ debtors }) => (
        <>
          <p role="status" className={styles.count}>
            {search === ''
              ? t('agent.people.count', { count: debtors.totalCount })
              : t('agent.people.found', { count: debtors.totalCount, search })}
          </p>
          {debtors.nodes.length === 0 ? (
            <Empty>{t(search === '' ? 'agent.people.none' : 'agent.people.notFound')}</Empty>
          ) : (
            <PeopleTable people={debtors.nodes} />
          )}
          <Pager pages={pages} list={debtors} pageSize={pageSize} />
        </>
      )}
    </Loaded>
  );
}

function PeopleTable({ people }: { people: readonly Person[] }) {
  const { t } = useWords();
  return (
    <DeskTable
      caption={t('agent.people.title')}
      columns={[
        { key: 'name', label: t('agent.people.name') },
        { key: 'references', label: t('agent.people.references') },
        { key: 'accounts', label: t('agent.people.accounts'), end: true },
        { key: 'owed', label: t('agent.people.owed'), end: true },
      ]}
      rows={people.map((person) => ({
        key: person.id,
        cells: {
          name: <Link to={`/agent/case/${person.id}`}>{person.name}</Link>,
          references: <References person={person} />,
          accounts: person.debts.totalCount,
          owed: (
            <ul className={`plain ${styles.totals}`}>
              {person.totals.map((total) => (
                <li key={total.currency}>
                  <Money value={total} />
                </li>
              ))}
            </ul>
          ),
        },
      }))}
    />
  );
}

function References({ person }: { person: Person }) {
  return (
    <ul className="plain">
      {person.references.map(({ reference, creditor }) => (
        <li key={reference} className={styles.reference}>
          <code>{reference}</code> <span>{creditor.name}</span>
        </li>
      ))}
    </ul>
  );
}
