import { fromMinorUnits } from '../../amount.ts';
import { addDays } from '../../calendar.ts';
import { formatDate, formatMoney, formatRate } from '../../format.ts';
import type { MoneyValue } from '../../graph.ts';
import { Money } from '../../ui/money.tsx';
import { useWords } from '../../words.tsx';
import type { BalanceValue } from './balance.queries.ts';
import styles from './balance-sum.module.css';

/** The balance as arithmetic: then + what was added − what was paid = now. Zero lines are left out. */
export function BalanceSum({ balance }: { balance: BalanceValue }) {
  const { t, locale } = useWords();
  return (
    <div className={styles.sum}>
      <Line label={t('balance.opening')} value={balance.opening} />
      <Line label={t('balance.charges')} value={balance.charges} sign="+" />
      <InterestLines balance={balance} />
      <Line label={t('balance.fees')} value={balance.fees} sign="+" />
      <Line label={t('balance.costs')} value={balance.costs} sign="+" />
      <Line label={t('balance.paid')} value={balance.paid} sign="−" />
      <Line label={t('balance.waived')} value={balance.waived} sign="−" />
      <Line label={t('balance.writtenOff')} value={balance.writtenOff} sign="−" />
      <div className={`${styles.line} ${styles.total}`}>
        <span>{t('balance.now', { date: formatDate(balance.asOf, locale) })}</span>
        <span>
          = <Money value={balance.total} />
        </span>
      </div>
    </div>
  );
}

function Line({ label, value, sign }: { label: string; value: MoneyValue; sign?: '+' | '−' }) {
  if (sign && isZero(value)) return null;
  // A correction may turn a sum of additions below zero.
  const negative = sign === '+' && value.minorUnits.startsWith('-');
  const size = negative ? { ...value, amount: value.amount.slice(1) } : value;
  return (
    <div className={styles.line}>
      <span>{label}</span>
      <Money value={size} sign={negative ? '−' : sign} />
    </div>
  );
}

/** Interest opens to what is posted and, for the days since then, principal × rate × days. */
function InterestLines({ balance }: { balance: BalanceValue }) {
  const { t, locale } = useWords();
  if (balance.accrual.length === 0) {
    return <Line label={t('balance.interest')} value={balance.interest} sign="+" />;
  }
  const posted = minus(balance.interest, balance.accrued);
  return (
    <details className={styles.more}>
      <summary>
        <span>{t('balance.interest')}</span>
        <Money value={balance.interest} sign="+" />
      </summary>
      <ul className={`plain ${styles.lines}`}>
        {!isZero(posted) && (
          <li className={styles.formula}>
            <span>{t('balance.interestPosted')}</span>
            <Money value={posted} />
          </li>
        )}
        {balance.accrual.map((line) => (
          <li key={`${line.from} ${line.principal.minorUnits}`}>
            <span>
              {t('balance.interestSpan', {
                from: formatDate(line.from, locale, 'medium'),
                to: formatDate(addDays(line.to, -1), locale, 'medium'),
              })}
            </span>
            <span className={styles.formula}>
              <span>
                {t('balance.interestFormula', {
                  principal: formatMoney(line.principal, locale),
                  rate: formatRate(line.dailyRate, locale),
                  days: line.days,
                })}
              </span>
              <span>
                = <Money value={line.amount} />
              </span>
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}

function minus(whole: MoneyValue, part: MoneyValue): MoneyValue {
  const minor = BigInt(whole.minorUnits) - BigInt(part.minorUnits);
  const amount = fromMinorUnits(minor, whole.currency);
  return { amount, minorUnits: minor.toString(), currency: whole.currency };
}

function isZero(value: MoneyValue): boolean {
  return /^-?0*$/.test(value.minorUnits);
}
