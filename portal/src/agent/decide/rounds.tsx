import { formatMoney } from '../../format.ts';
import { InstantText } from '../../ui/money.tsx';
import { useWords } from '../../words.tsx';
import styles from './decide.module.css';
import type { Proposal } from './decide.queries.ts';

/** Who offered what, newest first, with the words that came with it. */
export function Rounds({ proposal }: { proposal: Proposal }) {
  const { t, locale } = useWords();
  return (
    <ol className={`plain ${styles.rounds}`}>
      {proposal.offers.toReversed().map((offer) => (
        <li key={offer.id}>
          <strong>
            {t('agent.rounds.by', {
              round: offer.round,
              who: offer.madeBy === 'DEBTOR' ? proposal.debtor.name : proposal.creditor.name,
            })}
          </strong>
          <span>
            {t('plan.optionTerms', {
              amount: formatMoney(offer.instalmentAmount, locale),
              frequency: t(`frequency.${offer.frequency}`),
              count: offer.instalmentCount,
            })}
            {offer.interestFreeze && ` · ${t('agent.rounds.freeze')}`}
          </span>
          {offer.message && (
            <blockquote className={styles.quote}>
              <p>{offer.message}</p>
            </blockquote>
          )}
          <span className={styles.small}>
            <InstantText value={offer.createdAt} />
          </span>
        </li>
      ))}
    </ol>
  );
}
