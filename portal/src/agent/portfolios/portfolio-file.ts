export type FileFormat = 'CSV' | 'NDJSON';

export interface PortfolioFile {
  readonly name: string;
  readonly format: FileFormat;
  readonly content: string;
}

/** Larger files go through the command, which streams them; the server refuses them too. */
export const fileBytesMax = 8 * 1024 * 1024;

export type FileProblem = 'NONE' | 'TOO_LARGE' | 'NOT_UTF8' | 'EMPTY';

/** The text of a file, or why it cannot be sent. */
export async function readPortfolioFile(file: File): Promise<PortfolioFile | FileProblem> {
  if (file.size > fileBytesMax) return 'TOO_LARGE';
  if (file.size === 0) return 'EMPTY';
  try {
    const content = new TextDecoder('utf-8', { fatal: true }).decode(await file.arrayBuffer());
    return { name: file.name, format: formatOf(file.name), content };
  } catch {
    return 'NOT_UTF8';
  }
}

function formatOf(name: string): FileFormat {
  return /\.(nd)?jsonl?$/i.test(name) ? 'NDJSON' : 'CSV';
}

/** Tells two files apart without keeping either. */
export async function digestOf(content: string): Promise<string> {
  const bytes = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(content));
  return [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** What was typed as a mapping: null for none, undefined when it is not a JSON object of texts and nulls. */
export function readMapping(text: string): Readonly<Record<string, string | null>> | null | undefined {
  if (text.trim() === '') return null;
  try {
    const parsed: unknown = JSON.parse(text);
    return isMapping(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}

function isMapping(value: unknown): value is Readonly<Record<string, string | null>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return Object.values(value).every((column) => column === null || typeof column === 'string');
}
