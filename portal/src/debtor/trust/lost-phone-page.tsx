import { ButtonLink, ButtonRow } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Page } from '../../ui/page.tsx';
import { useWords } from '../../words.tsx';
import styles from './trust.module.css';

/** A code goes only to a contact point that is already on file; how to get that changed without a call. */
export function LostPhonePage() {
  const { t } = useWords();
  return (
    <Page title={t('lostPhone.title')} lead={t('lostPhone.lead')} back={{ to: '/', label: t('ui.toStart') }}>
      <Card title={t('lostPhone.other.title')}>
        <p>{t('lostPhone.other.text')}</p>
        <ButtonRow>
          <ButtonLink to="/sign-in">{t('lostPhone.other.button')}</ButtonLink>
        </ButtonRow>
      </Card>
      <Card title={t('lostPhone.change.title')}>
        <ol className={styles.steps}>
          <li>{t('lostPhone.change.lender')}</li>
          <li>{t('lostPhone.change.proof')}</li>
          <li>{t('lostPhone.change.back')}</li>
        </ol>
      </Card>
      <p>{t('lostPhone.why')}</p>
    </Page>
  );
}
