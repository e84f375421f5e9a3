import { Temporal } from 'temporal-polyfill';
import { toDate } from '../../kernel/clock.ts';
import type { WordParams, Words } from '../../locales/words.ts';
import {
  type AgreementDocument,
  type ClauseKey,
  clauseBlocks,
  type MoneyText,
} from './agreement-document.ts';
import { canonicalJson, sha256Hex } from './canonical-json.ts';
import { openPaper, type Paper } from './paper.pdf.ts';

type Writer = (paper: Paper, document: AgreementDocument, words: Words) => void;

const sections: readonly Writer[] = [
  writeTitle,
  writeParties,
  writeBalance,
  writeTerms,
  writeSchedule,
  writeClauses,
  writeSignature,
];

/** The same document gives the same bytes: nothing in the file comes from the clock or from chance. */
export async function renderAgreementPdf(document: AgreementDocument, words: Words): Promise<Buffer> {
  if (words.locale !== document.language) {
    throw new RangeError(
      `This agreement was signed in ${document.language}, it cannot be printed in ${words.locale}.`,
    );
  }
  const json = canonicalJson(document);
  const title = words.t('agreement.title');
  const issuedAt = toDate(Temporal.Instant.from(document.signature.signedAt));
  const paper = await openPaper({ title, language: words.locale, issuedAt });
  for (const write of sections) write(paper, document, words);
  paper.attach('agreement.json', json, title);
  return paper.finish((page, pages) => ({
    left: `${words.t('paper.check')}  ${document.verification.url}  ·  ${words.t('paper.code', document.verification)}`,
    right: words.t('paper.page', { page, pages }),
    below: words.t('paper.fingerprint', { sha256: sha256Hex(json) }),
  }));
}

function writeTitle(
  paper: Paper,
  { agreementId, creditor, terms, signature }: AgreementDocument,
  { t, money, date, instant }: Words,
): void {
  const signedOn = instant(signature.signedAt, signature.timeZone);
  paper.title(
    creditor.name,
    t('agreement.title'),
    `${t('agreement.number', { agreementId })}  ·  ${t('agreement.signedOn', { signedOn })}`,
  );
  paper.glance([
    [t('agreement.glance.total'), money(terms.totalToPay)],
    [t('agreement.glance.instalment'), money(terms.instalmentAmount)],
    [t('agreement.glance.from'), date(terms.firstDueOn)],
    [t('agreement.glance.until'), date(terms.lastDueOn)],
  ]);
}

function writeParties(
  paper: Paper,
  { person, creditor, account }: AgreementDocument,
  { t, date }: Words,
): void {
  paper.heading(t('agreement.parties'));
  paper.facts([
    [t('agreement.person'), person.name],
    [t('agreement.creditor'), creditor.name],
    [t('agreement.reference'), t('number.ending', { ending: person.referenceEnding })],
    [t('agreement.originalCreditor'), creditor.originalCreditorName],
    [
      t('agreement.account'),
      `${t(`product.${account.product}`)} ${t('number.ending', { ending: account.numberEnding })}`,
    ],
    [t('agreement.accountOpenedOn'), date(account.openedOn)],
  ]);
}

function writeBalance(paper: Paper, { balance }: AgreementDocument, { t, money }: Words): void {
  const parts = ['principal', 'interest', 'fees', 'costs'] as const;
  paper.heading(t('agreement.balance'));
  paper.table({
    columns: [
      { head: t('agreement.balance.part'), share: 3, align: 'left' },
      { head: t('agreement.balance.amount'), share: 2, align: 'right' },
    ],
    rows: parts.map((part) => [t(`agreement.${part}`), money(balance[part])]),
    total: [t('agreement.total'), money(balance.total)],
  });
}

function writeTerms(paper: Paper, { terms }: AgreementDocument, { t, money, date, rate }: Words): void {
  const annualRate = rate(terms.annualRate);
  const upFront = BigInt(terms.upFrontAmount.minorUnits) > 0n;
  paper.heading(t('agreement.terms'));
  paper.facts([
    [t('agreement.frequency'), t(`frequency.${terms.frequency}`)],
    [t('agreement.count'), String(terms.count)],
    [t('agreement.firstDueOn'), date(terms.firstDueOn)],
    [t('agreement.lastDueOn'), date(terms.lastDueOn)],
    [t('agreement.instalmentAmount'), money(terms.instalmentAmount)],
    [t('agreement.lastInstalmentAmount'), money(terms.lastInstalmentAmount)],
    [t('agreement.totalToPay'), money(terms.totalToPay)],
    [t('agreement.totalInterest'), money(terms.totalInterest)],
    [
      t('agreement.interestFreeze'),
      t(`agreement.interestFreeze.${terms.interestFreeze ? 'yes' : 'no'}`, { annualRate }),
    ],
    ...(upFront ? ([[t('agreement.upFrontAmount'), money(terms.upFrontAmount)]] as const) : []),
  ]);
}

function writeSchedule(
  paper: Paper,
  { schedule, balance }: AgreementDocument,
  { t, amount, date }: Words,
): void {
  const { currency } = balance.total;
  const parts = ['amount', 'principal', 'interest', 'fees', 'costs'] as const;
  paper.heading(t('agreement.schedule'));
  paper.note(t('agreement.amountsIn', { currency }));
  paper.table({
    columns: [
      { head: t('agreement.schedule.number'), share: 25, align: 'left' },
      { head: t('agreement.schedule.dueOn'), share: 75, align: 'left' },
      { head: t('agreement.schedule.amount'), share: 52, align: 'right' },
      { head: t('agreement.principal'), share: 52, align: 'right' },
      { head: t('agreement.interest'), share: 50, align: 'right' },
      { head: t('agreement.fees'), share: 46, align: 'right' },
      { head: t('agreement.costs'), share: 52, align: 'right' },
      { head: t('agreement.schedule.remaining'), share: 56, align: 'right' },
    ],
    rows: schedule.map((row) => [
      String(row.number),
      date(row.dueOn),
      ...parts.map((part) => amount(row[part])),
      amount(row.remaining),
    ]),
    total: [
      t('agreement.total'),
      '',
      ...parts.map((part) => amount(sumOf(schedule.map((row) => row[part])))),
      '',
    ],
  });
}

function writeClauses(paper: Paper, document: AgreementDocument, words: Words): void {
  const { t } = words;
  const params = clauseParams(document, words);
  paper.heading(t('agreement.clauses'));
  for (const [index, block] of clauseBlocks.filter((block) => document.clauses[block].length > 0).entries()) {
    paper.subheading(`${index + 1}  ${t(`agreement.block.${block}`)}`);
    const keys: readonly ClauseKey[] = document.clauses[block];
    paper.clauses(
      keys.map((key, position) => [`${index + 1}.${position + 1}`, t(`agreement.clause.${key}`, params)]),
    );
  }
}

/** The words of every clause fill in from the same figures as the tables, so the two cannot differ. */
function clauseParams({ creditor, balance, terms, schedule }: AgreementDocument, words: Words): WordParams {
  const { t, money, date, days, rate } = words;
  return {
    creditor: creditor.name,
    currency: balance.total.currency,
    total: money(balance.total),
    principal: money(balance.principal),
    interest: money(balance.interest),
    fees: money(balance.fees),
    costs: money(balance.costs),
    upFrontAmount: money(terms.upFrontAmount),
    instalmentsTotal: money(sumOf(schedule.map((row) => row.amount))),
    totalToPay: money(terms.totalToPay),
    totalInterest: money(terms.totalInterest),
    count: terms.count,
    every: t(`every.${terms.frequency}`),
    firstDueOn: date(terms.firstDueOn),
    lastDueOn: date(terms.lastDueOn),
    instalmentAmount: money(terms.instalmentAmount),
    lastInstalmentAmount: money(terms.lastInstalmentAmount),
    annualRate: rate(terms.annualRate),
    graceDays: days(terms.breach.graceDays),
    missedInstalments: terms.breach.missedInstalments,
    daysOverdue: days(terms.breach.daysOverdue),
    cureDays: days(terms.breach.cureDays),
  };
}

function writeSignature(paper: Paper, document: AgreementDocument, { t, instant }: Words): void {
  const { person, creditor, signature, source, rules, verification } = document;
  const { channel, maskedContactPoint: contactPoint } = signature;
  paper.signature(t('agreement.signature'), [
    [t('agreement.signedBy'), person.name],
    [t('agreement.offeredBy'), creditor.name],
    [t('agreement.signedAt'), instant(signature.signedAt, signature.timeZone)],
    [
      t('agreement.signedHow'),
      t(`agreement.signedHow.${signature.method}`, { channel: t(`channel.${channel}`), contactPoint }),
    ],
    [t('agreement.madeFrom'), t('agreement.madeFrom.revision', source)],
    [t('agreement.rules'), t('agreement.rules.versions', rules)],
    [t('paper.check'), verification.url],
  ]);
}

function sumOf([first, ...others]: readonly MoneyText[]): MoneyText {
  if (!first) throw new RangeError('A schedule has at least one instalment.');
  const sum = others.reduce((total, { minorUnits }) => total + BigInt(minorUnits), BigInt(first.minorUnits));
  return { minorUnits: String(sum), currency: first.currency };
}
