import { fromMinorUnits, readAmount, toMinorUnits } from '../../amount.ts';
import { formatMoney } from '../../format.ts';
import type { MoneyValue } from '../../graph.ts';
import { Segments, SelectField, Slider } from '../../ui/choice-fields.tsx';
import { type Problems, TextField } from '../../ui/field.tsx';
import { MoneyField } from '../../ui/money-field.tsx';
import { useWords } from '../../words.tsx';
import type { Frequency } from './plan.queries.ts';
import styles from './plan-builder.module.css';
import type { PlanTerms } from './plan-terms.ts';
import { type BuilderLimits, sliderScale } from './slider-scale.ts';

interface PlanBuilderProps {
  readonly balance: MoneyValue;
  readonly limits: BuilderLimits;
  readonly terms: PlanTerms;
  readonly problems: Problems;
  readonly onChange: (terms: PlanTerms) => void;
}

const frequencies: readonly Frequency[] = ['WEEKLY', 'FORTNIGHTLY', 'FOUR_WEEKLY', 'MONTHLY'];

/** How much each time, or how many times: by slider and by exact field. It holds no state: both sides use it. */
export function PlanSize({ balance, limits, terms, problems, onChange }: PlanBuilderProps) {
  const { t } = useWords();
  const change = (part: Partial<PlanTerms>) => onChange({ ...terms, ...part });
  const count = Number(terms.count) || 1;
  return (
    <div className={styles.builder}>
      <Segments
        name="by"
        label={t('plan.builder.by')}
        value={terms.by}
        options={[
          { value: 'AMOUNT', label: t('plan.builder.byAmount') },
          { value: 'COUNT', label: t('plan.builder.byCount') },
        ]}
        onChange={(by) => change({ by })}
      />
      {terms.by === 'AMOUNT' ? (
        <div className={styles.size}>
          <MoneyField
            name="amount"
            label={t('plan.builder.amount')}
            problem={problems.amount}
            currency={balance.currency}
            value={terms.amount}
            onChange={(amount) => change({ amount })}
          />
          <AmountSlider
            balance={balance}
            limits={limits}
            value={terms.amount}
            onChange={(amount) => change({ amount })}
          />
        </div>
      ) : (
        <div className={styles.size}>
          <TextField
            name="count"
            label={t('plan.builder.count')}
            problem={problems.count}
            inputMode="numeric"
            autoComplete="off"
            narrow
            value={terms.count}
            onChange={(text) => change({ count: text })}
          />
          <Slider
            label={t('plan.builder.count')}
            min={1}
            max={limits.maxInstalments}
            value={count}
            valueText={t('plan.terms.countValue', { count })}
            onChange={(position) => change({ count: String(position) })}
          />
        </div>
      )}
    </div>
  );
}

/** How often, from when, and something at the start. */
export function PlanTiming({ balance, limits, terms, problems, onChange }: PlanBuilderProps) {
  const { t, locale } = useWords();
  const change = (part: Partial<PlanTerms>) => onChange({ ...terms, ...part });
  return (
    <div className={styles.builder}>
      <div className={styles.pair}>
        <SelectField
          name="frequency"
          label={t('plan.builder.frequency')}
          problem={problems.frequency}
          value={terms.frequency}
          options={frequencies.map((value) => ({ value, label: t(`frequency.${value}`) }))}
          onChange={(frequency) => change({ frequency })}
        />
        <TextField
          name="firstDueOn"
          type="date"
          label={t('plan.builder.firstDueOn')}
          problem={problems.firstDueOn}
          narrow
          min={limits.earliest}
          value={terms.firstDueOn}
          onChange={(firstDueOn) => change({ firstDueOn })}
        />
      </div>
      <details open={terms.upFront !== '' || problems.upFront !== undefined}>
        <summary>{t('plan.builder.upFrontMore')}</summary>
        <MoneyField
          name="upFront"
          label={t('plan.builder.upFront')}
          hint={t('plan.builder.upFrontHint', { balance: formatMoney(balance, locale) })}
          problem={problems.upFront}
          currency={balance.currency}
          value={terms.upFront}
          onChange={(upFront) => change({ upFront })}
        />
      </details>
    </div>
  );
}

interface AmountSliderProps {
  readonly balance: MoneyValue;
  readonly limits: BuilderLimits;
  readonly value: string;
  readonly onChange: (amount: string) => void;
}

/** From the smallest instalment that is possible to the whole balance, in round steps. */
function AmountSlider({ balance, limits, value, onChange }: AmountSliderProps) {
  const { t, locale } = useWords();
  const { currency } = balance;
  const { least, step, steps } = sliderScale(balance, limits);
  const typed = readAmount(value, currency);
  const minor = typed ? toMinorUnits(typed, currency) : least;
  const position = Math.min(steps, Math.max(0, Number((minor - least) / step)));
  const amountAt = (index: number) => fromMinorUnits(least + BigInt(index) * step, currency);
  const shown: MoneyValue = { amount: amountAt(position), minorUnits: '0', currency };
  return (
    <Slider
      label={t('plan.builder.amount')}
      min={0}
      max={steps}
      value={position}
      valueText={formatMoney(shown, locale)}
      onChange={(index) => onChange(amountAt(index))}
    />
  );
}
