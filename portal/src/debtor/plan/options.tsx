import { formatDate, formatMoney } from '../../format.ts';
import type { Simulation } from '../../shared/plan/plan.queries.ts';
import { minorOf } from '../../shared/plan/way-down-path.ts';
import { useWords, type Words } from '../../words.tsx';
import styles from './builder-form.module.css';
import { OWN } from './wish.ts';

interface OptionsProps {
  /** From the shortest to the longest. */
  readonly options: readonly Simulation[];
  readonly value: string;
  readonly onChange: (choice: string) => void;
}

/** Computed options and one's own, each with its price and its end. */
export function Options({ options, value, onChange }: OptionsProps) {
  const words = useWords();
  const { t, locale } = words;
  return (
    <fieldset className={styles.options}>
      <legend>{t('plan.options')}</legend>
      {options.map((option, index) => (
        <Choice
          key={option.fingerprint}
          value={String(index)}
          checked={value === String(index)}
          onChange={onChange}
          name={t(optionName(index, options.length))}
          terms={t('plan.optionTerms', {
            amount: formatMoney(option.instalmentAmount, locale),
            frequency: t(`frequency.${option.frequency}`),
            count: option.instalmentCount,
          })}
          details={optionDetails(option, words)}
        />
      ))}
      <Choice
        value={OWN}
        checked={value === OWN}
        onChange={onChange}
        name={t('plan.option.own')}
        details={t('plan.option.ownDetails')}
      />
    </fieldset>
  );
}

function optionDetails(option: Simulation, { t, locale }: Words): string {
  const first = option.upFront && minorOf(option.upFront) > 0;
  const details = t('plan.optionDetails', {
    last: formatDate(option.lastDueOn, locale, 'medium'),
    interest: option.interestFreeze
      ? t('plan.terms.interestStopped')
      : formatMoney(option.totalInterest, locale),
  });
  return first
    ? `${t('plan.optionFirst', { amount: formatMoney(option.upFront!, locale) })} ${details}`
    : details;
}

function optionName(index: number, count: number) {
  if (index === 0) return 'plan.option.short';
  return index === count - 1 ? 'plan.option.light' : 'plan.option.middle';
}

interface ChoiceProps {
  readonly value: string;
  readonly checked: boolean;
  readonly name: string;
  readonly terms?: string;
  readonly details: string;
  readonly onChange: (choice: string) => void;
}

function Choice({ value, checked, name, terms, details, onChange }: ChoiceProps) {
  return (
    <label className={styles.option}>
      <input type="radio" name="option" value={value} checked={checked} onChange={() => onChange(value)} />
      <span className={styles.name}>{name}</span>
      {terms && <span className={styles.terms}>{terms}</span>}
      <span className={styles.details}>{details}</span>
    </label>
  );
}
