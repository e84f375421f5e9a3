import type { FormEvent, ReactNode } from 'react';
import styles from './form.module.css';

/** We check the fields ourselves, in the person's language; the browser's bubbles stay away. */
export function Form({ onSubmit, children }: { onSubmit: (event: FormEvent) => void; children: ReactNode }) {
  return (
    <form className={styles.form} noValidate onSubmit={onSubmit}>
      {children}
    </form>
  );
}
