import { Card } from '../../ui/card.tsx';
import { Clock } from '../../ui/clock.tsx';
import { useWords } from '../../words.tsx';
import type { HomeDebt } from './home.queries.ts';
import styles from './home-page.module.css';
import { stepFor } from './next-step.ts';

/** Every clock that runs: whose turn it is, by when, and what happens then. */
export function Clocks({ debts }: { debts: readonly HomeDebt[] }) {
  const { t } = useWords();
  const steps = debts
    .map((debt) => ({ debt, step: stepFor(debt) }))
    .filter(({ step }) => step.by !== null)
    .sort((a, b) => a.step.by!.localeCompare(b.step.by!));
  return (
    <Card title={t('clocks.title')}>
      {steps.length === 0 && <p className={styles.soft}>{t('clocks.none')}</p>}
      <ul className={`plain ${styles.list}`}>
        {steps.map(({ debt, step }) => (
          <li key={debt.id}>
            <strong>{t(`clocks.${step.kind}.turn`, { creditor: step.creditor })}</strong>
            <Clock by={step.by!} />
            <span className={styles.small}>{t(`clocks.${step.kind}.then`, { creditor: step.creditor })}</span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
