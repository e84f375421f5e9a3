import type { ReactNode } from 'react';
import styles from './notice.module.css';

interface NoticeProps {
  readonly title?: string;
  /** `problem` is red and is read out at once. */
  readonly kind?: 'info' | 'problem';
  readonly children: ReactNode;
}

export function Notice({ title, kind = 'info', children }: NoticeProps) {
  return (
    <div
      className={`${styles.notice} ${kind === 'problem' ? styles.problem : ''}`}
      role={kind === 'problem' ? 'alert' : undefined}
    >
      {title && <h2>{title}</h2>}
      {children}
    </div>
  );
}

/** Nothing here yet, said in a sentence. */
export function Empty({ children }: { children: ReactNode }) {
  return <p className={styles.empty}>{children}</p>;
}
