import { readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { taiwanBank } from '../demo/demo-creditors.ts';
import { derivePortfolio } from '../demo/derive-portfolio.ts';
import { readUci } from '../demo/uci-rows.ts';

/** `tsx server/cli/derive-demo.ts UCI.csv > portfolio.ndjson`: every overdue account of the whole source, in TWD. */
const [file] = process.argv.slice(2);
if (!file)
  throw new Error('Name the CSV file of the UCI data set; server/demo/README.md says where it is from.');
// A creditor of its own: the demo's has some of these accounts already, with other people.
const wholeBank = { ...taiwanBank, creditor: { ...taiwanBank.creditor, code: 'FORMOSA-2005' } };
const records = derivePortfolio(readUci(readFileSync(file, 'utf8')), wholeBank);
await pipeline(
  Readable.from(records).map((record) => `${JSON.stringify(record)}\n`),
  process.stdout,
);
