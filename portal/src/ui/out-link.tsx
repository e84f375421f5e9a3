import type { ReactNode } from 'react';
import styles from './button.module.css';

/** A file of the server's, not a page of ours: the browser fetches it. */
export function OutLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <a href={href} className={`${styles.button} ${styles.primary}`}>
      {children}
    </a>
  );
}
