import type { Locale } from '../format.ts';
import { chooseLocale, useWords } from '../words.tsx';
import { Button } from './button.tsx';

/** Names the other language in that language. */
const other: Record<Locale, { locale: Locale; name: string }> = {
  'zh-CN': { locale: 'en', name: 'English' },
  en: { locale: 'zh-CN', name: '中文' },
};

export function LanguageSwitch() {
  const { locale } = useWords();
  const { locale: next, name } = other[locale];
  return (
    <Button kind="quiet" lang={next} onClick={() => void chooseLocale(next)}>
      {name}
    </Button>
  );
}
