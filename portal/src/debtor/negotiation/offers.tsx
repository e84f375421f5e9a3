import { formatMoney } from '../../format.ts';
import type { Offer } from '../../shared/plan/plan.queries.ts';
import { DateText, InstantText } from '../../ui/money.tsx';
import { Sentence, useWords } from '../../words.tsx';
import styles from './proposal.module.css';

/** Who offered what, round by round. */
export function Offers({ offers, creditor }: { offers: readonly Offer[]; creditor: string }) {
  const { t, locale } = useWords();
  return (
    <ol className={`plain ${styles.rounds}`}>
      {offers.map((offer) => (
        <li key={offer.id} className={styles.round}>
          <strong>{t(`proposal.round.${offer.madeBy}`, { round: offer.round, creditor })}</strong>
          <span>
            {t('plan.optionTerms', {
              amount: formatMoney(offer.instalmentAmount, locale),
              frequency: t(`frequency.${offer.frequency}`),
              count: offer.instalmentCount,
            })}
          </span>
          <span className={styles.small}>
            <Sentence
              id="proposal.until"
              values={{ date: <DateText value={offer.lastDueOn} style="medium" /> }}
            />
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
