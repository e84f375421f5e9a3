import { describe, expect, test } from 'vitest';
import { isFile, listFiles, readSource, readText, type SourceFile } from './support/source-tree.ts';

/** The rules of the house that a program can check. A finding names the file, the line and what is there. */

const sources = listFiles(/(?<!\.d)\.tsx?$/).map(readSource);
const byPath = new Map(sources.map((source) => [source.path, source]));
const inFolder = (folder: string) => sources.filter(({ path }) => path.startsWith(`${folder}/`));
const isTest = (path: string) => path.startsWith('test/');
const isConfig = (path: string) => /\.config\.ts$/.test(path);

type Finding = string;
const at = (path: string, line: number, what: string | number = ''): Finding => `${path}:${line} ${what}`;

/** Lines of code (comments and quoted text left out) that match, outside of the files that may. */
function linesThatMatch(
  pattern: RegExp,
  files: readonly SourceFile[],
  may: (path: string) => boolean,
): Finding[] {
  return files
    .filter(({ path }) => !may(path))
    .flatMap(({ path, code }) =>
      code.flatMap((line, index) => (pattern.test(line) ? [at(path, index + 1, line.trim())] : [])),
    );
}

/** Imports of files in `files` whose target is forbidden. */
function imports(
  files: readonly SourceFile[],
  forbidden: (target: string, from: string, one: SourceFile['imports'][number]) => boolean,
): Finding[] {
  return files.flatMap(({ path, imports: all }) =>
    all.filter((one) => forbidden(one.target, path, one)).map(({ line, target }) => at(path, line, target)),
  );
}

describe('sizes', () => {
  test('a file has at most 400 lines', () => {
    const long = sources.map(({ path, text }) => ({ path, lines: text.split('\n').length - 1 }));
    expect(long.filter(({ lines }) => lines > 400)).toEqual([]);
  });

  test('a function has at most 60 lines, SQL not counted', () => {
    const long = sources.flatMap(({ path, functions }) =>
      functions.filter(({ lines }) => lines > 60).map(({ line, lines }) => at(path, line, lines)),
    );
    expect(long).toEqual([]);
  });

  test('code keeps to 110 columns, comments to 120; the formatter breaks no text in quotes and no imports', () => {
    const wide = sources.flatMap(({ path, code, unquoted }) =>
      unquoted.flatMap((line, index) => {
        const fits = code[index]!.trimEnd().length <= 110 && line.length <= 120;
        return fits || /^(import|\} from) /.test(line) ? [] : [at(path, index + 1, line.length)];
      }),
    );
    expect(wide).toEqual([]);
  });
});

describe('imports', () => {
  test('of our own files lead to a file', () => {
    expect(imports(sources, (target, _from, { ours }) => ours && !isFile(target))).toEqual([]);
  });

  test('make no cycle', () => {
    expect(cycles()).toEqual([]);
  });

  test('keep portal, server and schema apart', () => {
    const sides = ['portal', 'server', 'schema', 'test'];
    const mayImport: Record<string, readonly string[]> = {
      portal: ['portal', 'schema'],
      server: ['server', 'schema'],
      schema: ['schema'],
    };
    const side = (path: string) => path.slice(0, path.indexOf('/'));
    const across = imports(
      sources.filter(({ path }) => side(path) in mayImport),
      (target, from, { ours }) =>
        ours && sides.includes(side(target)) && !mayImport[side(from)]!.includes(side(target)),
    );
    expect(across).toEqual([]);
  });

  test('of the kernel are its own files and nothing that reads or writes', () => {
    expect(imports(inFolder('server/kernel'), isNotKernel)).toEqual([]);
  });

  test('of rules are the kernel, other rules, words, packs and types', () => {
    const rules = inFolder('server/features').filter(({ path }) => isRules(path));
    const beyond = imports(rules, (target, _from, { ours, typeOnly }) => {
      if (typeOnly) return false;
      return ours
        ? !/^server\/(kernel|locales)\/|^schema\//.test(target) && !isRules(target)
        : isMachinery(target);
    });
    expect(beyond).toEqual([]);
  });

  test('of entities stay in their feature, of repositories in use cases', () => {
    const home = (path: string) =>
      path
        .split('/')
        .slice(0, path.startsWith('server/features') ? 3 : 2)
        .join('/');
    const borrowed = imports(inFolder('server'), (target, from, { ours, typeOnly }) => {
      if (typeOnly || !ours || home(from) === home(target)) return false;
      // One use case writes to several features in one transaction: the ledger, the decision, the event.
      if (/\.repository\.ts$/.test(target)) return !/\.(service|module)\.ts$/.test(from);
      return /\.entity\.ts$/.test(target) && from !== 'server/database/entities.ts';
    });
    expect(borrowed).toEqual([]);
  });

  test('reach every file from a program, a page or a test', () => {
    expect(deadFiles()).toEqual([]);
  });
});

describe('code', () => {
  test('has no barrels and no default exports', () => {
    expect(sources.map(({ path }) => path).filter((path) => /(^|\/)index\.tsx?$/.test(path))).toEqual([]);
    const defaults = sources.filter(
      ({ path, defaultExports }) => defaultExports.length > 0 && !isConfig(path),
    );
    expect(defaults.map(({ path }) => path)).toEqual([]);
  });

  test('reads the environment in config.ts only', () => {
    const may = (path: string) => path === 'server/config.ts' || isTest(path) || isConfig(path);
    expect(linesThatMatch(/\bprocess\.env\b/, sources, may)).toEqual([]);
  });

  test('has its time from the injected clock', () => {
    const may = (path: string) => /^(server\/kernel|portal\/src)\/clock\.ts$/.test(path) || isTest(path);
    expect(linesThatMatch(/\bnew Date\(|\bDate\.now\b|\bTemporal\.Now\b/, sources, may)).toEqual([]);
  });

  test('has no floats for money', () => {
    const may = (path: string) =>
      isTest(path) || /^server\/kernel\/(money|rate)\.ts$|^portal\/src\/format\.ts$/.test(path);
    expect(linesThatMatch(/\btoFixed\b|\bparseFloat\b/, sources, may)).toEqual([]);
  });

  test('has no `any`', () => {
    expect(sources.flatMap(({ path, anyTypes }) => anyTypes.map((line) => at(path, line)))).toEqual([]);
  });

  test('leaves nothing for later', () => {
    const marked = sources
      .filter(({ path }) => path !== 'test/tidy.test.ts')
      .flatMap(({ path, text }) =>
        text
          .split('\n')
          .flatMap((line, index) =>
            /\b(TODO|FIXME|XXX)\b/.test(line) ? [at(path, index + 1, line.trim())] : [],
          ),
      );
    expect(marked).toEqual([]);
    const notRun = /\b(test|it|describe|suite)\.(only|skip|todo|fails|skipIf|runIf)\b/;
    expect(linesThatMatch(notRun, sources, () => false)).toEqual([]);
  });

  test('has decorators on types, entities and resolvers only', () => {
    const may = (path: string) => /\.(types|entity|resolver)\.ts$/.test(path);
    const others = sources.filter(({ path }) => !may(path));
    expect(others.flatMap(({ path, decorators }) => decorators.map((line) => at(path, line)))).toEqual([]);
  });

  test('knows no folder of the machine that it was written on', () => {
    const files = listFiles(/\.(tsx?|css|html|md|json|graphql|sql)$/).filter(
      (path) => path !== 'test/tidy.test.ts',
    );
    const local = /(^|[\s'"`(])\/(work|home|root|Users)\//;
    expect(files.filter((path) => path !== 'package-lock.json' && local.test(readText(path)))).toEqual([]);
  });
});

describe('folders', () => {
  const main = [
    ...[
      'server',
      'server/kernel',
      'server/database',
      'server/identity',
      'server/graph',
      'server/graph/reader',
    ],
    ...['server/http', 'server/features', 'server/demo', 'portal', 'schema', 'test'],
  ];
  test.each(main)('%s says on one page what belongs there', (folder) => {
    const readme = `${folder}/README.md`;
    expect(isFile(readme), `${readme} is missing`).toBe(true);
    expect(readText(readme).split('\n').length).toBeLessThanOrEqual(61);
  });
});

function isRules(path: string): boolean {
  return /^server\/features\/([\w-]+\/)+[\w-]+\.ts$/.test(path);
}

/** What reads, writes, serves or draws; a rule only computes. */
function isMachinery(name: string): boolean {
  return /^(typeorm|type-graphql|graphql.*|pg|fastify|@fastify\/.*|@apollo\/.*|stripe|node:(fs|net|http|https|child_process).*)$/.test(
    name,
  );
}

function isNotKernel(target: string, _from: string, { ours }: { ours: boolean }): boolean {
  return ours ? !target.startsWith('server/kernel/') : isMachinery(target);
}

/** Strongly connected files (Tarjan), by imports that exist at run time. */
function cycles(): string[][] {
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const stack: string[] = [];
  const found: string[][] = [];
  const visit = (path: string): void => {
    index.set(path, index.size);
    low.set(path, index.get(path)!);
    stack.push(path);
    for (const { target, typeOnly } of byPath.get(path)?.imports ?? []) {
      if (typeOnly || !byPath.has(target)) continue;
      if (!index.has(target)) visit(target);
      if (stack.includes(target)) low.set(path, Math.min(low.get(path)!, low.get(target)!));
    }
    if (low.get(path) !== index.get(path)) return;
    const component = stack.splice(stack.indexOf(path));
    if (component.length > 1) found.push(component);
  };
  for (const { path } of sources) if (!index.has(path)) visit(path);
  return found;
}

/** Files of code and style that nothing leads to. */
function deadFiles(): string[] {
  const entry =
    /\.test\.tsx?$|\.config\.ts$|^server\/(main|cli\/[\w-]+)\.ts$|^portal\/src\/(graphiql\/)?main\.tsx$|^portal\/graph-types\.ts$|^test\/bench\/|^test\/support\/global-setup\.ts$/;
  const styles = listFiles(/^portal\/src\/.*\.css$/);
  const todo = sources.map(({ path }) => path).filter((path) => entry.test(path));
  const alive = new Set(todo);
  for (let path = todo.pop(); path; path = todo.pop()) {
    const targets = byPath.get(path)?.imports.map(({ target }) => target) ?? [];
    for (const target of targets.filter((each) => !alive.has(each))) {
      alive.add(target);
      todo.push(target);
    }
  }
  return [...byPath.keys(), ...styles].filter((path) => !alive.has(path));
}
