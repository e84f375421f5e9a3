import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

export interface TextStyle {
  readonly font: 'regular' | 'bold';
  readonly size: number;
  readonly color: string;
  readonly lineGap: number;
}

export const colors = {
  ink: '#1d2a30',
  muted: '#5c6b73',
  accent: '#17605a',
  line: '#d5dcdf',
  tint: '#f0f5f4',
} as const;

/** A4 in points, with margins of about 20 mm. */
export const sheet = { left: 56, right: 539, top: 52, bottom: 768, footer: 782 } as const;

export const styles = {
  issuer: { font: 'bold', size: 9, color: colors.accent, lineGap: 0 },
  title: { font: 'bold', size: 21, color: colors.ink, lineGap: 0 },
  heading: { font: 'bold', size: 12, color: colors.accent, lineGap: 0 },
  subheading: { font: 'bold', size: 9.5, color: colors.ink, lineGap: 0 },
  body: { font: 'regular', size: 9.5, color: colors.ink, lineGap: 2.5 },
  label: { font: 'regular', size: 8, color: colors.muted, lineGap: 0 },
  figure: { font: 'bold', size: 11, color: colors.accent, lineGap: 0 },
  head: { font: 'bold', size: 8, color: colors.muted, lineGap: 0 },
  cell: { font: 'regular', size: 8.5, color: colors.ink, lineGap: 0 },
  total: { font: 'bold', size: 8.5, color: colors.ink, lineGap: 0 },
  footer: { font: 'regular', size: 7, color: colors.muted, lineGap: 0 },
} as const satisfies Record<string, TextStyle>;

export type StyleName = keyof typeof styles;

export interface Fonts {
  readonly regular: Buffer;
  readonly bold: Buffer;
}

let fonts: Promise<Fonts> | undefined;

/** One family for Chinese and English (SIL OFL). 10 MB a file, so read once; a paper embeds the glyphs it uses. */
export function loadFonts(): Promise<Fonts> {
  fonts ??= readFonts();
  return fonts;
}

async function readFonts(): Promise<Fonts> {
  const { resolve } = createRequire(import.meta.url);
  const family = '@expo-google-fonts/noto-sans-sc';
  const [regular, bold] = await Promise.all([
    readFile(resolve(`${family}/400Regular/NotoSansSC_400Regular.ttf`)),
    readFile(resolve(`${family}/600SemiBold/NotoSansSC_600SemiBold.ttf`)),
  ]);
  return { regular, bold };
}
