import { formatAmount } from '../../format.ts';
import { DateText } from '../../ui/money.tsx';
import { Table } from '../../ui/table.tsx';
import { useWords } from '../../words.tsx';
import type { ScheduleRow } from './plan.queries.ts';

/** Every payment of a plan, with what it is made of and what is left after it. */
export function ScheduleTable({ rows }: { rows: readonly ScheduleRow[] }) {
  const { t, locale } = useWords();
  const currency = rows[0]?.amount.currency ?? '';
  return (
    <Table
      caption={t('plan.schedule.caption', { currency })}
      showCaption
      columns={[
        { key: 'number', label: t('plan.schedule.number') },
        { key: 'dueOn', label: t('plan.schedule.dueOn') },
        { key: 'amount', label: t('plan.schedule.amount'), end: true },
        { key: 'interest', label: t('plan.schedule.interest'), end: true },
        { key: 'remaining', label: t('plan.schedule.remaining'), end: true },
      ]}
      rows={rows.map((row) => ({
        key: String(row.number),
        cells: {
          number: row.number,
          dueOn: <DateText value={row.dueOn} style="compact" />,
          amount: formatAmount(row.amount, locale),
          interest: formatAmount(row.interest, locale),
          remaining: formatAmount(row.remaining, locale),
        },
      }))}
    />
  );
}
