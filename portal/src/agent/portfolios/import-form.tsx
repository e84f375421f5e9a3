import { type FormEvent, useState } from 'react';
import { useDraft } from '../../draft.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/choice-fields.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import type { Problems } from '../../ui/field.tsx';
import { Form } from '../../ui/form.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { TroubleNotice } from '../../ui/trouble.tsx';
import { useWords } from '../../words.tsx';
import { FileField } from './file-field.tsx';
import type { PortfolioFile } from './portfolio-file.ts';
import styles from './portfolios.module.css';
import { type ImportWish, useImport } from './use-import.ts';

const usual: ImportWish = { mapping: '', dryRun: true, allOrNothing: false };

export function ImportForm({ onRun }: { onRun: (runId: string) => void }) {
  const { t } = useWords();
  const [file, setFile] = useState<PortfolioFile | null>(null);
  const [wish, setWish] = useDraft<ImportWish>('agent.import.options', usual);
  const [problems, setProblems] = useState<Problems>({});
  const { start, busy, trouble } = useImport();
  const change = (part: Partial<ImportWish>) => setWish({ ...wish, ...part });

  async function submit(event: FormEvent) {
    event.preventDefault();
    setProblems({});
    if (!file) return setProblems({ file: t('agent.import.problem.NONE') });
    const outcome = await start(file, wish);
    if (outcome.problems) setProblems(outcome.problems);
    if (outcome.runId) onRun(outcome.runId);
  }

  return (
    <Form onSubmit={submit}>
      <ErrorSummary problems={problems} />
      {trouble && <TroubleNotice trouble={trouble} />}
      <FileField file={file} problem={problems.file} onFile={setFile} />
      {file?.format !== 'NDJSON' && (
        <MappingField
          value={wish.mapping}
          problem={problems.mapping}
          onChange={(mapping) => change({ mapping })}
        />
      )}
      <Checkbox
        name="dryRun"
        label={t('agent.import.dryRun')}
        checked={wish.dryRun}
        onChange={(dryRun) => change({ dryRun })}
      />
      <Checkbox
        name="allOrNothing"
        label={t('agent.import.allOrNothing')}
        checked={wish.allOrNothing}
        onChange={(allOrNothing) => change({ allOrNothing })}
      />
      <Button type="submit" busy={busy}>
        {t(wish.dryRun ? 'agent.import.check' : 'agent.import.load')}
      </Button>
      <p role="status" className={styles.progress}>
        {busy && t('agent.import.running')}
      </p>
    </Form>
  );
}

interface MappingFieldProps {
  readonly value: string;
  readonly problem: string | undefined;
  readonly onChange: (mapping: string) => void;
}

const example = '{"Konto": "account_external_id", "Notiz": null}';

/** Rarely needed, so it opens only when it is. */
function MappingField({ value, problem, onChange }: MappingFieldProps) {
  const { t } = useWords();
  const [wasGiven] = useState(value !== '');
  return (
    <details className={styles.mapping} open={wasGiven || problem !== undefined}>
      <summary>{t('agent.import.mappingMore')}</summary>
      <TextArea
        name="mapping"
        label={t('agent.import.mapping')}
        hint={
          <>
            {t('agent.import.mappingHint')} <code>{example}</code>
          </>
        }
        problem={problem}
        rows={4}
        value={value}
        onChange={onChange}
      />
    </details>
  );
}
