import type { Tx } from '../../database/transaction.ts';
import { newId } from '../../kernel/id.ts';
import { type Posting, postTransactions } from '../debts/ledger.repository.ts';
import { hashText, parseHash } from './content-hash.ts';
import {
  type AccountToSave,
  addAccounts,
  findPostings,
  lockDebtors,
  updateAccounts,
} from './portfolio.repository.ts';
import {
  admitRows,
  keyOf,
  type LoadContext,
  type Loading,
  type Refuse,
} from './portfolio-admission.service.ts';
import type { AccountRow } from './portfolio-batches.ts';
import {
  addPeople,
  findPeople,
  type Person,
  saveContactPoints,
  updatePeople,
} from './portfolio-people.repository.ts';
import { type DatedPosting, firstPostings, type PostedTransaction, revise } from './revision.ts';
import type { RowError } from './row-errors.ts';
import { toRowError } from './source-row.ts';

export interface LoadResult {
  readonly loaded: readonly LoadedAccount[];
  readonly unchanged: number;
  readonly errors: readonly RowError[];
}
export interface LoadedAccount {
  readonly debtorId: string;
  readonly debtId: string;
  readonly creditorId: string;
  readonly isNew: boolean;
}

/**
 * Writes checked rows in a handful of statements. The creditors' rows are locked first, so two imports for one
 * creditor take turns and neither sees the other's half; then the debtors in one order, as every use case does.
 */
export async function loadBatch(
  tx: Tx,
  rows: readonly AccountRow[],
  context: LoadContext,
): Promise<LoadResult> {
  const errors: RowError[] = [];
  const refuse: Refuse = (row, found) => errors.push(toRowError(row, found));
  const { fresh, unchanged } = await admitRows(tx, rows, context, refuse);
  await lockDebtors(
    tx,
    fresh.flatMap(({ known }) => known?.debtorId ?? []),
  );
  const postings = await newPostings(tx, fresh, refuse);
  const good = fresh.filter((each) => postings.has(each));
  const people = await savePeople(tx, good, context);
  const loaded = await saveAccounts(tx, good, people, context.now);
  await postTransactions(
    tx,
    good.flatMap((each, i) => toLedger(each, postings.get(each)!, loaded[i]!, context.now)),
  );
  return { loaded, unchanged, errors };
}

/** What each row adds to the books; rows that cannot be taken in are missing from the answer. */
async function newPostings(
  tx: Tx,
  fresh: readonly Loading[],
  refuse: Refuse,
): Promise<Map<Loading, DatedPosting[]>> {
  const changed = fresh.flatMap(({ known, hash }) =>
    known && parseHash(known.contentHash).money !== hash.money ? [known] : [],
  );
  const posted = new Map<string, PostedTransaction[]>(changed.map(({ debtId }) => [debtId, []]));
  for (const each of await findPostings(tx, changed)) posted.get(each.debtId)?.push(each);
  const postings = new Map<Loading, DatedPosting[]>();
  for (const each of fresh) {
    const { row, known } = each;
    if (!known) postings.set(each, firstPostings(row.account));
    else if (!changed.includes(known)) postings.set(each, []);
    else {
      const revision = revise(posted.get(known.debtId) ?? [], known.loadedAsOf, row.account);
      if (revision.ok) postings.set(each, revision.value);
      else refuse(row, revision.error);
    }
  }
  return postings;
}

/** Adds or updates the people of these rows; answers each row's debtor id. */
async function savePeople(
  tx: Tx,
  rows: readonly Loading[],
  { now, makeReference }: LoadContext,
): Promise<Map<Loading, string>> {
  const keys = rows.map(({ creditorId, row }) => ({ creditorId, externalId: row.account.debtor.externalId }));
  const known = new Map((await findPeople(tx, keys)).map((person) => [keyOf(person), person.debtorId]));
  const ids = new Map(keys.map((key) => [keyOf(key), known.get(keyOf(key)) ?? newId()]));
  const told = rows.map(({ creditorId, row }, i): [string, Person] => {
    const key = keyOf(keys[i]!);
    return [key, { creditorId, debtorId: ids.get(key)!, debtor: row.account.debtor }];
  });
  // The last row of a person wins; contact points of all rows count.
  const people = [...new Map(told)];
  await addPeople(
    tx,
    people.filter(([key]) => !known.has(key)).map(([, each]) => each),
    now,
    makeReference,
  );
  await updatePeople(
    tx,
    people.filter(([key]) => known.has(key)).map(([, each]) => each),
    now,
  );
  await saveContactPoints(
    tx,
    told.map(([, each]) => each),
    now,
  );
  return new Map(rows.map((row, i) => [row, told[i]![1].debtorId]));
}

async function saveAccounts(
  tx: Tx,
  rows: readonly Loading[],
  people: ReadonlyMap<Loading, string>,
  now: Date,
): Promise<LoadedAccount[]> {
  const accounts = rows.map((each): AccountToSave & { isNew: boolean } => {
    const { originalCreditor, account, asOf } = each.row.account;
    return {
      creditorId: each.creditorId,
      debtorId: people.get(each)!,
      debtId: each.known?.debtId ?? newId(),
      originalCreditor,
      account,
      asOf,
      contentHash: hashText(each.hash),
      isNew: !each.known,
    };
  });
  await addAccounts(
    tx,
    accounts.filter(({ isNew }) => isNew),
    now,
  );
  await updateAccounts(
    tx,
    accounts.filter(({ isNew }) => !isNew),
    now,
  );
  return accounts.map(({ debtorId, debtId, creditorId, isNew }) => ({ debtorId, debtId, creditorId, isNew }));
}

function toLedger(
  { row }: Loading,
  postings: readonly DatedPosting[],
  { debtorId, debtId, creditorId }: LoadedAccount,
  postedAt: Date,
): Posting[] {
  const { currency } = row.account.account;
  return postings.map((posting) => ({ ...posting, debtorId, debtId, creditorId, currency, postedAt }));
}
