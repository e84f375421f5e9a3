import { useState } from 'react';
import { Button, ButtonRow } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { useWords } from '../../words.tsx';
import styles from './integrations.module.css';

/** The secret of a new key, this once: afterwards nobody can read it, we neither. */
export function NewKey({ token, onDone }: { token: string; onDone: () => void }) {
  const { t } = useWords();
  const [copied, setCopied] = useState(false);

  async function copy() {
    await navigator.clipboard.writeText(token);
    setCopied(true);
  }

  return (
    <Notice title={t('agent.newKey.title')}>
      <p>{t('agent.newKey.text')}</p>
      <code className={styles.token}>{token}</code>
      <ButtonRow>
        <Button onClick={() => void copy()}>{t('agent.newKey.copy')}</Button>
        <Button kind="secondary" onClick={onDone}>
          {t('agent.newKey.done')}
        </Button>
      </ButtonRow>
      <p role="status">{copied && t('agent.newKey.copied')}</p>
    </Notice>
  );
}
