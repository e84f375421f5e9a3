import { useState } from 'react';
import { Segments } from '../../ui/choice-fields.tsx';
import { Field } from '../../ui/field.tsx';
import { useWords } from '../../words.tsx';
import { type FileFormat, fileBytesMax, type PortfolioFile, readPortfolioFile } from './portfolio-file.ts';
import styles from './portfolios.module.css';

interface FileFieldProps {
  readonly file: PortfolioFile | null;
  readonly problem: string | undefined;
  readonly onFile: (file: PortfolioFile | null) => void;
}

const megabytes = fileBytesMax / 1024 / 1024;

/** Chosen or dropped, read here and looked at before anything is sent. */
export function FileField({ file, problem, onFile }: FileFieldProps) {
  const { t } = useWords();
  const [unreadable, setUnreadable] = useState<string>();

  async function choose(chosen: File | undefined) {
    onFile(null);
    setUnreadable(undefined);
    if (!chosen) return;
    const read = await readPortfolioFile(chosen);
    if (typeof read === 'string') setUnreadable(t(`agent.import.problem.${read}`, { megabytes }));
    else onFile(read);
  }

  return (
    <>
      <Field
        name="file"
        label={t('agent.import.file')}
        hint={t('agent.import.fileHint', { megabytes })}
        problem={unreadable ?? problem}
      >
        {(described) => (
          <span className={styles.file}>
            <input
              {...described}
              type="file"
              accept=".csv,.ndjson,.jsonl,text/csv,application/x-ndjson"
              onChange={(event) => void choose(event.target.files?.[0])}
            />
            <span className={styles.pick} aria-hidden="true">
              {t('agent.import.pick')}
            </span>
            <span className={styles.name}>{file?.name ?? t('agent.import.noFile')}</span>
          </span>
        )}
      </Field>
      {file && (
        <Segments<FileFormat>
          name="format"
          label={t('agent.import.format')}
          value={file.format}
          options={[
            { value: 'CSV', label: 'CSV' },
            { value: 'NDJSON', label: 'NDJSON' },
          ]}
          onChange={(format) => onFile({ ...file, format })}
        />
      )}
    </>
  );
}
