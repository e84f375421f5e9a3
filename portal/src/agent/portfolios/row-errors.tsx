import { useWords } from '../../words.tsx';
import { DeskTable } from '../parts/desk-table.tsx';
import styles from './portfolios.module.css';
import type { RowError } from './portfolios.queries.ts';

export function RowErrors({ errors }: { errors: readonly RowError[] }) {
  const { t, find, locale } = useWords();
  return (
    <DeskTable
      caption={t('agent.run.errorsCaption')}
      columns={[
        { key: 'line', label: t('agent.run.line') },
        { key: 'column', label: t('agent.run.column') },
        { key: 'code', label: t('agent.run.code') },
        { key: 'message', label: t('agent.run.message') },
      ]}
      rows={errors.map((error) => ({
        key: error.id,
        cells: {
          line: error.line,
          column: error.column ?? '–',
          code: <code>{error.code}</code>,
          message: (
            <div className={styles.message}>
              {locale !== 'en' && <p>{find(`agent.rowError.${error.code}`)}</p>}
              <p lang="en">{error.message}</p>
            </div>
          ),
        },
      }))}
    />
  );
}
