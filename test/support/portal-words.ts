import { setupI18n } from '@lingui/core';
import { compileMessage } from '@lingui/message-utils/compileMessage';
import type { Locale } from '../../portal/src/format.ts';
import en from '../../portal/src/locales/en.json' with { type: 'json' };
import zhCN from '../../portal/src/locales/zh-CN.json' with { type: 'json' };
import type { WordKey } from '../../portal/src/words.tsx';

export type Say = (key: WordKey, values?: Readonly<Record<string, string | number>>) => string;

/** The portal's own words, so that tests find things by what people read and hear. */
export function portalWords(locale: Locale): Say {
  const source: Readonly<Record<string, string>> = locale === 'en' ? en : zhCN;
  const messages = Object.entries(source).map(([key, message]) => [key, compileMessage(message)]);
  const i18n = setupI18n({ locale, messages: { [locale]: Object.fromEntries(messages) } });
  return (key, values) => i18n._(key, values);
}
