import { useState } from 'react';
import { useClient } from 'urql';
import { type Trouble, troubleOf } from '../../client.ts';
import { Button } from '../../ui/button.tsx';
import { useWords } from '../../words.tsx';
import { errorsCsv } from './errors-csv.ts';
import { ImportRunQuery, type RowError } from './portfolios.queries.ts';

const pageSize = 100;
/** A file of which more rows are wrong is wrong as a whole. */
const mostPages = 200;

/** All errors of a run as a file, read page by page. */
export function ErrorsDownload({ runId, fileName }: { runId: string; fileName: string }) {
  const { t } = useWords();
  const client = useClient();
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);

  async function readAll(): Promise<RowError[] | Trouble> {
    const errors: RowError[] = [];
    let after: string | null = null;
    for (let page = 0; page < mostPages; page++) {
      const variables: { id: string; first: number; after: string | null } = {
        id: runId,
        first: pageSize,
        after,
      };
      const answer = await client
        .query(ImportRunQuery, variables, { requestPolicy: 'network-only' })
        .toPromise();
      const list = answer.data?.importRun?.errors;
      if (!list) return answer.error ? troubleOf(answer.error) : 'NOT_FOUND';
      errors.push(...list.nodes);
      if (!list.pageInfo.hasNextPage) break;
      after = list.pageInfo.endCursor ?? null;
    }
    return errors;
  }

  async function download() {
    setBusy(true);
    const read = await readAll();
    setBusy(false);
    setTrouble(typeof read === 'string' ? read : null);
    if (typeof read !== 'string') save(errorsCsv(read), `${fileName.replace(/\.\w+$/, '')}-errors.csv`);
  }

  return (
    <div>
      <Button kind="secondary" busy={busy} onClick={() => void download()}>
        {t('agent.run.download')}
      </Button>
      <span role="status">{trouble && t(`ui.trouble.${trouble}.text`)}</span>
    </div>
  );
}

function save(text: string, fileName: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = fileName;
  link.click();
  URL.revokeObjectURL(address);
}
