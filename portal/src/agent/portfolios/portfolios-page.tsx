import { useDraft } from '../../draft.ts';
import { Card } from '../../ui/card.tsx';
import { Page } from '../../ui/page.tsx';
import { useWords } from '../../words.tsx';
import { ImportForm } from './import-form.tsx';
import { RunResult } from './run-result.tsx';

/** A file in, its rows checked or loaded, and what was wrong with which row. */
export function PortfoliosPage() {
  const { t } = useWords();
  const [runId, setRunId] = useDraft<string | null>('agent.import.run', null);
  return (
    <Page title={t('agent.portfolios.title')} lead={t('agent.portfolios.lead')} width="wide">
      <Card title={t('agent.import.title')}>
        <ImportForm onRun={setRunId} />
      </Card>
      {runId && <RunResult key={runId} runId={runId} />}
    </Page>
  );
}
