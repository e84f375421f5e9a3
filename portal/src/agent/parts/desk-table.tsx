import type { ComponentProps } from 'react';
import { Table } from '../../ui/table.tsx';
import styles from './desk-table.module.css';

/** A table of many narrow columns: its words stay whole and its figures apart, and it scrolls when it must. */
export function DeskTable(props: ComponentProps<typeof Table>) {
  return (
    <div className={styles.table}>
      <Table {...props} />
    </div>
  );
}
