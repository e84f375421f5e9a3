import { type ReactNode, useEffect, useRef } from 'react';
import { Link } from 'wouter';
import styles from './page.module.css';

interface PageProps {
  /** The h1 and the title of the tab. */
  readonly title: string;
  /** A short line above the title: whose account this is. */
  readonly kicker?: string;
  readonly lead?: ReactNode;
  readonly back?: { readonly to: string; readonly label: string };
  /** `narrow` for one question, `measure` for reading, `wide` for columns. */
  readonly width?: 'narrow' | 'measure' | 'wide';
  readonly children?: ReactNode;
}

let firstPage = true;

/** Every page: its title in the tab and, after a change of page, under the focus. */
export function Page({ title, kicker, lead, back, width = 'measure', children }: PageProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · 结清 Quittance`;
  }, [title]);
  useEffect(() => {
    // A page that was just loaded keeps the browser's own order of reading.
    if (!firstPage) heading.current?.focus({ preventScroll: true });
    firstPage = false;
  }, []);
  return (
    <div className={`${styles.page} ${width === 'measure' ? '' : styles[width]}`}>
      {back && (
        <Link to={back.to} className={styles.back}>
          <span aria-hidden="true">←</span>
          {back.label}
        </Link>
      )}
      <div className={styles.titles}>
        {kicker && <p className={styles.kicker}>{kicker}</p>}
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {lead && <p className={styles.lead}>{lead}</p>}
      </div>
      {children}
    </div>
  );
}

/** For when a page has changed so much that it reads as a new one. */
export function focusHeading(): void {
  document.querySelector('h1')?.focus({ preventScroll: true });
  scrollTo({ top: 0 });
}

/** Two columns on the desk, one on the phone: first what matters, then what goes with it. */
export function Columns({ main, side }: { main: ReactNode; side: ReactNode }) {
  return (
    <div className={styles.columns}>
      <div>{main}</div>
      <div>{side}</div>
    </div>
  );
}
