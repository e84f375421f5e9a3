import { compileMessage } from '@lingui/message-utils/compileMessage';
import { buildSchema, isUnionType } from 'graphql';
import { describe, expect, test } from 'vitest';
import { partOf } from '../../portal/words.plugin.ts';
import { listFiles, readText } from '../support/source-tree.ts';

const locales = { en: read('en'), 'zh-CN': read('zh-CN') };
const keys = Object.keys(locales.en);
const sources = listFiles(/^portal\/src\/.*(?<!\.d)\.tsx?$/).map(readText);
const asked = sources.flatMap(askedIds);

describe('the portal’s words', () => {
  test('exist in both languages, in the same order, and say something', () => {
    expect(Object.keys(locales['zh-CN'])).toEqual(keys);
    for (const words of Object.values(locales)) {
      expect(Object.entries(words).filter(([, text]) => text.trim() === '')).toEqual([]);
    }
  });

  test('have the same placeholders and tags in both languages', () => {
    const namesIn = (words: Record<string, string>) => keys.map((key) => [key, take(words[key]!).names]);
    expect(namesIn(locales['zh-CN'])).toEqual(namesIn(locales.en));
  });

  test('are all there where the code asks for them', () => {
    const missing = asked.filter(({ pattern }) => !keys.some((key) => pattern.test(key)));
    expect(missing.map(({ text }) => text)).toEqual([]);
  });

  test('are all asked for by the code', () => {
    expect(keys.filter((key) => !asked.some(({ pattern }) => pattern.test(key)))).toEqual([]);
  });

  test('name a person’s debts neutrally on their own side', () => {
    const blunt = /debtor|collect(or|ion)|债务人|催收|欠债|老赖/i;
    const own = keys.filter((key) => partOf(key) !== 'agent');
    for (const words of Object.values(locales)) {
      expect(own.filter((key) => blunt.test(take(words[key]!).texts.join(' ')))).toEqual([]);
    }
  });

  test('explain every refusal that a person can meet', () => {
    const codes = refusalCodes().filter((code) => !keys.includes(`problem.${code}`));
    expect(codes).toEqual([]);
  });
});

function read(locale: string): Record<string, string> {
  return JSON.parse(readText(`portal/src/locales/${locale}.json`));
}

interface Asked {
  readonly text: string;
  readonly pattern: RegExp;
}

/** Ids in the source: every quoted text that looks like one, and `plan.status.${…}` as a pattern. */
function askedIds(source: string): Asked[] {
  const quoted = [...source.matchAll(/'([a-z][\w-]*(?:\.[\w-]+)+)'/g)].map(([, id]) => id!);
  const props = [...source.matchAll(/\bid="([a-z][\w-]*(?:\.[\w-]+)+)"/g)].map(([, id]) => id!);
  const templates = [...source.matchAll(/`([a-z][\w-]*\.(?:[\w.-]|\$\{[^}]+\})+)`/g)].map(([, id]) => id!);
  const known = [...quoted, ...props].filter((id) => keys.includes(id) || isAsked(source, id));
  return [...known, ...templates.filter((id) => id.includes('${'))].map((text) => ({
    text,
    pattern: new RegExp(`^${text.replace(/\./g, '\\.').replace(/\$\{[^}]+\}/g, '[\\w-]+')}$`),
  }));
}

/** Other quoted texts with a dot (file names, draft names) are no ids. */
function isAsked(source: string, id: string): boolean {
  return new RegExp(`\\bt\\('${id}'|<Sentence id="${id}"`).test(source);
}

/** What a message says, and the names of its arguments and tags; the branches of a plural may repeat them. */
function take(message: string): { texts: string[]; names: string[] } {
  const texts: string[] = [];
  const names = new Set<string>();
  /** Compiled: a text, or a list of texts and arguments [name, kind, branches by case]. */
  function visit(compiled: unknown): void {
    if (typeof compiled === 'string') texts.push(compiled);
    else if (Array.isArray(compiled)) compiled.forEach(visitPart);
  }
  function visitPart(part: unknown): void {
    if (!Array.isArray(part)) visit(part);
    else {
      const [name, , branches] = part;
      names.add(name);
      Object.values(branches ?? {}).forEach(visit);
    }
  }
  visit(compileMessage(message));
  for (const [, tag] of texts.join(' ').matchAll(/<\/?(\w+)>/g)) names.add(`<${tag}>`);
  return { texts, names: [...names].sort() };
}

/** The codes that the SDL names for what the person’s own side sends. */
function refusalCodes(): string[] {
  const schema = buildSchema(readText('schema/graphql/schema.graphql'));
  const sent = listFiles(/^portal\/src\/(debtor|shared)\/.*\.queries\.ts$/)
    .map(readText)
    .join('\n');
  const fields = { ...schema.getMutationType()!.getFields(), ...schema.getQueryType()!.getFields() };
  const unions = Object.values(fields)
    .filter((field) => new RegExp(`\\b${field.name}\\(`).test(sent))
    .map((field) => schema.getType(String(field.type).replace(/[![\]]/g, '')))
    .filter(isUnionType);
  const codes = unions.flatMap((union) => [...(union.description ?? '').matchAll(/`([A-Z][A-Z0-9_-]+)`/g)]);
  return [...new Set(codes.map(([, code]) => code!))];
}
