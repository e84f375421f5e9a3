import type { ReactNode } from 'react';
import styles from './table.module.css';

export interface Column {
  readonly key: string;
  readonly label: string;
  /** Figures stand at the end so that they line up. */
  readonly end?: boolean;
}

interface TableProps {
  /** Read out before the table; shown when `showCaption`. */
  readonly caption: string;
  readonly showCaption?: boolean;
  readonly columns: readonly Column[];
  readonly rows: readonly { readonly key: string; readonly cells: Readonly<Record<string, ReactNode>> }[];
  readonly foot?: Readonly<Record<string, ReactNode>>;
}

/** The first column names the row. On narrow screens it scrolls by itself, never the page. */
export function Table({ caption, showCaption = false, columns, rows, foot }: TableProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className={styles.scroller} aria-label={caption} tabIndex={0}>
      <table className={styles.table}>
        <caption className={showCaption ? undefined : 'visually-hidden'}>{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.key} scope="col" className={column.end ? styles.end : undefined}>
                {column.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key}>{cellsOf(columns, row.cells)}</tr>
          ))}
        </tbody>
        {foot && (
          <tfoot>
            <tr>{cellsOf(columns, foot)}</tr>
          </tfoot>
        )}
      </table>
    </section>
  );
}

function cellsOf(columns: readonly Column[], cells: Readonly<Record<string, ReactNode>>): ReactNode {
  return columns.map((column, index) => {
    const className = column.end ? styles.end : undefined;
    return index === 0 ? (
      <th key={column.key} scope="row" className={className}>
        {cells[column.key]}
      </th>
    ) : (
      <td key={column.key} className={className}>
        {cells[column.key]}
      </td>
    );
  });
}

/** Names and values, one pair a line. */
export function Facts({ facts }: { facts: readonly (readonly [label: string, value: ReactNode] | null)[] }) {
  return (
    <dl className={styles.facts}>
      {facts.map(
        (fact) =>
          fact && (
            <div key={fact[0]}>
              <dt>{fact[0]}</dt>
              <dd>{fact[1]}</dd>
            </div>
          ),
      )}
    </dl>
  );
}
