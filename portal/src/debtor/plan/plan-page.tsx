import { Loaded, useGraph } from '../../data.tsx';
import { formatAmount } from '../../format.ts';
import { PlanProgress } from '../../shared/plan/plan-progress.tsx';
import { ButtonLink, ButtonRow } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Clock } from '../../ui/clock.tsx';
import { DateText, Money } from '../../ui/money.tsx';
import { Columns, Page } from '../../ui/page.tsx';
import { Facts, Table } from '../../ui/table.tsx';
import { TroubleNotice } from '../../ui/trouble.tsx';
import { Sentence, useWords } from '../../words.tsx';
import { type Plan, PlanQuery } from './plan.queries.ts';
import styles from './plan-page.module.css';

export function PlanPage({ id }: { id: string }) {
  const { t } = useWords();
  const from = useGraph(PlanQuery, { id });
  const plan = from.data?.node?.__typename === 'Plan' ? from.data.node : null;
  return (
    <Page
      title={t('planPage.title')}
      kicker={plan?.creditor.name}
      back={{ to: '/', label: t('ui.toStart') }}
      width="wide"
    >
      <Loaded from={from}>
        {() => (plan ? <PlanView plan={plan} /> : <TroubleNotice trouble="NOT_FOUND" />)}
      </Loaded>
    </Page>
  );
}

function PlanView({ plan }: { plan: Plan }) {
  const { t } = useWords();
  const instalments = plan.instalments.nodes;
  const paidCount = instalments.filter((instalment) => instalment.status === 'PAID').length;
  return (
    <Columns
      main={
        <>
          <Card>
            <PlanProgress
              paid={Number(plan.paid.minorUnits)}
              total={Number(plan.total.minorUnits)}
              count={plan.instalments.totalCount}
            />
            <p className={styles.progress}>
              <Sentence
                id="planPage.progress"
                values={{
                  paid: <Money value={plan.paid} />,
                  total: <Money value={plan.total} />,
                  done: paidCount,
                  count: plan.instalments.totalCount,
                }}
              />
            </p>
          </Card>
          <NextPayment plan={plan} />
          <Card title={t('planPage.instalments')}>
            <Instalments plan={plan} />
          </Card>
        </>
      }
      side={
        <Card title={t('planPage.facts')}>
          <Facts
            facts={[
              [t('planPage.status'), t(`plan.status.${plan.status}`)],
              [t('plan.terms.frequency'), t(`frequency.${plan.frequency}`)],
              [t('planPage.startedOn'), <DateText key="started" value={plan.startedOn} />],
              [t('plan.terms.lastDueOn'), <DateText key="last" value={plan.lastDueOn} />],
              [t('planPage.remaining'), <Money key="remaining" value={plan.remaining} />],
            ]}
          />
          <ButtonRow>
            <ButtonLink kind="secondary" to={`/agreement/${plan.agreement.id}`}>
              {t('planPage.agreement')}
            </ButtonLink>
          </ButtonRow>
        </Card>
      }
    />
  );
}

function NextPayment({ plan }: { plan: Plan }) {
  const { t } = useWords();
  const next = plan.nextInstalment;
  if (!next) {
    return (
      <Card title={t('planPage.done.title')} strong>
        <p>{t('planPage.done.text')}</p>
      </Card>
    );
  }
  return (
    <Card title={t('planPage.next')} strong>
      <p className={styles.figure}>
        <Money value={next.amount} />
      </p>
      <p>
        <Clock by={next.dueOn} />
      </p>
      {next.status === 'PARTLY_PAID' && (
        <p>
          <Sentence id="planPage.partly" values={{ paid: <Money value={next.paid} /> }} />
        </p>
      )}
      {next.status === 'OVERDUE' && <p>{t('planPage.overdue')}</p>}
      <ButtonRow>
        <ButtonLink to={`/account/${plan.debt.id}/pay`}>{t('planPage.pay')}</ButtonLink>
      </ButtonRow>
    </Card>
  );
}

function Instalments({ plan }: { plan: Plan }) {
  const { t, locale } = useWords();
  return (
    <Table
      caption={t('planPage.instalmentsCaption', { currency: plan.total.currency })}
      columns={[
        { key: 'number', label: t('plan.schedule.number') },
        { key: 'dueOn', label: t('plan.schedule.dueOn') },
        { key: 'status', label: t('planPage.state') },
        { key: 'amount', label: t('plan.schedule.amount'), end: true },
      ]}
      rows={plan.instalments.nodes.map((row) => ({
        key: row.id,
        cells: {
          number: row.number,
          dueOn: <DateText value={row.dueOn} style="compact" />,
          status: <span className={styles[row.status]}>{t(`instalment.status.${row.status}`)}</span>,
          amount: formatAmount(row.amount, locale),
        },
      }))}
    />
  );
}
