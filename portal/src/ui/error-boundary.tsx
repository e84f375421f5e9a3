import { Component, type ReactNode } from 'react';
import { useWords } from '../words.tsx';
import { Button } from './button.tsx';
import { Notice } from './notice.tsx';

interface BoundaryProps {
  readonly children: ReactNode;
}

/** A fault of ours (or a new version whose old files are gone): say so, and offer to load afresh. */
export class ErrorBoundary extends Component<BoundaryProps, { broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError() {
    return { broken: true };
  }

  override render() {
    return this.state.broken ? <Broken /> : this.props.children;
  }
}

function Broken() {
  const { t } = useWords();
  return (
    <main>
      <Notice kind="problem" title={t('ui.broken.title')}>
        <p>{t('ui.broken.text')}</p>
        <Button onClick={() => location.reload()}>{t('ui.broken.reload')}</Button>
      </Notice>
    </main>
  );
}
