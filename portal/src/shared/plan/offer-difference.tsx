import { formatDate, formatMoney, type Locale } from '../../format.ts';
import { useWords, type Words } from '../../words.tsx';
import styles from './offer-difference.module.css';
import type { Offer } from './plan.queries.ts';

export interface OfferLine {
  readonly key: string;
  readonly label: string;
  readonly before: string;
  readonly after: string;
}

/** The terms of two offers side by side, as text, so that what differs can be told. */
export function offerLines(before: Offer, after: Offer, { t, locale }: Words): OfferLine[] {
  const line = (key: string, label: string, of: (offer: Offer) => string): OfferLine => ({
    key,
    label,
    before: of(before),
    after: of(after),
  });
  return [
    line('amount', t('plan.terms.instalment'), (offer) => formatMoney(offer.instalmentAmount, locale)),
    line('frequency', t('plan.terms.frequency'), (offer) => t(`frequency.${offer.frequency}`)),
    line('count', t('plan.terms.count'), (offer) =>
      t('plan.terms.countValue', { count: offer.instalmentCount }),
    ),
    line('upFront', t('plan.terms.upFront'), (offer) => upFrontText(offer, locale)),
    line('first', t('plan.terms.firstDueOn'), (offer) => formatDate(offer.firstDueOn, locale, 'compact')),
    line('last', t('plan.terms.lastDueOn'), (offer) => formatDate(offer.lastDueOn, locale, 'compact')),
    line('interest', t('plan.terms.interest'), (offer) =>
      offer.interestFreeze ? t('plan.terms.interestStopped') : formatMoney(offer.totalInterest, locale),
    ),
    line('total', t('plan.terms.total'), (offer) => formatMoney(offer.totalToPay, locale)),
  ];
}

interface OfferDifferenceProps {
  readonly before: Offer;
  readonly after: Offer;
  readonly beforeLabel: string;
  readonly afterLabel: string;
}

/** What the newer offer changes; a changed line is marked for eyes and for ears. */
export function OfferDifference({ before, after, beforeLabel, afterLabel }: OfferDifferenceProps) {
  const words = useWords();
  return (
    <table className={styles.grid}>
      <caption className="visually-hidden">{words.t('offer.difference')}</caption>
      <thead>
        <tr>
          <td />
          <th scope="col">{beforeLabel}</th>
          <th scope="col">{afterLabel}</th>
        </tr>
      </thead>
      <tbody>
        {offerLines(before, after, words).map((line) => (
          <tr key={line.key} className={line.before === line.after ? undefined : styles.changed}>
            <th scope="row">{line.label}</th>
            <td>{line.before}</td>
            <td>
              {line.before !== line.after && (
                <span className="visually-hidden">{words.t('offer.changed')} </span>
              )}
              {line.after}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function upFrontText(offer: Offer, locale: Locale): string {
  const none = { ...offer.balance, amount: '0', minorUnits: '0' };
  return formatMoney(offer.upFront ?? none, locale);
}
