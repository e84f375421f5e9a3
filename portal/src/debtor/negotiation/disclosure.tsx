import type { Offer } from '../../shared/plan/plan.queries.ts';
import { InterestText } from '../../shared/plan/plan-facts.tsx';
import { Money } from '../../ui/money.tsx';
import { Facts } from '../../ui/table.tsx';
import { useWords } from '../../words.tsx';
import styles from '../trust/trust.module.css';

/** What has to be said before a signature (CN-COST-01, CN-PLAN-03): every cost, and that there is no other. */
export function Disclosure({ offer, creditor }: { offer: Offer; creditor: string }) {
  const { t } = useWords();
  return (
    <>
      <Facts
        facts={[
          [t('disclosure.balance'), <Money key="balance" value={offer.balance} />],
          [t('plan.terms.interest'), <InterestText key="interest" plan={offer} />],
          [t('disclosure.other'), t('disclosure.none')],
          [t('plan.terms.total'), <Money key="total" value={offer.totalToPay} />],
        ]}
      />
      <ul className={styles.steps}>
        <li>{t('disclosure.noOther')}</li>
        <li>{t('disclosure.stop', { creditor })}</li>
        <li>{t('disclosure.change')}</li>
        <li>{t('disclosure.miss')}</li>
        <li>{t('disclosure.early')}</li>
        <li>{t('disclosure.limitation')}</li>
      </ul>
    </>
  );
}
