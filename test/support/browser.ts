import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { type Browser, chromium } from 'playwright-core';

const flags = [
  // Only our own pages are opened, often as root or in a container, where the sandbox cannot work.
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--disable-sync',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-domain-reliability',
  '--no-first-run',
  '--no-pings',
];

/** Chromium of the system; where there is none, the one that came with npm. */
export function launchBrowser(): Promise<Browser> {
  return launchSystemBrowser() ?? launchPackedBrowser();
}

export function launchSystemBrowser(): Promise<Browser> | null {
  const path = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync);
  return path ? chromium.launch({ executablePath: path, args: flags }) : null;
}

/** `@sparticuz/chromium`, with the libraries and the font that it brings: nothing needs to be installed. */
export function launchPackedBrowser(): Promise<Browser> {
  const folder = unpackBrowser();
  const env = {
    ...process.env,
    LD_LIBRARY_PATH: [join(folder, 'lib'), process.env.LD_LIBRARY_PATH].filter(Boolean).join(':'),
    FONTCONFIG_PATH: folder,
    HOME: process.env.HOME ?? folder,
  };
  return chromium.launch({ executablePath: join(folder, 'chromium'), args: flags, env });
}

/** Unpacks once, aside, and moves it into place: two runs at once do not meet half a browser. */
function unpackBrowser(): string {
  const home = join(dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')), '../..');
  const { version } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as { version: string };
  const cache = join(home, '../../.cache/quittance');
  const folder = join(cache, `chromium-${version}`);
  if (existsSync(folder)) return folder;
  mkdirSync(cache, { recursive: true });
  const draft = mkdtempSync(join(cache, 'draft-'));
  const packed = (name: string) => brotliDecompressSync(readFileSync(join(home, 'bin', `${name}.br`)));
  writeFileSync(join(draft, 'chromium'), packed('chromium'), { mode: 0o755 });
  for (const name of ['al2023.tar', 'fonts.tar', 'swiftshader.tar']) {
    const tar = spawnSync('tar', ['--extract', '--no-same-owner', '--directory', draft], {
      input: packed(name),
    });
    if (tar.status !== 0) throw new Error(`${name} of @sparticuz/chromium: ${tar.stderr}`);
  }
  try {
    renameSync(draft, folder);
  } catch {
    // Another run was quicker; its browser is the same.
    rmSync(draft, { recursive: true });
  }
  return folder;
}
