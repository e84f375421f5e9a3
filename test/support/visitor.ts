import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import type { Locale } from '../../portal/src/format.ts';
import type { WordKey } from '../../portal/src/words.tsx';
import type { DemoAgent } from '../../server/demo/demo-agents.ts';
import type { As } from './graph-client.ts';
import type { PortalApp } from './portal-app.ts';
import { portalWords, type Say } from './portal-words.ts';
import { totpNow } from './sign-in-world.ts';

export const sizes = { phone: { width: 360, height: 740 }, desk: { width: 1280, height: 800 } } as const;
export const schemes = ['light', 'dark'] as const;

interface VisitorOptions {
  readonly locale: Locale;
  readonly size?: keyof typeof sizes;
  readonly scheme?: (typeof schemes)[number];
}

/** Somebody at the portal with a browser of their own, who finds things by the words that they read. */
export class Visitor {
  readonly t: Say;
  /** What went wrong behind the screen: errors in the console (the CSP speaks there too), requests that failed. */
  readonly troubles: string[] = [];
  /** Every text that a page of the portal showed, even for a moment. */
  readonly screens = new Set<string>();

  private constructor(
    readonly app: PortalApp,
    readonly context: BrowserContext,
    readonly page: Page,
    readonly locale: Locale,
  ) {
    this.t = portalWords(locale);
  }

  static async arrive(browser: Browser, app: PortalApp, options: VisitorOptions): Promise<Visitor> {
    const { locale, size = 'phone', scheme = 'light' } = options;
    const context = await browser.newContext({
      baseURL: app.url,
      locale: locale === 'en' ? 'en-GB' : 'zh-CN',
      viewport: sizes[size],
      colorScheme: scheme,
      reducedMotion: 'reduce',
    });
    context.setDefaultTimeout(30_000);
    const visitor = new Visitor(app, context, await context.newPage(), locale);
    visitor.#watch();
    await visitor.#readScreens();
    return visitor;
  }

  open(path: string) {
    return this.page.goto(path);
  }

  /** Whatever has this text. */
  readonly words = (...said: Parameters<Say>): Locator =>
    this.page.getByText(this.t(...said), { exact: true });

  readonly heading = (...said: Parameters<Say>): Locator => this.#named('heading', said);
  readonly button = (...said: Parameters<Say>): Locator => this.#named('button', said);
  readonly link = (...said: Parameters<Say>): Locator => this.#named('link', said);

  /** A field for typing; a slider and a choice may have the name of the field that takes exact values. */
  readonly field = (key: WordKey): Locator =>
    this.page
      .getByLabel(this.t(key), { exact: true })
      .and(this.page.locator('input:not([type=range], [type=radio]), textarea, select'));

  /** What the newest message says, read where the demo shows it. */
  async newestCode(): Promise<string> {
    const outbox = await this.context.newPage();
    await outbox.goto('/outbox');
    const message = await outbox.getByRole('listitem').first().locator('p').last().innerText();
    await outbox.close();
    return /\b\d{6}\b/.exec(message)?.[0] ?? message;
  }

  /** Reference, birth date, code; leads to the page that was asked for. */
  async signIn({ reference, birthDate }: { reference: string; birthDate: string }): Promise<void> {
    await this.field('signIn.reference').fill(reference);
    await this.field('signIn.fact').fill(birthDate);
    await this.button('signIn.send').click();
    await this.heading('code.title').waitFor();
    await this.field('code.label').fill(await this.newestCode());
    await this.button('code.submit').click();
    await this.button('ui.signOut').waitFor();
  }

  async signInAsAgent({ email, password, totpSecret }: DemoAgent): Promise<void> {
    await this.field('agent.signIn.email').fill(email);
    await this.field('agent.signIn.password').fill(password);
    await this.field('agent.signIn.totp').fill(totpNow(totpSecret, this.app.clock));
    await this.button('agent.signIn.submit').click();
    await this.button('ui.signOut').waitFor();
  }

  /** Carries on a session that was begun without the browser. */
  async carry({ cookie = '' }: As): Promise<void> {
    const at = cookie.indexOf('=');
    const session = { name: cookie.slice(0, at), value: cookie.slice(at + 1), url: this.app.url };
    await this.context.addCookies([{ ...session, httpOnly: true, sameSite: 'Lax' }]);
  }

  async leave(): Promise<void> {
    await this.context.close();
  }

  #named(role: 'heading' | 'button' | 'link', said: Parameters<Say>): Locator {
    return this.page.getByRole(role, { name: this.t(...said), exact: true });
  }

  #watch(): void {
    const say = (what: string) => void this.troubles.push(what);
    this.context.on('weberror', (error) => say(`${error.page()?.url()} ${error.error().stack}`));
    this.context.on('console', (message) => {
      if (message.type() === 'error') say(`${message.page()?.url()} ${message.text()}`);
    });
    this.context.on('response', (response) => {
      if (response.status() >= 400) say(`${response.status()} ${response.url()}`);
    });
    this.context.on('requestfailed', (request) => {
      const why = request.failure()?.errorText;
      // A page that is left gives up what it still waited for.
      if (why !== 'net::ERR_ABORTED') say(`${why} ${request.url()}`);
    });
  }

  async #readScreens(): Promise<void> {
    await this.context.exposeBinding('screenShows', (_source, text: string) => void this.screens.add(text));
    await this.context.addInitScript(() => {
      const { screenShows } = window as unknown as { screenShows: (text: string) => void };
      const read = () => screenShows(`${document.title}\n${document.body?.innerText ?? ''}`);
      const changes = { subtree: true, childList: true, characterData: true };
      new MutationObserver(read).observe(document, changes);
    });
  }
}
