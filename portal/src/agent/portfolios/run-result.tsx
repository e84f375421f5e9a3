import { Loaded, useGraph } from '../../data.tsx';
import { Card } from '../../ui/card.tsx';
import { InstantText } from '../../ui/money.tsx';
import { Notice } from '../../ui/notice.tsx';
import { useWords } from '../../words.tsx';
import { Pager, usePages } from '../parts/pager.tsx';
import { ErrorsDownload } from './errors-download.tsx';
import styles from './portfolios.module.css';
import { type ImportRun, ImportRunQuery } from './portfolios.queries.ts';
import { RowErrors } from './row-errors.tsx';

const pageSize = 20;

/** What came of a run. It stays here through a reload. */
export function RunResult({ runId }: { runId: string }) {
  const { t } = useWords();
  const pages = usePages();
  const from = useGraph(ImportRunQuery, { id: runId, first: pageSize, after: pages.after });
  return (
    <Card title={t('agent.run.title')}>
      <Loaded from={from}>
        {({ importRun }) =>
          importRun ? (
            <>
              <Summary run={importRun} />
              <Counts run={importRun} />
              {importRun.errors.totalCount > 0 && (
                <>
                  <ErrorsHead run={importRun} count={importRun.errors.totalCount} />
                  <RowErrors errors={importRun.errors.nodes} />
                  <Pager pages={pages} list={importRun.errors} pageSize={pageSize} />
                </>
              )}
            </>
          ) : (
            <Notice>
              <p>{t('agent.run.gone')}</p>
            </Notice>
          )
        }
      </Loaded>
    </Card>
  );
}

function Summary({ run }: { run: ImportRun }) {
  const { t } = useWords();
  return (
    <div role="status">
      <p>
        <strong>{t(`agent.run.${run.dryRun ? 'checked' : 'loaded'}.${run.status}`)}</strong>
      </p>
      <p className={styles.soft}>
        {run.fileName} · <InstantText value={run.startedAt} />
        {run.allOrNothing && ` · ${t('agent.import.allOrNothing')}`}
      </p>
    </div>
  );
}

function Counts({ run }: { run: ImportRun }) {
  const { t } = useWords();
  const counts = [
    ['rowsRead', run.rowsRead],
    ['rowsLoaded', run.rowsLoaded],
    ['rowsUnchanged', run.rowsUnchanged],
    ['rowsRejected', run.rowsRejected],
  ] as const;
  return (
    <dl className={styles.counts}>
      {counts.map(([name, count]) => (
        <div key={name}>
          <dt>{t(name === 'rowsLoaded' && run.dryRun ? 'agent.run.rowsWouldLoad' : `agent.run.${name}`)}</dt>
          <dd>{count}</dd>
        </div>
      ))}
    </dl>
  );
}

function ErrorsHead({ run, count }: { run: ImportRun; count: number }) {
  const { t } = useWords();
  return (
    <div className={styles.head}>
      <h3>{t('agent.run.errors', { count })}</h3>
      <ErrorsDownload runId={run.id} fileName={run.fileName} />
    </div>
  );
}
