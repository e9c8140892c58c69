import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, inject } from 'vitest';
import { consoleTexts } from '#contract/i18n/id/console';
import { accountPages } from '#contract/i18n/id/console-account';
import { deliveryPages } from '#contract/i18n/id/console-delivery';
import { reportPages } from '#contract/i18n/id/console-reports';
import { requestPages } from '#contract/i18n/id/console-requests';
import { tariffPages } from '#contract/i18n/id/console-tariffs';
import { terminalPages } from '#contract/i18n/id/console-terminals';
import { texts } from '#contract/i18n/index';
import { openBrowser } from './chromium.ts';
import { resultsFolder, root } from './product.ts';

/** What the pages say: selectors are the words that people read. */
export const t = {
  ...texts('id'),
  console: consoleTexts,
  accountPages,
  requestPages,
  terminalPages,
  reportPages,
  deliveryPages,
  tariffPages,
};

/** A person at a browser of his own. */
export interface Person {
  readonly page: Page;
  /** What went wrong in the pages without the person seeing it: script errors, refused styles, failed requests. */
  readonly complaints: readonly string[];
  close(): Promise<void>;
}

/** Opens a fresh browser window; nobody is signed in. */
export async function visit(
  browser: Browser,
  options: { width?: number; baseUrl?: string } = {},
): Promise<Person> {
  const context = await browser.newContext({
    baseURL: options.baseUrl ?? inject('product').baseUrl,
    locale: 'id-ID',
    timezoneId: 'Asia/Jakarta',
    viewport: { width: options.width ?? 1280, height: 900 },
    acceptDownloads: true,
  });
  context.setDefaultTimeout(30_000);
  const page = await context.newPage();
  return { page, complaints: listen(context), close: () => context.close() };
}

interface SignInOptions {
  readonly width?: number;
  /** Another product than the one that all files share. */
  readonly baseUrl?: string;
  /** Of somebody who is none of the demo's people. */
  readonly password?: string;
}

/** Signs in with the form of the login page, as one of the demo's people by default, and waits for the first page. */
export async function signIn(browser: Browser, email: string, options: SignInOptions = {}): Promise<Person> {
  const person = await visit(browser, options);
  await person.page.goto('/');
  await fillLogin(person.page, email, options.password);
  await person.page.getByRole('button', { name: t.console.profile.open }).waitFor();
  return person;
}

/** Fills in and sends the login form that is open. */
export async function fillLogin(page: Page, email: string, password = demoPassword(email)): Promise<void> {
  await page.getByLabel(t.console.login.email).fill(email);
  await page.getByLabel(t.console.login.password).fill(password);
  await page.getByRole('button', { name: t.console.login.submit, exact: true }).click();
}

/** The password that the login page shows. @throws Error when the demo has no such account */
export function demoPassword(email: string): string {
  const account = inject('product').accounts.find((each) => each.email === email);
  if (!account) throw new Error(`The demo has no account ${email}.`);
  return account.password;
}

function listen(context: BrowserContext): string[] {
  const complaints: string[] = [];
  context.on('weberror', (error) => complaints.push(String(error.error().stack ?? error.error())));
  context.on('console', (message) => {
    // A refused act is an answer, not a fault; the browser logs it all the same.
    if (message.type() === 'error' && !/Failed to load resource: .* 4\d\d/.test(message.text())) {
      complaints.push(`${message.text()} (${message.location().url})`);
    }
  });
  return complaints;
}

/**
 * Saves the page as test-results/<name>.png; one that `docs` names also as docs/screenshots/<docs>.png when
 * UPDATE_SCREENSHOTS=1. Of a long list `window` shows what stands in the window, else the whole page is shown.
 */
export async function screenshot(
  page: Page,
  name: string,
  docs?: string,
  shown: 'page' | 'window' = 'page',
): Promise<void> {
  const path = join(resultsFolder, `${name}.png`);
  mkdirSync(dirname(path), { recursive: true });
  await shoot(page, path, shown);
  if (!docs || process.env['UPDATE_SCREENSHOTS'] !== '1') return;
  const target = join(root, 'docs', 'screenshots', `${docs}.png`);
  mkdirSync(dirname(target), { recursive: true });
  // A page has few colours: with a palette the picture is a third as large, and looks the same.
  await sharp(path).png({ palette: true, compressionLevel: 9 }).toFile(target);
}

/** The whole page in a window as tall as it is: bars and menus stand where a person sees them. */
async function shoot(page: Page, path: string, shown: 'page' | 'window'): Promise<void> {
  const usual = page.viewportSize() ?? { width: 1280, height: 900 };
  const height = shown === 'window' ? 0 : await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({ width: usual.width, height: Math.max(usual.height, height) });
  await page.screenshot({ path, animations: 'disabled', caret: 'hide' });
  await page.setViewportSize(usual);
}

/**
 * One browser for the tests of a file. A test that fails leaves a picture of every open page in test-results and the
 * pages' addresses in the output. Call at the top of the file; read the browser inside tests and hooks.
 */
export function sharedBrowser(): { readonly browser: Browser } {
  let open: Browser | undefined;
  beforeAll(async () => {
    open = await openBrowser();
  });
  afterEach(async ({ task }) => {
    if (task.result?.state !== 'fail' || !open) return;
    const slug = task.name.replace(/\W+/g, '-').slice(0, 60);
    for (const [at, page] of open
      .contexts()
      .flatMap((context) => context.pages())
      .entries()) {
      console.log(`page ${at + 1} of the failed test: ${page.url()}`);
      await screenshot(page, `failed-${slug}-${at + 1}`).catch(() => {});
    }
  });
  afterAll(async () => {
    await open?.close();
  });
  return {
    get browser() {
      if (!open) throw new Error('the browser opens in beforeAll');
      return open;
    },
  };
}
