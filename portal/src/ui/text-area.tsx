import styles from './field.module.css';
import { Field, type Labelled } from './field.tsx';

export function TextArea(
  props: Labelled & { value: string; rows?: number; maxLength?: number; onChange: (value: string) => void },
) {
  const { name, label, hint, problem, onChange, ...rest } = props;
  return (
    <Field name={name} label={label} hint={hint} problem={problem}>
      {(described) => (
        <textarea
          rows={3}
          {...rest}
          {...described}
          className={styles.input}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}
