import type { Browser } from 'playwright-core';
import { afterEach, expect, test } from 'vitest';
import { launchPackedBrowser, launchSystemBrowser } from '../support/browser.ts';

/** The journeys need a browser on any machine: where the system has none, the one from npm must work. */

let browser: Browser | undefined;
afterEach(() => browser?.close());

test.each([
  ['the system', launchSystemBrowser],
  ['npm', launchPackedBrowser],
])('the browser of %s shows a page and clicks on it', async (_origin, launch) => {
  browser = (await launch()) ?? undefined;
  // A machine need not have one of its own.
  if (!browser) return;
  const page = await browser.newPage();
  await page.setContent('<h1>结清</h1><button onclick="document.title = String(1 + 1)">Add</button>');
  await page.getByRole('button', { name: 'Add' }).click();
  expect(await page.title()).toBe('2');
  expect(await page.textContent('h1')).toBe('结清');
});
