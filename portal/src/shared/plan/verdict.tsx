import { addDays } from '../../calendar.ts';
import { Clock } from '../../ui/clock.tsx';
import { useWords } from '../../words.tsx';
import type { Simulation } from './plan.queries.ts';
import { RuleReasons } from './rule-reasons.tsx';
import styles from './verdict.module.css';

interface VerdictProps {
  readonly simulation: Simulation;
  readonly creditor: string;
}

/** Said before anything is sent: decided at once, or by a person and by when, and why. */
export function Verdict({ simulation, creditor }: VerdictProps) {
  const { t } = useWords();
  if (simulation.withinPolicy) {
    return (
      <p className={styles.atOnce}>
        <strong>{t('verdict.atOnce.title')}</strong> {t('verdict.atOnce.text', { creditor })}
      </p>
    );
  }
  if (simulation.ruleOutcomes.some((rule) => rule.outcome === 'FAIL')) {
    return (
      <div className={styles.person}>
        <p>
          <strong>{t('verdict.impossible.title')}</strong> {t('verdict.impossible.text')}
        </p>
        <RuleReasons reasons={simulation.ruleOutcomes} passed={false} />
      </div>
    );
  }
  return (
    <div className={styles.person}>
      <p>
        <strong>{t('verdict.person.title')}</strong> {t('verdict.person.text', { creditor })}
      </p>
      <p>
        <Clock by={addDays(simulation.asOf, simulation.decisionDays)} />
      </p>
      <RuleReasons reasons={simulation.ruleOutcomes} passed={false} />
    </div>
  );
}
