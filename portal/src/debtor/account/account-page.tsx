import { Loaded, useGraph } from '../../data.tsx';
import { formatDate, formatRate } from '../../format.ts';
import { BalanceSum } from '../../shared/balance/balance-sum.tsx';
import { MakeUp, type Part } from '../../shared/balance/make-up.tsx';
import { ButtonLink, ButtonRow } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { DateText, Money } from '../../ui/money.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Columns, Page } from '../../ui/page.tsx';
import { Facts } from '../../ui/table.tsx';
import { TroubleNotice } from '../../ui/trouble.tsx';
import { useWords } from '../../words.tsx';
import { accountName, isOwing, masked } from '../debt.ts';
import { type Account, AccountQuery } from './account.queries.ts';
import styles from './account-page.module.css';
import { LedgerCard } from './ledger-card.tsx';

export function AccountPage({ id }: { id: string }) {
  const words = useWords();
  const { t } = words;
  const account = useGraph(AccountQuery, { id });
  const debt = account.data?.node?.__typename === 'Debt' ? account.data.node : null;
  return (
    <Page
      title={debt ? debt.creditor.name : t('account.title')}
      kicker={debt ? accountName(debt, words) : undefined}
      back={{ to: '/', label: t('ui.toStart') }}
      width="wide"
    >
      <Loaded from={account}>
        {() => (debt ? <AccountView debt={debt} /> : <TroubleNotice trouble="NOT_FOUND" />)}
      </Loaded>
    </Page>
  );
}

function AccountView({ debt }: { debt: Account }) {
  const { t, locale } = useWords();
  const { balance } = debt;
  const onHold = debt.holds.some((hold) => hold.endsAt === null);
  return (
    <>
      <AccountButtons debt={debt} />
      {debt.recalledAt && <Notice>{t('account.recalled')}</Notice>}
      {onHold && <Notice>{t('account.hold')}</Notice>}
      <Columns
        main={
          <>
            <Card title={t('account.makeUp.title', { date: formatDate(balance.asOf, locale) })}>
              <p className={styles.figure}>
                <Money value={balance.total} />
              </p>
              <MakeUp title={t('account.makeUp.label')} parts={partsOf(balance)} />
            </Card>
            <Card title={t('account.sum.title')}>
              <BalanceSum balance={balance} />
            </Card>
            <LedgerCard debtId={debt.id} />
          </>
        }
        side={
          <Card title={t('account.facts.title')}>
            <AccountFacts debt={debt} />
          </Card>
        }
      />
    </>
  );
}

function partsOf(balance: Account['balance']): Part[] {
  return [
    { component: 'PRINCIPAL', amount: balance.principalDue },
    { component: 'INTEREST', amount: balance.interestDue },
    { component: 'FEES', amount: balance.feesDue },
    { component: 'COSTS', amount: balance.costsDue },
  ];
}

function AccountButtons({ debt }: { debt: Account }) {
  const { t } = useWords();
  const owing = isOwing(debt);
  return (
    <ButtonRow>
      {debt.openProposal ? (
        <ButtonLink to={`/proposal/${debt.openProposal.id}`}>{t('home.toProposal')}</ButtonLink>
      ) : debt.activePlan ? (
        <ButtonLink to={`/plan/${debt.activePlan.id}`}>{t('home.toPlan')}</ButtonLink>
      ) : (
        owing && <ButtonLink to={`/account/${debt.id}/plan`}>{t('home.makePlan')}</ButtonLink>
      )}
      {owing && (
        <ButtonLink kind="secondary" to={`/account/${debt.id}/pay`}>
          {t('account.pay')}
        </ButtonLink>
      )}
    </ButtonRow>
  );
}

function AccountFacts({ debt }: { debt: Account }) {
  const { t, locale } = useWords();
  return (
    <Facts
      facts={[
        [t('account.facts.creditor'), debt.creditor.name],
        debt.originalCreditor ? [t('account.facts.originalCreditor'), debt.originalCreditor] : null,
        [t('account.facts.product'), t(`product.${debt.productType}`)],
        debt.numberLastFour ? [t('account.facts.number'), masked(debt.numberLastFour)] : null,
        [t('account.facts.openedOn'), <DateText key="opened" value={debt.openedOn} />],
        debt.defaultedOn
          ? [t('account.facts.defaultedOn'), <DateText key="defaulted" value={debt.defaultedOn} />]
          : null,
        debt.daysPastDue > 0
          ? [t('account.facts.daysPastDue'), t('ui.days', { count: debt.daysPastDue })]
          : null,
        [t('account.facts.annualRate'), formatRate(debt.annualRate, locale)],
        [t('account.facts.dailyRate'), formatRate(debt.dailyRate, locale)],
        [t('account.facts.dayCount'), t(`dayCount.${debt.dayCount}`)],
        [t('account.facts.asOf'), <DateText key="asOf" value={debt.balance.asOf} />],
      ]}
    />
  );
}
