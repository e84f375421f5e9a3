import { createHash } from 'node:crypto';
import { type Locale, type Words, wordsFor } from '../../locales/words.ts';
import type { SandboxChoice } from './sandbox.provider.ts';
import type { CheckoutState, SandboxCheckout } from './sandbox-checkout.ts';

/** The sandbox's hosted page: plain HTML, one form, no script. */

const css = `
  :root { color-scheme: light dark; --paper: #f6f5f1; --surface: #fff; --ink: #1b2321; --soft: #535e5a;
    --line: #e0ddd4; --accent: #0b6454; --on-accent: #fff; }
  @media (prefers-color-scheme: dark) { :root { --paper: #101413; --surface: #181e1c; --ink: #e9edeb;
    --soft: #a5b0ac; --line: #2b3431; --accent: #68cbb4; --on-accent: #06231c; } }
  * { box-sizing: border-box; }
  body { margin: 0; padding: 2rem 1rem; background: var(--paper); color: var(--ink); line-height: 1.7;
    font-family: system-ui, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans SC', sans-serif; }
  main { max-width: 26rem; margin: 0 auto; padding: 1.5rem; background: var(--surface);
    border: 1px solid var(--line); border-radius: .875rem; }
  h1 { margin: 0; font-size: 1.1875rem; }
  p { margin: .25rem 0 0; }
  .soft { color: var(--soft); font-size: .875rem; }
  .soft + p { margin-top: 1.25rem; }
  .amount { margin: 1rem 0 1.5rem; font-size: 2.25rem; line-height: 1.2; font-variant-numeric: tabular-nums; }
  button, .button { display: block; width: 100%; min-height: 2.75rem; margin-top: .75rem; padding: .5rem 1rem;
    border: 1px solid var(--line); border-radius: .5rem; background: none; color: inherit; font: inherit;
    text-align: center; text-decoration: none; cursor: pointer; }
  .first { border-color: var(--accent); background: var(--accent); color: var(--on-accent); }
  :focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
  footer { max-width: 26rem; margin: 1rem auto; text-align: right; }
  a { color: var(--accent); }`;

const buttons = [
  ['PAY', 'sandbox.pay'],
  ['PAY_LATER', 'sandbox.payLater'],
  ['PAY_TWICE', 'sandbox.payTwice'],
  ['DECLINE', 'sandbox.decline'],
  ['CANCEL', 'sandbox.cancel'],
] as const satisfies readonly (readonly [SandboxChoice, string])[];

export function sandboxPage(checkout: SandboxCheckout, state: CheckoutState, locale: Locale): string {
  const { t, money } = wordsFor(locale);
  const amount = money({ minorUnits: checkout.amountMinor.toString(), currency: checkout.currency });
  const about = `<p>${escapeHtml(checkout.description)}</p><p class="amount">${escapeHtml(amount)}</p>`;
  const other = t('sandbox.otherLocale');
  const link = `<a href="?locale=${other}" hreflang="${other}" lang="${other}">${escapeHtml(t('sandbox.otherLanguage'))}</a>`;
  return page(locale, about + choices(checkout, state, t), `<footer>${link}</footer>`);
}

function choices({ returnUrl }: SandboxCheckout, state: CheckoutState, t: Words['t']): string {
  if (state === 'OPEN') {
    return `<form method="post">${buttons.map(([choice, word]) => button(choice, t(word))).join('')}</form>`;
  }
  const why = t(state === 'PAID' ? 'sandbox.paid' : 'sandbox.expired');
  return `<p>${escapeHtml(why)}</p><a class="button" href="${escapeHtml(returnUrl)}">${escapeHtml(t('sandbox.back'))}</a>`;
}

/** For a reference that is not ours; nothing is known of who came, so it speaks both languages. */
export function unknownCheckoutPage(): string {
  const sentence = (locale: Locale) =>
    `<p lang="${locale}">${escapeHtml(wordsFor(locale).t('sandbox.unknown'))}</p>`;
  return page('zh-CN', sentence('zh-CN') + sentence('en'), '');
}

/** The style is named by its hash, so that no other style and no script at all may run; forms end at home. */
export function sandboxPageHeaders(returnOrigins: readonly string[]): Record<string, string> {
  const style = createHash('sha256').update(css).digest('base64');
  return {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': [
      "default-src 'none'",
      `style-src 'sha256-${style}'`,
      `form-action 'self' ${returnOrigins.join(' ')}`.trim(),
      "frame-ancestors 'none'",
      "base-uri 'none'",
    ].join('; '),
  };
}

function page(locale: Locale, content: string, footer: string): string {
  const { t } = wordsFor(locale);
  return `<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escapeHtml(t('sandbox.title'))}</title>
<style>${css}</style>
</head>
<body>
<main>
<h1>${escapeHtml(t('sandbox.title'))}</h1>
<p class="soft">${escapeHtml(t('sandbox.note'))}</p>
${content}
</main>
${footer}
</body>
</html>
`;
}

function button(choice: SandboxChoice, word: string): string {
  const style = choice === 'PAY' ? ' class="first"' : '';
  return `<button${style} name="choice" value="${choice}">${escapeHtml(word)}</button>`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
