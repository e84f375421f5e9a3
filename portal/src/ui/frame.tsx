import { lazy, type ReactNode, Suspense } from 'react';
import { Link } from 'wouter';
import { useSession } from '../session.tsx';
import { useWords } from '../words.tsx';
import { Button } from './button.tsx';
import { LanguageSwitch } from './language-switch.tsx';
import { OfflineBanner } from './offline-banner.tsx';
import styles from './page.module.css';

/** Not before minutes have passed. */
const IdleWarning = lazy(async () => ({ default: (await import('./idle-warning.tsx')).IdleWarning }));

interface FrameProps {
  /** Where the brand leads. */
  readonly home: string;
  /** Links of this side, in the header. */
  readonly nav?: ReactNode;
  /** Help that stands in the same place on every page. */
  readonly footer?: ReactNode;
  readonly children: ReactNode;
}

/** What surrounds every page of a side. */
export function Frame({ home, nav, footer, children }: FrameProps) {
  const { t } = useWords();
  const session = useSession();
  return (
    <div className={styles.frame}>
      <div>
        <a href="#main" className={styles.skip}>
          {t('ui.skip')}
        </a>
        <OfflineBanner />
        <header className={styles.header}>
          <div className={styles.bar}>
            <Link to={home} className={styles.brand}>
              <Mark />
              <span>
                <b lang="zh-CN">结清</b> <span className={styles.latin}>Quittance</span>
              </span>
            </Link>
            {nav}
            <LanguageSwitch />
            {session.status === 'in' && (
              <Button kind="quiet" onClick={() => void session.signOut()}>
                {t('ui.signOut')}
              </Button>
            )}
          </div>
        </header>
      </div>
      <main id="main" className={styles.main} tabIndex={-1}>
        {children}
      </main>
      <footer className={styles.footer}>{footer}</footer>
      {session.status === 'in' && (
        <Suspense>
          <IdleWarning />
        </Suspense>
      )}
    </div>
  );
}

/** Steps down to a full stop. */
function Mark() {
  return (
    <svg className={styles.mark} viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="8" fill="var(--accent)" />
      <g fill="none" stroke="var(--on-accent)" strokeWidth="2.6" strokeLinecap="round" strokeLinejoin="round">
        <path d="M7 9h5v5h5v5h5v5" />
      </g>
      <circle cx="25" cy="24" r="2" fill="var(--on-accent)" />
    </svg>
  );
}
