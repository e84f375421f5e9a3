import type { Tx } from '../../database/transaction.ts';
import type { Actor } from '../../identity/actor.ts';
import { addCreditors, type KnownCreditor, lockCreditors } from '../creditors/creditor.repository.ts';
import { type ContentHash, contentHash, hashText } from './content-hash.ts';
import { findAccounts, type KnownAccount } from './portfolio.repository.ts';
import type { FileCreditor } from './portfolio-account.ts';
import type { AccountRow } from './portfolio-batches.ts';
import { type FieldProblem, problem } from './row-errors.ts';

export interface LoadContext {
  readonly actor: Actor;
  readonly now: Date;
  readonly makeReference: () => string;
}

/** A row on its way into the database. */
export interface Loading {
  readonly row: AccountRow;
  readonly creditorId: string;
  readonly hash: ContentHash;
  readonly known: KnownAccount | undefined;
}

export type Refuse = (row: AccountRow, found: FieldProblem) => void;

/** Which rows there is something to do for: those of creditors that the actor loads for, new or changed. */
export async function admitRows(
  tx: Tx,
  rows: readonly AccountRow[],
  context: LoadContext,
  refuse: Refuse,
): Promise<{ fresh: Loading[]; unchanged: number }> {
  const creditors = await claimCreditors(tx, rows, context);
  const admitted = rows.flatMap((row) => {
    const admission = admit(row, creditors.get(row.account.creditor.code), context.actor);
    if ('id' in admission) return [{ row, creditorId: admission.id }];
    refuse(row, admission);
    return [];
  });
  return withoutUnchanged(tx, admitted, refuse);
}

/** Only our own import makes creditors; others load for those that they work for. */
async function claimCreditors(
  tx: Tx,
  rows: readonly AccountRow[],
  { actor, now }: LoadContext,
): Promise<Map<string, KnownCreditor>> {
  const inFile = new Map<string, FileCreditor>();
  for (const { account } of rows)
    if (!inFile.has(account.creditor.code)) inFile.set(account.creditor.code, account.creditor);
  const codes = [...inFile.keys()];
  let known = await lockCreditors(tx, codes);
  if (actor.kind === 'SYSTEM' && known.length < codes.length) {
    const found = new Set(known.map(({ code }) => code));
    await addCreditors(
      tx,
      [...inFile.values()].filter(({ code }) => !found.has(code)),
      now,
    );
    known = await lockCreditors(tx, codes);
  }
  return new Map(known.map((creditor) => [creditor.code, creditor]));
}

function admit(
  { account: { creditor } }: AccountRow,
  known: KnownCreditor | undefined,
  actor: Actor,
): KnownCreditor | FieldProblem {
  const isTheirs =
    actor.kind === 'SYSTEM' || ('creditorIds' in actor && actor.creditorIds.includes(known?.id ?? ''));
  if (!known || !isTheirs) {
    const message = `You do not load accounts for ${creditor.code}; leave the row out, or ask an administrator.`;
    return problem(['creditor', 'code'], 'CREDITOR_NOT_YOURS', message);
  }
  if (known.jurisdiction === creditor.jurisdiction && known.currency === creditor.currency) return known;
  return problem(
    ['creditor', 'code'],
    'CREDITOR_MISMATCH',
    `${creditor.code} is known with ${known.jurisdiction} and ${known.currency}; write these, or use another code.`,
  );
}

async function withoutUnchanged(
  tx: Tx,
  admitted: readonly { row: AccountRow; creditorId: string }[],
  refuse: Refuse,
): Promise<{ fresh: Loading[]; unchanged: number }> {
  const keys = admitted.map(({ row, creditorId }) => ({
    creditorId,
    externalId: row.account.account.externalId,
  }));
  const known = new Map((await findAccounts(tx, keys)).map((each) => [keyOf(each), each]));
  const fresh: Loading[] = [];
  let unchanged = 0;
  for (const [i, { row, creditorId }] of admitted.entries()) {
    const account = known.get(keyOf(keys[i]!));
    const hash = contentHash(row.account);
    if (account?.contentHash === hashText(hash)) unchanged += 1;
    else if (account && account.debtorExternalId !== row.account.debtor.externalId)
      refuse(row, moved(account));
    else fresh.push({ row, creditorId, hash, known: account });
  }
  return { fresh, unchanged };
}

function moved({ debtorExternalId }: KnownAccount): FieldProblem {
  const message = `The account belongs to person ${debtorExternalId}; write that, or give the account another id.`;
  return problem(['debtor', 'externalId'], 'ACCOUNT_MOVED', message);
}

export function keyOf({ creditorId, externalId }: { creditorId: string; externalId: string }): string {
  return `${creditorId} ${externalId}`;
}
