import type { Reason } from '../../shared/plan/rule-reasons.tsx';
import { useWords, type Words } from '../../words.tsx';
import { DeskTable } from './desk-table.tsx';
import { ruleName, ruleValue } from './rule-value.ts';
import styles from './rules-table.module.css';

/** Every rule that was asked: what it allows, what is asked for, what would pass. What does not pass comes first. */
export function RulesTable({ reasons }: { reasons: readonly Reason[] }) {
  const words = useWords();
  const { t } = words;
  if (reasons.length === 0) return <p>{t('agent.rules.none')}</p>;
  const sorted = reasons.toSorted((a, b) => Number(a.outcome === 'PASS') - Number(b.outcome === 'PASS'));
  return (
    <DeskTable
      caption={t('agent.rules.title')}
      columns={[
        { key: 'rule', label: t('agent.rules.rule') },
        { key: 'outcome', label: t('agent.rules.outcome') },
        { key: 'asked', label: t('agent.rules.asked'), end: true },
        { key: 'limit', label: t('agent.rules.limit'), end: true },
        { key: 'would', label: t('agent.rules.would'), end: true },
      ]}
      rows={sorted.map(({ ruleId, outcome, actual, threshold, wouldPass }) => ({
        key: ruleId,
        cells: {
          rule: ruleName(ruleId, words),
          outcome: <span className={styles[outcome]}>{t(`agent.rules.outcome.${outcome}`)}</span>,
          asked: ruleValue(ruleId, actual, words),
          limit: ruleValue(ruleId, threshold, words),
          would: outcome === 'PASS' ? '–' : wouldText(ruleId, wouldPass, words),
        },
      }))}
    />
  );
}

/** Where a rule counts months or days, what would pass is the latest day. */
function wouldText(ruleId: string, wouldPass: string | null | undefined, words: Words): string {
  const value = ruleValue(ruleId, wouldPass, words);
  return /^\d{4}-\d{2}-\d{2}$/.test(wouldPass ?? '') ? words.t('agent.rules.by', { date: value }) : value;
}
