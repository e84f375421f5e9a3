import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileMessage } from '@lingui/message-utils/compileMessage';
import type { Plugin } from 'vite';

export type Part = 'start' | 'debtor' | 'agent';

/** How the ids of the pages begin that are shown before any other code is loaded. */
const startWords = [
  'ui.',
  'help.',
  'signIn.',
  'code.',
  'problem.CODE_',
  'home.',
  'next.',
  'clocks.',
  'events.',
  'event.',
  'product.',
  'debt.',
];
const modules = /^virtual:words\/(en|zh-CN)\/(start|debtor|agent)$/;

/**
 * Serves `src/locales/<locale>.json` as compiled messages, so that no ICU parser travels to the browser, in parts:
 * what the start needs, the other pages, and the agent's side (ids that begin with `agent.`).
 */
export function words(): Plugin {
  return {
    name: 'quittance-words',
    resolveId: (id) => (modules.test(id) ? `\0${id}` : null),
    load(id) {
      const [, locale, part] = modules.exec(id.slice(1)) ?? [];
      if (!locale) return null;
      const file = join(import.meta.dirname, 'src/locales', `${locale}.json`);
      this.addWatchFile(file);
      const messages = Object.entries(JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>)
        .filter(([key]) => partOf(key) === part)
        .map(([key, message]) => [key, compileMessage(message)]);
      return `export const messages = JSON.parse(${JSON.stringify(JSON.stringify(Object.fromEntries(messages)))});`;
    },
  };
}

export function partOf(key: string): Part {
  if (key.startsWith('agent.')) return 'agent';
  return startWords.some((start) => key.startsWith(start)) ? 'start' : 'debtor';
}
