import { Link } from 'wouter';
import { formatMoney } from '../../format.ts';
import { DateText, Money } from '../../ui/money.tsx';
import { Sentence, useWords } from '../../words.tsx';
import { Deadline } from '../parts/deadline.tsx';
import { latestDecisions, reasonOf, ruleName, ruleValue } from '../parts/rule-value.ts';
import styles from './queue.module.css';
import type { QueueItem } from './today.queries.ts';

export function QueueRow({ item }: { item: QueueItem }) {
  const { t, locale } = useWords();
  const { currentOffer: offer } = item;
  return (
    <li className={styles.row}>
      <div className={styles.line}>
        <h3>
          <Link to={`/agent/proposal/${item.id}`}>{item.debtor.name}</Link>
        </h3>
        {item.decisionDueAt && <Deadline by={item.decisionDueAt} />}
      </div>
      <p className={styles.soft}>
        {item.creditor.name}
        {item.round > 1 && ` · ${t('agent.queue.round', { round: item.round })}`}
      </p>
      <p>
        <Sentence
          id="agent.queue.asks"
          values={{
            balance: <Money value={item.debt.balance.total} />,
            terms: (
              <strong>
                {t('plan.optionTerms', {
                  amount: formatMoney(offer.instalmentAmount, locale),
                  frequency: t(`frequency.${offer.frequency}`),
                  count: offer.instalmentCount,
                })}
              </strong>
            ),
            until: <DateText value={offer.lastDueOn} style="medium" />,
          }}
        />
      </p>
      <Outside item={item} />
    </li>
  );
}

/** Why it is here and was not agreed at once. */
function Outside({ item }: { item: QueueItem }) {
  const words = useWords();
  const outside = latestDecisions(item.ruleDecisions)
    .map(reasonOf)
    .filter((reason) => reason.outcome !== 'PASS');
  if (outside.length === 0) return null;
  return (
    <ul className={`plain ${styles.outside}`}>
      {outside.map(({ ruleId, threshold, actual }) => (
        <li key={ruleId}>
          {words.t('agent.queue.outside', {
            rule: ruleName(ruleId, words),
            asked: ruleValue(ruleId, actual, words),
            limit: ruleValue(ruleId, threshold, words),
          })}
        </li>
      ))}
    </ul>
  );
}
