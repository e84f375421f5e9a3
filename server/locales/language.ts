import type { Locale } from './words.ts';

/** A language as the database and the graph name it. */
export const Language = { ZH_CN: 'ZH_CN', EN: 'EN' } as const;
export type Language = keyof typeof Language;

const localeOfLanguage: Record<Language, Locale> = { ZH_CN: 'zh-CN', EN: 'en' };

/** The name of the language in the locale files, in `Intl` and in `lang` attributes. */
export function localeOf(language: Language): Locale {
  return localeOfLanguage[language];
}
