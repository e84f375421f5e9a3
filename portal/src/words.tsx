import { type Messages, setupI18n } from '@lingui/core';
import { I18nProvider, Trans, useLingui } from '@lingui/react';
import type { ReactElement, ReactNode } from 'react';
import { type Locale, locales } from './format.ts';
import type en from './locales/en.json';

/** Every id of the locale files: a word that does not exist does not compile. */
export type WordKey = keyof typeof en;
type Values = Readonly<Record<string, string | number | boolean>>;
type Part = 'start' | 'debtor' | 'agent';

const storageKey = 'quittance:language';
const i18n = setupI18n();
const loaded = new Set<string>();
const parts = new Set<Part>(['start']);

const sources: Record<Locale, Record<Part, () => Promise<{ messages: Messages }>>> = {
  'zh-CN': {
    start: () => import('virtual:words/zh-CN/start'),
    debtor: () => import('virtual:words/zh-CN/debtor'),
    agent: () => import('virtual:words/zh-CN/agent'),
  },
  en: {
    start: () => import('virtual:words/en/start'),
    debtor: () => import('virtual:words/en/debtor'),
    agent: () => import('virtual:words/en/agent'),
  },
};

/** The language chosen before, else the browser's, else Chinese. */
export function rememberedLocale(): Locale {
  const chosen = localStorage.getItem(storageKey);
  if (isLocale(chosen)) return chosen;
  const wanted = navigator.languages.find((tag) => /^(zh|en)\b/i.test(tag));
  return wanted?.toLowerCase().startsWith('en') ? 'en' : 'zh-CN';
}

export async function activateLocale(locale: Locale): Promise<void> {
  await Promise.all([...parts].map((part) => loadPart(locale, part)));
  i18n.activate(locale);
  document.documentElement.lang = locale;
}

export async function chooseLocale(locale: Locale): Promise<void> {
  localStorage.setItem(storageKey, locale);
  await activateLocale(locale);
}

/** Words come with the code that needs them, and stay with every later change of language. */
export async function addWords(...wanted: readonly Part[]): Promise<void> {
  for (const part of wanted) parts.add(part);
  await Promise.all(wanted.map((part) => loadPart(i18n.locale as Locale, part)));
}

async function loadPart(locale: Locale, part: Part): Promise<void> {
  const key = `${locale} ${part}`;
  if (loaded.has(key)) return;
  const { messages } = await sources[locale][part]();
  i18n.load(locale, messages);
  loaded.add(key);
}

function isLocale(value: string | null): value is Locale {
  return (locales as readonly (string | null)[]).includes(value);
}

export function WordsProvider({ children }: { children: ReactNode }) {
  return <I18nProvider i18n={i18n}>{children}</I18nProvider>;
}

export interface Words {
  readonly locale: Locale;
  t(key: WordKey, values?: Values): string;
  /** For ids that come from the server (a rule, an error code): undefined when we have no words for it. */
  find(key: string, values?: Values): string | undefined;
}

export function useWords(): Words {
  const lingui = useLingui();
  return {
    locale: lingui.i18n.locale as Locale,
    t: (key, values) => lingui.i18n._(key, values),
    find: (key, values) => (key in lingui.i18n.messages ? lingui.i18n._(key, values) : undefined),
  };
}

interface SentenceProps {
  readonly id: WordKey;
  readonly values?: Readonly<Record<string, ReactNode>>;
  /** Elements for the tags in the message: `{ b: <strong /> }` for "<b>…</b>". */
  readonly parts?: Readonly<Record<string, ReactElement>>;
}

/** A sentence with elements inside it. */
export function Sentence({ id, values, parts: components }: SentenceProps) {
  return <Trans id={id} values={values} components={components} />;
}
