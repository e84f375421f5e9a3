import { useSyncExternalStore } from 'react';
import { useWords } from '../words.tsx';
import styles from './page.module.css';

export function OfflineBanner() {
  const { t } = useWords();
  const online = useSyncExternalStore(watch, () => navigator.onLine);
  return <div role="status">{!online && <p className={styles.offline}>{t('ui.offline')}</p>}</div>;
}

function watch(changed: () => void): () => void {
  addEventListener('online', changed);
  addEventListener('offline', changed);
  return () => {
    removeEventListener('online', changed);
    removeEventListener('offline', changed);
  };
}
