import { type ComponentProps, type ReactNode, useId } from 'react';
import styles from './field.module.css';

/** What is wrong, by field name; the same words stand in the summary and at the field. */
export type Problems = Readonly<Record<string, string>>;

export interface Labelled {
  readonly name: string;
  readonly label: string;
  readonly hint?: ReactNode;
  readonly problem?: string | undefined;
}

interface Described {
  readonly id: string;
  readonly name: string;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': true | undefined;
}

/** A label, a hint, a problem and one input, tied together for every way of reading. */
export function Field({
  name,
  label,
  hint,
  problem,
  children,
}: Labelled & { children: (d: Described) => ReactNode }) {
  const id = useId();
  const describedBy =
    [hint && `${id}-hint`, problem && `${id}-problem`].filter(Boolean).join(' ') || undefined;
  return (
    <div className={styles.field}>
      <label className={styles.label} htmlFor={name}>
        {label}
      </label>
      {hint && (
        <p className={styles.hint} id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {problem && (
        <p className={styles.problem} id={`${id}-problem`}>
          {problem}
        </p>
      )}
      {children({
        id: name,
        name,
        'aria-describedby': describedBy,
        'aria-invalid': problem ? true : undefined,
      })}
    </div>
  );
}

type InputProps = Labelled & Omit<ComponentProps<'input'>, 'name' | 'onChange'>;

export function TextField(props: InputProps & { narrow?: boolean; onChange: (value: string) => void }) {
  const { name, label, hint, problem, narrow, onChange, ...rest } = props;
  return (
    <Field name={name} label={label} hint={hint} problem={problem}>
      {(described) => (
        <input
          type="text"
          {...rest}
          {...described}
          className={`${styles.input} ${narrow ? styles.narrow : ''}`}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}

/** Six figures in one field: paste, autofill from a message and screen readers all work. */
export function CodeInput(props: Labelled & { value: string; onChange: (value: string) => void }) {
  const { onChange, value, ...labelled } = props;
  return (
    <Field {...labelled}>
      {(described) => (
        <input
          {...described}
          type="text"
          inputMode="numeric"
          autoComplete="one-time-code"
          pattern="[0-9]*"
          maxLength={12}
          value={value}
          className={`${styles.input} ${styles.code}`}
          onChange={(event) => onChange(event.target.value.normalize('NFKC').replace(/\D/g, '').slice(0, 6))}
        />
      )}
    </Field>
  );
}
