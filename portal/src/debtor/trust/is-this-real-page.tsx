import { Link } from 'wouter';
import { Card } from '../../ui/card.tsx';
import { Page } from '../../ui/page.tsx';
import { Sentence, useWords } from '../../words.tsx';
import styles from './trust.module.css';

/** How to check us before telling us anything. */
export function IsThisRealPage() {
  const { t } = useWords();
  return (
    <Page title={t('real.title')} lead={t('real.lead')} back={{ to: '/', label: t('ui.toStart') }}>
      <Card title={t('real.check.title')}>
        <ol className={styles.steps}>
          <li>
            <Sentence id="real.check.address" values={{ address: location.host }} parts={{ b: <strong /> }} />
          </li>
          <li>{t('real.check.creditor')}</li>
          <li>{t('real.check.reference')}</li>
          <li>
            <Sentence id="real.check.paper" parts={{ a: <Link to="/verify" /> }} />
          </li>
        </ol>
      </Card>
      <Card title={t('real.never.title')}>
        <ul className={styles.steps}>
          <li>{t('real.never.password')}</li>
          <li>{t('real.never.code')}</li>
          <li>{t('real.never.private')}</li>
          <li>{t('real.never.threat')}</li>
        </ul>
      </Card>
      <Card title={t('real.before.title')}>
        <p>{t('real.before.text')}</p>
        <p>
          <Sentence id="real.before.notMe" parts={{ a: <Link to="/not-me" /> }} />
        </p>
      </Card>
    </Page>
  );
}
