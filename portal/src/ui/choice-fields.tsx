import type { ReactNode } from 'react';
import styles from './field.module.css';
import { Field, type Labelled } from './field.tsx';

export interface Option<Value extends string> {
  readonly value: Value;
  readonly label: string;
}

interface ChooseProps<Value extends string> extends Labelled {
  readonly value: Value;
  readonly options: readonly Option<Value>[];
  readonly onChange: (value: Value) => void;
}

export function SelectField<Value extends string>(props: ChooseProps<Value>) {
  const { name, label, hint, problem, value, options, onChange } = props;
  return (
    <Field name={name} label={label} hint={hint} problem={problem}>
      {(described) => (
        <select
          {...described}
          value={value}
          className={`${styles.input} ${styles.narrow}`}
          onChange={(event) => onChange(event.target.value as Value)}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

/** Two or three choices that exclude each other, side by side. */
export function Segments<Value extends string>(props: Omit<ChooseProps<Value>, 'hint' | 'problem'>) {
  return (
    <fieldset className={styles.choices}>
      <legend>{props.label}</legend>
      <div className={styles.segments}>
        {props.options.map((option) => (
          <label key={option.value} className={styles.segment}>
            <input
              type="radio"
              name={props.name}
              value={option.value}
              checked={option.value === props.value}
              onChange={() => props.onChange(option.value)}
            />
            <span>{option.label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

export function Checkbox(props: {
  name: string;
  label: ReactNode;
  checked: boolean;
  problem?: string | undefined;
  onChange: (checked: boolean) => void;
}) {
  return (
    <div className={styles.field}>
      {props.problem && (
        <p className={styles.problem} id={`${props.name}-problem`}>
          {props.problem}
        </p>
      )}
      <label className={styles.choice}>
        <input
          type="checkbox"
          id={props.name}
          name={props.name}
          checked={props.checked}
          aria-invalid={props.problem ? true : undefined}
          aria-describedby={props.problem ? `${props.name}-problem` : undefined}
          onChange={(event) => props.onChange(event.target.checked)}
        />
        <span>{props.label}</span>
      </label>
    </div>
  );
}

/** A slider for trying things out; the field beside it takes exact values. */
export function Slider(props: {
  label: string;
  min: number;
  max: number;
  value: number;
  valueText: string;
  onChange: (value: number) => void;
}) {
  return (
    <input
      type="range"
      className={styles.slider}
      aria-label={props.label}
      aria-valuetext={props.valueText}
      min={props.min}
      max={props.max}
      value={props.value}
      onChange={(event) => props.onChange(event.target.valueAsNumber)}
    />
  );
}
