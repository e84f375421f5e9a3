import type { ComponentProps, ReactNode } from 'react';
import { Link } from 'wouter';
import styles from './button.module.css';

type Kind = 'primary' | 'secondary' | 'quiet';

interface ButtonProps extends ComponentProps<'button'> {
  readonly kind?: Kind;
  /** While true a second press does nothing. */
  readonly busy?: boolean;
}

export function Button({ kind = 'primary', busy = false, onClick, type = 'button', ...rest }: ButtonProps) {
  return (
    <button
      {...rest}
      type={type}
      className={`${styles.button} ${styles[kind]}`}
      aria-busy={busy || undefined}
      onClick={(event) => {
        if (busy) event.preventDefault();
        else onClick?.(event);
      }}
    />
  );
}

/** Looks like a button, is a link: it leads somewhere. */
export function ButtonLink(props: { to: string; kind?: Kind; onClick?: () => void; children: ReactNode }) {
  return (
    <Link
      to={props.to}
      onClick={props.onClick}
      className={`${styles.button} ${styles[props.kind ?? 'primary']}`}
    >
      {props.children}
    </Link>
  );
}

export function ButtonRow({ children }: { children: ReactNode }) {
  return <div className={styles.row}>{children}</div>;
}
