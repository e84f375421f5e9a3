import type { Readable } from 'node:stream';

/** One line of a file without its line end, or what makes it unreadable. Lines count from 1. */
export type Line = ReadLine | UnreadableLine;
export interface ReadLine {
  readonly number: number;
  readonly text: string;
}
export interface UnreadableLine {
  readonly number: number;
  readonly fault: LineFault;
}
export type LineFault = 'LINE_TOO_LONG' | 'INVALID_UTF8' | 'NUL_CHARACTER';

/** An account with a history of 5,000 items has about 600 KB. */
export const longestLine = 1_000_000;

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const BYTE_ORDER_MARK = '\uFEFF';

/** Reads lines with flat memory: of a line that is too long only the start is ever held. */
export async function* readLines(source: Readable, maxBytes = longestLine): AsyncGenerator<Line> {
  const line = new LineBuffer(maxBytes);
  for await (const piece of source) {
    const chunk: Buffer = typeof piece === 'string' ? Buffer.from(piece) : piece;
    let start = 0;
    for (let end = chunk.indexOf(LINE_FEED); end >= 0; end = chunk.indexOf(LINE_FEED, start)) {
      line.append(chunk.subarray(start, end));
      yield line.take();
      start = end + 1;
    }
    line.append(chunk.subarray(start));
  }
  if (!line.isEmpty) yield line.take();
}

class LineBuffer {
  #number = 1;
  #parts: Buffer[] = [];
  #length = 0;
  readonly #decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

  constructor(private readonly maxBytes: number) {}

  get isEmpty(): boolean {
    return this.#length === 0;
  }

  append(part: Buffer): void {
    this.#length += part.length;
    if (this.#length <= this.maxBytes) this.#parts.push(part);
    else this.#parts = [];
  }

  take(): Line {
    const number = this.#number;
    const bytes = this.#parts.length === 1 ? this.#parts[0]! : Buffer.concat(this.#parts);
    const tooLong = this.#length > this.maxBytes;
    this.#number += 1;
    this.#parts = [];
    this.#length = 0;
    if (tooLong) return { number, fault: 'LINE_TOO_LONG' };
    if (bytes.includes(0)) return { number, fault: 'NUL_CHARACTER' };
    return this.#decode(number, bytes.at(-1) === CARRIAGE_RETURN ? bytes.subarray(0, -1) : bytes);
  }

  #decode(number: number, bytes: Buffer): Line {
    try {
      const text = this.#decoder.decode(bytes);
      return { number, text: number === 1 && text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text };
    } catch {
      return { number, fault: 'INVALID_UTF8' };
    }
  }
}

export function faultSentence(fault: LineFault): string {
  switch (fault) {
    case 'LINE_TOO_LONG':
      return `The line is longer than ${longestLine} bytes; one record is one line, check the line ends.`;
    case 'INVALID_UTF8':
      return 'The line is not UTF-8; save the file as UTF-8.';
    case 'NUL_CHARACTER':
      return 'The line holds a NUL character; save the file as UTF-8 (not UTF-16) or take the character out.';
  }
}
