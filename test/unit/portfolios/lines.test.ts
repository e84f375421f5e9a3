import { Readable } from 'node:stream';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Line, readLines } from '../../../server/features/portfolios/line-reader.ts';

async function linesOf(chunks: readonly (Buffer | string)[], maxBytes?: number): Promise<Line[]> {
  const lines: Line[] = [];
  for await (const line of readLines(Readable.from(chunks), maxBytes)) lines.push(line);
  return lines;
}

describe('readLines', () => {
  it('takes a byte order mark, both line ends and a last line without one', async () => {
    expect(await linesOf(['\uFEFFa\r\nb\n\nc'])).toEqual([
      { number: 1, text: 'a' },
      { number: 2, text: 'b' },
      { number: 3, text: '' },
      { number: 4, text: 'c' },
    ]);
  });

  it('names a line that is not UTF-8, holds NUL or is too long, and reads on', async () => {
    const file = Buffer.concat([
      Buffer.from('good\n'),
      Buffer.from([0xff, 0xfe, 0x41, 0x0a]),
      Buffer.from('nul\0\n'),
      Buffer.from(`${'x'.repeat(11)}\n`),
      Buffer.from([0xed, 0xa0, 0x80, 0x0a]), // half a surrogate pair
      Buffer.from('good again'),
    ]);
    expect(await linesOf([file], 10)).toEqual([
      { number: 1, text: 'good' },
      { number: 2, fault: 'INVALID_UTF8' },
      { number: 3, fault: 'NUL_CHARACTER' },
      { number: 4, fault: 'LINE_TOO_LONG' },
      { number: 5, fault: 'INVALID_UTF8' },
      { number: 6, text: 'good again' },
    ]);
  });

  it('does not keep a line that never ends', async () => {
    const megabyte = Buffer.alloc(1_000_000, 'x');
    const before = process.memoryUsage.rss();
    async function* endless() {
      for (let i = 0; i < 500; i += 1) yield megabyte;
      yield Buffer.from('\nnext');
    }
    const lines: Line[] = [];
    for await (const line of readLines(Readable.from(endless()))) lines.push(line);
    expect(lines).toEqual([
      { number: 1, fault: 'LINE_TOO_LONG' },
      { number: 2, text: 'next' },
    ]);
    expect(process.memoryUsage.rss() - before).toBeLessThan(50_000_000);
  });

  it('gives the same lines however the file is cut', async () => {
    const line = fc
      .string({ unit: 'grapheme', maxLength: 12 })
      .filter((text) => !/[\r\n\0\uFEFF]/.test(text));
    await fc.assert(
      fc.asyncProperty(fc.array(line), fc.array(fc.nat(), { maxLength: 8 }), async (texts, cuts) => {
        const bytes = Buffer.from(texts.map((text) => `${text}\n`).join(''));
        const at = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).sort((a, b) => a - b), bytes.length];
        const chunks = at.slice(1).map((end, i) => bytes.subarray(at[i], end));
        expect(await linesOf(chunks)).toEqual(texts.map((text, i) => ({ number: i + 1, text })));
      }),
      { numRuns: 200 },
    );
  });
});
