import { describe, expect, it } from 'vitest';
import { bucketOf, daysPastDue, debtStatus } from '../../../server/features/debts/status.ts';

describe('days past due', () => {
  it('E-36: due 15 March, on 1 April it is 17', () => {
    expect(daysPastDue('2026-03-15', '2026-04-01')).toBe(17);
    expect(daysPastDue('2026-03-15', '2026-03-15')).toBe(0);
    expect(daysPastDue('2026-03-15', '2026-03-01')).toBe(0);
    expect(daysPastDue(null, '2026-04-01')).toBe(0);
  });

  it('CN-BKT-02: buckets turn after each thirtieth day', () => {
    const days = [0, 1, 30, 31, 60, 61, 90, 91, 120, 121, 150, 151, 180, 181, 5000];
    const buckets = 'M0 M1 M1 M2 M2 M3 M3 M4 M4 M5 M5 M6 M6 M7_PLUS M7_PLUS'.split(' ');
    expect(days.map(bucketOf)).toEqual(buckets);
  });
});

describe('debtStatus', () => {
  it('follows from the balance and the dates alone', () => {
    expect(debtStatus(100n, '2026-01-01', '2026-04-02')).toEqual({
      standing: 'PAST_DUE',
      daysPastDue: 91,
      delinquencyBucket: 'M4',
    });
    expect(debtStatus(100n, '2026-04-02', '2026-04-02').standing).toBe('CURRENT');
    expect(debtStatus(100n, null, '2026-04-02').standing).toBe('CURRENT');
  });

  it('is settled when nothing is owed, whatever the dates say', () => {
    const settled = { standing: 'SETTLED', daysPastDue: 0, delinquencyBucket: 'M0' };
    expect(debtStatus(0n, '2026-01-01', '2026-04-02')).toEqual(settled);
    expect(debtStatus(-5n, '2026-01-01', '2026-04-02')).toEqual(settled);
  });
});
