import type { ReactNode } from 'react';
import styles from './card.module.css';

interface CardProps {
  readonly title?: string;
  /** For the one thing that matters most on a page. */
  readonly strong?: boolean;
  readonly children: ReactNode;
}

export function Card({ title, strong = false, children }: CardProps) {
  return (
    <section className={`${styles.card} ${strong ? styles.strong : ''}`}>
      {title && <h2>{title}</h2>}
      {children}
    </section>
  );
}
