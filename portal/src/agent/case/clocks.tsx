import { stepFor } from '../../debtor/home/next-step.ts';
import { Card } from '../../ui/card.tsx';
import { Clock } from '../../ui/clock.tsx';
import { useWords } from '../../words.tsx';
import { Deadline } from '../parts/deadline.tsx';
import styles from './case.module.css';
import type { CaseDebt } from './case.queries.ts';

/** Every clock of this person that runs, ours and theirs. */
export function CaseClocks({ debts }: { debts: readonly CaseDebt[] }) {
  const { t } = useWords();
  const steps = debts
    .map((debt) => ({ debt, step: stepFor(debt) }))
    .filter(({ step }) => step.by !== null)
    .sort((a, b) => a.step.by!.localeCompare(b.step.by!));
  return (
    <Card title={t('agent.clocks.title')}>
      {steps.length === 0 && <p className={styles.soft}>{t('clocks.none')}</p>}
      <ul className={`plain ${styles.list}`}>
        {steps.map(({ debt, step }) => (
          <li key={debt.id}>
            <span>{t(`agent.clocks.${step.kind}`, { creditor: step.creditor })}</span>
            {step.kind === 'WAIT' ? <Deadline by={step.by!} /> : <Clock by={step.by!} />}
          </li>
        ))}
      </ul>
    </Card>
  );
}
