import { ButtonLink, ButtonRow } from '../../ui/button.tsx';
import { Page } from '../../ui/page.tsx';
import { useWords } from '../../words.tsx';

export function MissingPage() {
  const { t } = useWords();
  return (
    <Page title={t('missing.title')} lead={t('missing.text')} width="narrow">
      <ButtonRow>
        <ButtonLink to="/">{t('ui.toStart')}</ButtonLink>
      </ButtonRow>
    </Page>
  );
}
