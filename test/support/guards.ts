import type { Visibility } from '../../server/identity/visibility.ts';
import { switchOffRowLevelSecurity, type TestApp, testApp } from './app.ts';
import { copyOf, freshDatabase } from './database.ts';
import { hasRowLevelSecurity, ownedRows } from './owned-rows.ts';
import type { OwnedRow, Viewer } from './permission-matrix.ts';
import { type TwoBanks, twoBanks } from './two-banks.ts';
import { everyViewer } from './viewers.ts';

/**
 * Two guards keep rows from those who must not see them: the reader's predicates and row-level security. Here
 * is the server with both, with each one alone, and with neither, all on the same rows.
 */
export interface Guards {
  readonly banks: TwoBanks;
  readonly viewers: readonly Viewer[];
  readonly rows: readonly OwnedRow[];
  readonly rowById: ReadonlyMap<string, OwnedRow>;
  readonly both: TestApp;
  readonly onlyDatabase: TestApp;
  readonly onlyReader: TestApp;
  readonly neither: TestApp;
  close(): Promise<void>;
}

const hideNothing: Visibility = () => 'true';

export async function openGuards(): Promise<Guards> {
  const guarded = await freshDatabase();
  const making = await testApp({ database: guarded });
  const banks = await twoBanks(making);
  const viewers = await everyViewer(making, banks);
  const rows = await ownedRows(making);
  await making.close();
  const open = await copyOf(guarded);
  const apps = {
    both: await testApp({ database: guarded }),
    onlyDatabase: await testApp({ database: guarded, visibility: hideNothing }),
    onlyReader: await testApp({ database: open }),
    neither: await testApp({ database: open, visibility: hideNothing }),
  };
  await switchOffRowLevelSecurity(apps.neither);
  return {
    ...{ banks, viewers, rows, ...apps },
    rowById: new Map(rows.map((row) => [row.id, row])),
    async close() {
      for (const app of Object.values(apps)) await app.close();
      for (const database of [guarded, open]) await database.drop();
    },
  };
}

/** The ways to read, and for which types each must hide what is to be hidden. */
export const waysToRead = [
  ['as the server is', 'both', () => true],
  ['by row-level security alone', 'onlyDatabase', hasRowLevelSecurity],
  ['by the reader alone', 'onlyReader', () => true],
] as const;
