import { AxeBuilder } from '@axe-core/playwright';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Locale } from '../../portal/src/format.ts';
import { launchBrowser } from '../support/browser.ts';
import { type Cast, makeCast } from '../support/cast.ts';
import { type PortalApp, portalApp } from '../support/portal-app.ts';
import { schemes, sizes, Visitor } from '../support/visitor.ts';
import { agentScreens } from './agent-screens.ts';
import { personScreens } from './person-screens.ts';
import { type Screen, show } from './screen.ts';
import { wordsThatJudge } from './steps.ts';

let app: PortalApp;
let browser: Browser;
let casts: Record<Locale, Cast>;
beforeAll(async () => {
  [app, browser] = await Promise.all([portalApp(), launchBrowser()]);
  casts = { 'zh-CN': await makeCast(app, 'JIANGHAI'), en: await makeCast(app, 'THAMES') };
});
afterAll(async () => {
  await browser?.close();
  await app?.close();
});

interface Look {
  readonly size: keyof typeof sizes;
  readonly scheme: (typeof schemes)[number];
}

/** `SHOTS=1 npx vitest run test/e2e/pages`: every page in every look, with a picture of each in `.scratch/shots`. */
const withPictures = process.env.SHOTS !== undefined;

/** Otherwise each page in each pair of language, size and scheme. */
function looksOf(locale: Locale): Look[] {
  const every = (['phone', 'desk'] as const).flatMap((size) => schemes.map((scheme) => ({ size, scheme })));
  const calm = locale === 'zh-CN' ? 'light' : 'dark';
  return withPictures ? every : every.filter(({ size, scheme }) => (size === 'phone') === (scheme === calm));
}

const sides = [
  ['person', 'zh-CN', personScreens],
  ['person', 'en', personScreens],
  ['agent', 'zh-CN', agentScreens],
  ['agent', 'en', agentScreens],
] as const;

test.concurrent.each(sides)(
  'every page of the %s’s side, %s',
  async (side, locale, screens) => {
    const visitor = await Visitor.arrive(browser, app, { locale });
    const found: string[] = [];
    for (const screen of screens) {
      const here = await examine(visitor, casts[locale], screen).catch(async (error) => {
        await visitor.page.screenshot({ path: `.scratch/shots/FAIL-${screen.name}.${locale}.png` });
        return [String(error)];
      });
      found.push(...here.map((what) => `${screen.name}: ${what}`));
    }
    expect(found).toEqual([]);
    if (side === 'person') expect(wordsThatJudge(visitor)).toEqual([]);
    await visitor.leave();
  },
  withPictures ? 3_000_000 : 400_000,
);

async function examine(visitor: Visitor, cast: Cast, screen: Screen): Promise<string[]> {
  const { page, context, locale } = visitor;
  const found: string[] = [];
  await show(visitor, cast, screen);
  for (const { size, scheme } of looksOf(locale)) {
    await page.setViewportSize(sizes[size]);
    await page.emulateMedia({ colorScheme: scheme });
    const look = `${locale}.${size}.${scheme}`;
    found.push(...(await violations(visitor)).map((what) => `${look}: ${what}`));
    if (withPictures) {
      await page.screenshot({ path: `.scratch/shots/${screen.name}.${look}.png`, fullPage: true });
    }
  }
  await page.setViewportSize({ width: 320, height: 740 });
  const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  if (over > 0) found.push(`${locale}: at 320 px it is ${over} px too wide`);
  await page.unrouteAll({ behavior: 'ignoreErrors' });
  await context.setOffline(false);
  return found;
}

async function violations({ page }: Visitor): Promise<string[]> {
  const values = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
  const axe = new AxeBuilder({ page }).options({
    runOnly: { type: 'tag', values },
    resultTypes: ['violations'],
  });
  const results = await axe.setLegacyMode().analyze();
  return results.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} ${target.join(' ')} ${failureSummary}`),
  );
}
