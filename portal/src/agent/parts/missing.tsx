import { ButtonLink, ButtonRow } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { useWords } from '../../words.tsx';

/** Not there, or of a creditor that the agent does not work for: that is not told apart. */
export function Missing() {
  const { t } = useWords();
  return (
    <Notice>
      <p>{t('agent.missing.text')}</p>
      <ButtonRow>
        <ButtonLink to="/agent">{t('agent.toToday')}</ButtonLink>
      </ButtonRow>
    </Notice>
  );
}

export function MissingDesk() {
  const { t } = useWords();
  return (
    <Page title={t('agent.missing.title')} width="narrow">
      <Missing />
    </Page>
  );
}
