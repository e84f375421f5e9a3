import { Link } from 'wouter';
import { formatMoney } from '../../format.ts';
import { Card } from '../../ui/card.tsx';
import { DateText, InstantText, Money } from '../../ui/money.tsx';
import { useWords } from '../../words.tsx';
import { DeskTable } from '../parts/desk-table.tsx';
import styles from './case.module.css';
import type { Person } from './case.queries.ts';

export function NegotiationsCard({ person }: { person: Person }) {
  const { t, locale } = useWords();
  const { nodes } = person.planProposals;
  return (
    <Card title={t('agent.negotiations.title')}>
      {nodes.length === 0 ? (
        <p className={styles.soft}>{t('agent.negotiations.none')}</p>
      ) : (
        <DeskTable
          caption={t('agent.negotiations.title')}
          columns={[
            { key: 'offer', label: t('agent.negotiations.offer') },
            { key: 'status', label: t('agent.state') },
            { key: 'round', label: t('agent.negotiations.round'), end: true },
            { key: 'since', label: t('agent.negotiations.since'), end: true },
          ]}
          rows={nodes.map((proposal) => ({
            key: proposal.id,
            cells: {
              offer: (
                <Link to={`/agent/proposal/${proposal.id}`}>
                  {t('plan.optionTerms', {
                    amount: formatMoney(proposal.currentOffer.instalmentAmount, locale),
                    frequency: t(`frequency.${proposal.currentOffer.frequency}`),
                    count: proposal.currentOffer.instalmentCount,
                  })}
                </Link>
              ),
              status: t(`agent.proposal.status.${proposal.status}`),
              round: proposal.round,
              since: <InstantText value={proposal.createdAt} />,
            },
          }))}
        />
      )}
    </Card>
  );
}

export function PlansCard({ person }: { person: Person }) {
  const { t } = useWords();
  const { nodes } = person.plans;
  return (
    <Card title={t('agent.plans.title')}>
      {nodes.length === 0 ? (
        <p className={styles.soft}>{t('agent.plans.none')}</p>
      ) : (
        <DeskTable
          caption={t('agent.plans.title')}
          columns={[
            { key: 'creditor', label: t('account.facts.creditor') },
            { key: 'status', label: t('agent.state') },
            { key: 'until', label: t('plan.terms.lastDueOn') },
            { key: 'paid', label: t('agent.plans.paid'), end: true },
            { key: 'total', label: t('agent.plans.total'), end: true },
          ]}
          rows={nodes.map((plan) => ({
            key: plan.id,
            cells: {
              creditor: plan.creditor.name,
              status: t(`plan.status.${plan.status}`),
              until: <DateText value={plan.lastDueOn} style="medium" />,
              paid: <Money value={plan.paid} />,
              total: <Money value={plan.total} />,
            },
          }))}
        />
      )}
    </Card>
  );
}

export function PaymentsCard({ person }: { person: Person }) {
  const { t } = useWords();
  const { nodes } = person.payments;
  return (
    <Card title={t('agent.payments.title')}>
      {nodes.length === 0 ? (
        <p className={styles.soft}>{t('agent.payments.none')}</p>
      ) : (
        <DeskTable
          caption={t('agent.payments.title')}
          columns={[
            { key: 'when', label: t('agent.payments.begun') },
            { key: 'status', label: t('agent.state') },
            { key: 'receipt', label: t('receipt.number') },
            { key: 'amount', label: t('receipt.amount'), end: true },
          ]}
          rows={nodes.map((payment) => ({
            key: payment.id,
            cells: {
              when: <InstantText value={payment.createdAt} />,
              status: t(`agent.payment.status.${payment.status}`),
              receipt: payment.receipt?.number ?? '–',
              amount: <Money value={payment.amount} />,
            },
          }))}
        />
      )}
    </Card>
  );
}
