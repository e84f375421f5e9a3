import { accountName } from '../../debtor/debt.ts';
import { formatRate } from '../../format.ts';
import { BalanceSum } from '../../shared/balance/balance-sum.tsx';
import { MakeUp } from '../../shared/balance/make-up.tsx';
import { PlanProgress } from '../../shared/plan/plan-progress.tsx';
import { ButtonLink, ButtonRow } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { DateText, InstantText, Money } from '../../ui/money.tsx';
import { Facts } from '../../ui/table.tsx';
import { Sentence, useWords } from '../../words.tsx';
import styles from './case.module.css';
import type { CaseDebt } from './case.queries.ts';

export function AccountCard({ debt }: { debt: CaseDebt }) {
  const words = useWords();
  const { t } = words;
  return (
    <Card>
      <div className={styles.head}>
        <h3>{debt.creditor.name}</h3>
        <span className={styles.amount}>
          <Money value={debt.balance.total} />
        </span>
      </div>
      <p className={styles.soft}>
        {accountName(debt, words)} · {t(`debt.status.${debt.status}`)}
        {debt.daysPastDue > 0 && ` · ${t('agent.case.daysPastDue', { count: debt.daysPastDue })}`}
      </p>
      <Holds debt={debt} />
      <PlanLine debt={debt} />
      {debt.openProposal && (
        <ButtonRow>
          <ButtonLink to={`/agent/proposal/${debt.openProposal.id}`}>
            {t(`agent.case.open.${debt.openProposal.status === 'AWAITING_CREDITOR' ? 'decide' : 'see'}`)}
          </ButtonLink>
        </ButtonRow>
      )}
      <details className={styles.more}>
        <summary>{t('agent.case.balance')}</summary>
        <div className={styles.section}>
          <BalanceSum balance={debt.balance} />
          <MakeUp
            title={t('account.makeUp.label')}
            parts={[
              { component: 'PRINCIPAL', amount: debt.balance.principalDue },
              { component: 'INTEREST', amount: debt.balance.interestDue },
              { component: 'FEES', amount: debt.balance.feesDue },
              { component: 'COSTS', amount: debt.balance.costsDue },
            ]}
          />
        </div>
      </details>
      <details className={styles.more}>
        <summary>{t('account.facts.title')}</summary>
        <AccountFacts debt={debt} />
      </details>
    </Card>
  );
}

function Holds({ debt }: { debt: CaseDebt }) {
  const running = debt.holds.filter((hold) => hold.endsAt === null);
  if (running.length === 0 && !debt.recalledAt) return null;
  return (
    <ul className={`plain ${styles.holds}`}>
      {debt.recalledAt && (
        <li>
          <Sentence id="agent.case.recalled" values={{ when: <InstantText value={debt.recalledAt} /> }} />
        </li>
      )}
      {running.map((hold) => (
        <li key={hold.id}>
          <Sentence
            id={`agent.hold.${hold.reason}`}
            values={{ since: <InstantText value={hold.startsAt} /> }}
          />
        </li>
      ))}
    </ul>
  );
}

function PlanLine({ debt }: { debt: CaseDebt }) {
  const { t } = useWords();
  const plan = debt.activePlan;
  if (!plan) return null;
  const { nextInstalment: next } = plan;
  return (
    <div className={styles.plan}>
      <PlanProgress
        paid={Number(plan.paid.minorUnits)}
        total={Number(plan.total.minorUnits)}
        count={plan.instalmentCount}
      />
      <p className={styles.soft}>
        <Sentence
          id="home.planProgress"
          values={{ paid: <Money value={plan.paid} />, total: <Money value={plan.total} /> }}
        />
        {next && (
          <>
            {' · '}
            <Sentence
              id="agent.case.nextInstalment"
              values={{
                amount: <Money value={next.amount} />,
                date: <DateText value={next.dueOn} style="medium" />,
                status: t(`instalment.status.${next.status}`),
              }}
            />
          </>
        )}
      </p>
    </div>
  );
}

function AccountFacts({ debt }: { debt: CaseDebt }) {
  const { t, locale } = useWords();
  return (
    <Facts
      facts={[
        [t('agent.case.externalId'), debt.externalId],
        debt.originalCreditor ? [t('account.facts.originalCreditor'), debt.originalCreditor] : null,
        [t('account.facts.openedOn'), <DateText key="opened" value={debt.openedOn} />],
        debt.defaultedOn
          ? [t('account.facts.defaultedOn'), <DateText key="defaulted" value={debt.defaultedOn} />]
          : null,
        [t('agent.case.bucket'), debt.delinquencyBucket.replace('_PLUS', '+')],
        [t('account.facts.annualRate'), formatRate(debt.annualRate, locale)],
      ]}
    />
  );
}
