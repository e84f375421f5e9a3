import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type ESTree, parseSync, Visitor } from 'vite';

/** The house's source as data, for `tidy.test.ts`. Line numbers begin with 1. */
export interface SourceFile {
  /** From the root of the repository, with `/`. */
  readonly path: string;
  readonly text: string;
  readonly imports: readonly Import[];
  readonly functions: readonly { readonly line: number; readonly lines: number }[];
  /** Line by line without comments and without what stands in quotes. */
  readonly code: readonly string[];
  /** Line by line without what stands in quotes. */
  readonly unquoted: readonly string[];
  readonly anyTypes: readonly number[];
  readonly decorators: readonly number[];
  readonly defaultExports: readonly number[];
}
export interface Import {
  /** A file of ours from the root, or the name of a package. */
  readonly target: string;
  readonly ours: boolean;
  /** Gone when the types are, so it can neither run anything nor make a cycle. */
  readonly typeOnly: boolean;
  readonly line: number;
}
type Range = { readonly start: number; readonly end: number };

const root = fileURLToPath(new URL('../..', import.meta.url));
const folders = ['server', 'portal', 'schema', 'test'];
/** Made by programs, or other people's. */
const notOurs = /(^|\/)node_modules$|^portal\/src\/gql$|^test\/bench\/peers$/;

/** Our files, those of the root's own level included. */
export function listFiles(pattern: RegExp): string[] {
  const here = readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isFile());
  const names = [...here.map(({ name }) => name), ...folders.flatMap(walk)];
  return names.filter((path) => pattern.test(path)).sort();
}

function walk(folder: string): string[] {
  if (notOurs.test(folder)) return [];
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = posix.join(folder, entry.name);
    return entry.isDirectory() ? walk(path) : [path];
  });
}

export function isFile(path: string): boolean {
  return existsSync(join(root, path));
}

export function readText(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

export function readSource(path: string): SourceFile {
  const text = readText(path);
  const { program, comments, errors } = parseSync(path, text);
  if (errors[0]) throw new SyntaxError(`${path}: ${errors[0].message}`);
  const lineAt = lineFinder(text);
  const imports: Import[] = [];
  const functions = new Map<number, Range>();
  const quoted: Range[] = [];
  const found = { anyTypes: [] as number[], decorators: [] as number[], defaultExports: [] as number[] };
  const from = (source: ESTree.Node | null | undefined, typeOnly: boolean) => {
    if (source?.type !== 'Literal' || typeof source.value !== 'string') return;
    imports.push({ ...resolveImport(path, source.value), typeOnly, line: lineAt(source.start) });
  };
  const add = (node: ESTree.Node) => void functions.set(node.start, node);
  new Visitor({
    ImportDeclaration: (node) => from(node.source, node.importKind === 'type'),
    ExportNamedDeclaration: (node) => from(node.source, node.exportKind === 'type'),
    ExportAllDeclaration: (node) => from(node.source, node.exportKind === 'type'),
    ImportExpression: (node) => from(node.source, false),
    TSImportType: (node) => from(node.source, true),
    NewExpression: (node) => {
      if (isNamed(node.callee, 'URL') && node.arguments.length === 2) from(node.arguments[0], false);
    },
    FunctionDeclaration: add,
    FunctionExpression: add,
    ArrowFunctionExpression: add,
    // A `describe` only holds tests. Its arguments were not visited yet, so they are taken away on leaving.
    'CallExpression:exit': (node) => {
      if (isDescribe(node.callee)) for (const argument of node.arguments) functions.delete(argument.start);
    },
    Literal: (node) => {
      if (typeof node.value === 'string' || 'regex' in node) quoted.push(node);
    },
    TemplateElement: (node) => void quoted.push(node),
    JSXText: (node) => void quoted.push(node),
    TSAnyKeyword: (node) => void found.anyTypes.push(lineAt(node.start)),
    Decorator: (node) => void found.decorators.push(lineAt(node.start)),
    ExportDefaultDeclaration: (node) => void found.defaultExports.push(lineAt(node.start)),
  }).visit(program);
  const size = ({ start, end }: Range) => {
    const inside = quoted.filter((each) => each.start > start && each.end < end);
    const longText = inside.reduce((sum, each) => sum + lineAt(each.end) - lineAt(each.start), 0);
    return { line: lineAt(start), lines: lineAt(end) - lineAt(start) + 1 - longText };
  };
  return {
    path,
    text,
    imports,
    functions: [...functions.values()].map(size),
    code: without(text, [...quoted, ...comments]),
    unquoted: without(text, quoted),
    ...found,
  };
}

function isNamed(node: ESTree.Node, name: string): boolean {
  return node.type === 'Identifier' && node.name === name;
}

/** `describe(…)`, `describe.each(…)(…)`. */
function isDescribe(callee: ESTree.Node): boolean {
  if (callee.type === 'CallExpression') return isDescribe(callee.callee);
  if (callee.type === 'MemberExpression') return isDescribe(callee.object);
  return isNamed(callee, 'describe');
}

function resolveImport(path: string, specifier: string): Pick<Import, 'target' | 'ours'> {
  if (!specifier.startsWith('.')) return { target: specifier, ours: false };
  return { target: posix.join(posix.dirname(path), specifier), ours: true };
}

function lineFinder(text: string): (offset: number) => number {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return (offset) => {
    let low = 0;
    let high = starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (starts[middle]! <= offset) low = middle;
      else high = middle;
    }
    return low + 1;
  };
}

/** The lines of the text without the given parts of it. */
function without(text: string, parts: readonly Range[]): string[] {
  let kept = '';
  let at = 0;
  for (const { start, end } of parts.toSorted((a, b) => a.start - b.start)) {
    kept += text.slice(at, start) + text.slice(start, end).replaceAll(/[^\n]/g, '');
    at = Math.max(at, end);
  }
  return (kept + text.slice(at)).split('\n');
}
