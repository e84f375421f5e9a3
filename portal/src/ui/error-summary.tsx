import { useEffect, useRef } from 'react';
import { useWords } from '../words.tsx';
import styles from './error-summary.module.css';
import type { Problems } from './field.tsx';

/** All problems at the top of the form, in the same words as at the fields; the focus comes here. */
export function ErrorSummary({ problems }: { problems: Problems }) {
  const { t } = useWords();
  const box = useRef<HTMLDivElement>(null);
  const entries = Object.entries(problems);
  useEffect(() => {
    if (Object.keys(problems).length > 0) box.current?.focus();
  }, [problems]);
  if (entries.length === 0) return null;
  return (
    <div className={styles.summary} ref={box} tabIndex={-1} role="alert" aria-labelledby="error-summary">
      <h2 id="error-summary">{t('ui.errors.title')}</h2>
      <ul className="plain">
        {entries.map(([field, words]) => (
          <li key={field}>
            <a
              href={`#${field}`}
              onClick={(event) => {
                event.preventDefault();
                document.getElementById(field)?.focus();
              }}
            >
              {words}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
