import { currencySign } from '../amount.ts';
import type { Currency } from '../graph.ts';
import { useWords } from '../words.tsx';
import styles from './field.module.css';
import { Field, type Labelled } from './field.tsx';

export function MoneyField(
  props: Labelled & {
    currency: Currency;
    value: string;
    onChange: (value: string) => void;
    onBlur?: () => void;
  },
) {
  const { locale } = useWords();
  const { name, label, hint, problem, currency, onChange, ...rest } = props;
  return (
    <Field name={name} label={label} hint={hint} problem={problem}>
      {(described) => (
        <span className={styles.money}>
          <span className={styles.sign} aria-hidden="true">
            {currencySign(currency, locale)}
          </span>
          <input
            type="text"
            inputMode="decimal"
            autoComplete="off"
            {...rest}
            {...described}
            className={styles.input}
            onChange={(event) => onChange(event.target.value)}
          />
        </span>
      )}
    </Field>
  );
}
