import { PlanProgress } from '../../shared/plan/plan-progress.tsx';
import { ButtonLink, ButtonRow } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Money } from '../../ui/money.tsx';
import { Sentence, useWords } from '../../words.tsx';
import { accountName, isOwing } from '../debt.ts';
import type { HomeDebt } from './home.queries.ts';
import styles from './home-page.module.css';

export function AccountCard({ debt }: { debt: HomeDebt }) {
  const words = useWords();
  const { t } = words;
  const { activePlan: plan, openProposal: proposal } = debt;
  return (
    <Card>
      <div className={styles.account}>
        <div className={styles.head}>
          <h3>{debt.creditor.name}</h3>
          <span className={styles.soft}>{accountName(debt, words)}</span>
        </div>
        <div className={styles.head}>
          <span className={styles.amount}>
            <Money value={debt.balance.total} />
          </span>
          <span className={styles.soft}>{t(`debt.status.${debt.status}`)}</span>
        </div>
        {plan && (
          <>
            <PlanProgress
              paid={Number(plan.paid.minorUnits)}
              total={Number(plan.total.minorUnits)}
              count={0}
            />
            <p className={styles.small}>
              <Sentence
                id="home.planProgress"
                values={{ paid: <Money value={plan.paid} />, total: <Money value={plan.total} /> }}
              />
            </p>
          </>
        )}
        <ButtonRow>
          {plan && (
            <ButtonLink kind="secondary" to={`/plan/${plan.id}`}>
              {t('home.toPlan')}
            </ButtonLink>
          )}
          {proposal && (
            <ButtonLink kind="secondary" to={`/proposal/${proposal.id}`}>
              {t('home.toProposal')}
            </ButtonLink>
          )}
          {!plan && !proposal && isOwing(debt) && (
            <ButtonLink kind="secondary" to={`/account/${debt.id}/plan`}>
              {t('home.makePlan')}
            </ButtonLink>
          )}
          <ButtonLink kind="quiet" to={`/account/${debt.id}`}>
            {t('home.toAccount')}
          </ButtonLink>
        </ButtonRow>
      </div>
    </Card>
  );
}
