import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { consoleTexts as english } from '#contract/i18n/en/console';
import { requestPages as englishPages } from '#contract/i18n/en/console-requests';
import { fill, texts } from '#contract/i18n/index';
import type { FiledRequest } from '#contract/requests/schemas';
import { pagePaths } from '#contract/shared/pages';
import { eventually } from '../support/eventually.ts';
import { expectUsableConsole } from './support/axe.ts';
import { type Person, screenshot, sharedBrowser, signIn, t, visit } from './support/browser.ts';
import { takePhotos } from './support/citizen.ts';
import { applicant, fileByHand } from './support/filing.ts';
import { people } from './support/people.ts';
import { actOnRequest, openFiled, openQueue } from './support/request-steps.ts';
import { openMenu, orderAndOpen, row, section, waitForStatus } from './support/steps.ts';

/** The console for a keyboard, a screen reader and a narrow window; and once in English. */
const open = sharedBrowser();
const pages = t.requestPages;
let filed: FiledRequest;

describe('the console, for whoever does not see well or has a small screen', () => {
  it('shows its login', async () => {
    const { page, complaints, close } = await visit(open.browser);
    await page.goto('/');
    await page.getByRole('button', { name: t.console.login.submit, exact: true }).waitFor();
    await page.getByText(t.console.login.demoTitle).waitFor();
    await expectUsableConsole(page, 'the login');
    expect(complaints).toEqual([]);
    await close();
  });

  it("shows an office's dashboard, queue, a request with its dialogs, and Input Loket", async () => {
    const { page, complaints, close } = await signIn(open.browser, people.operator);
    await openMenu(page, 'dashboard');
    await page.getByRole('heading', { name: pages.overview.chart }).waitFor();
    await expectUsableConsole(page, 'the dashboard of an office');

    filed = await fileByHand(page, applicant(), await takePhotos());
    await openQueue(page);
    await row(page, filed.code).waitFor();
    await expectUsableConsole(page, 'the queue');
    await openFiled(page, filed);
    await section(page, pages.photos.title).getByRole('img').nth(1).waitFor();
    await expectUsableConsole(page, 'a request');
    const cancel = new RegExp(`^${t.requests.action.cancel}`);
    await section(page, pages.detail.form).getByRole('button', { name: cancel }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox').waitFor();
    await expectUsableConsole(page, 'the question before an act');
    await dialog.getByRole('button', { name: t.console.common.dismiss, exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
    await actOnRequest(page, { code: filed.code, action: 'approve', becomes: 'DISETUJUI' });

    await openMenu(page, 'intake');
    await page.getByLabel(pages.detail.permasalahan).waitFor();
    await expectUsableConsole(page, 'Input Loket');
    expect(complaints).toEqual([]);
    await close();
  });

  it('shows the board of the centre', async () => {
    const { page, complaints, close } = await signIn(open.browser, people.consolidator, { width: 1440 });
    await openMenu(page, 'board');
    const column = page.getByRole('region', { name: t.requests.step.KONSOLIDASI_MANUAL, exact: true });
    await column.getByRole('listitem').first().waitFor();
    await expectUsableConsole(page, 'the board');
    expect(complaints).toEqual([]);
    await close();
  });

  it("shows a buyer's dashboard, orders and one of them", async () => {
    const { page, complaints, close } = await signIn(open.browser, people.buyer);
    await openMenu(page, 'dashboard');
    await page.getByRole('heading', { name: t.console.dashboard.products }).waitFor();
    await expectUsableConsole(page, 'the dashboard of an institution');
    const kuitansi = await orderAndOpen(page, 'Webportal NIK', 9);
    await waitForStatus(page, 'MENUNGGU_PEMBAYARAN');
    await expectUsableConsole(page, 'an order');
    await openMenu(page, 'orders');
    await row(page, kuitansi).waitFor();
    await expectUsableConsole(page, 'the orders');
    expect(complaints).toEqual([]);
    await close();
  });
});

describe('the console in English', () => {
  const en = { ...texts('en'), console: english, pages: englishPages };
  /** Sentences that stand on Indonesian pages alone. */
  const indonesian = sentences({ console: t.console, pages, requests: t.requests }).filter(
    (sentence) => !sentences({ ...en }).includes(sentence),
  );
  let person: Person;

  beforeAll(async () => {
    person = await signIn(open.browser, people.consolidator, { width: 1440 });
  });

  async function expectEnglish(page: Page, title: string): Promise<void> {
    await page.getByRole('heading', { name: title, exact: true }).first().waitFor();
    await eventually(async () => expect(await page.title()).toContain(title));
    await expectNoIndonesian(page);
  }

  /** Everything on the page is English, and no key or gap of a text is to be seen. */
  async function expectNoIndonesian(page: Page): Promise<void> {
    const text = await page.locator('body').innerText();
    expect(text).not.toMatch(/\b(ra|console|requestPages|requests|orders|actors)\.[a-z]\w*(\.\w+)*/);
    expect(text).not.toMatch(/\{\w+\}|undefined|\[object/);
    expect(indonesian.filter((sentence) => text.includes(sentence))).toEqual([]);
  }

  it('is one press away, and stays when the page is loaded anew', async () => {
    const { page } = person;
    await page.getByRole('button', { name: 'EN', exact: true }).click();
    await page.getByRole('menuitem', { name: english.menu.board, exact: true }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    await expectEnglish(page, english.dashboard.title);
    await page.reload();
    await expectEnglish(page, english.dashboard.title);
    await screenshot(page, 'konsol-inggris');
  });

  it('shows board, queue, a request and its dialogs without a word of Indonesian', async () => {
    const { page, complaints } = person;
    const menu = (name: keyof typeof english.menu) =>
      page.getByRole('menuitem', { name: english.menu[name], exact: true }).click();
    await menu('board');
    await expectEnglish(page, englishPages.board.title);
    await menu('queue');
    await expectEnglish(page, englishPages.queue.title);
    await page.goto(pagePaths.request(filed.id));
    await expectEnglish(page, fill(englishPages.detail.title, { code: filed.code }));
    await page.getByRole('button', { name: englishPages.unmask.button }).click();
    await page.getByRole('dialog').waitFor();
    await expectNoIndonesian(page);
    await screenshot(page, 'konsol-inggris-rincian');
    expect(complaints).toEqual([]);
    await person.close();
  });

  it('shows the pages of the treasurer and the auditor without a word of Indonesian', async () => {
    const { dashboard, orders, troubled, unmatched, imports, audit, offices, calendar } = english;
    for (const [email, titles] of [
      [people.treasurer, { dashboard, orders, troubled, unmatched, imports }],
      [people.auditor, { audit, destructions: englishPages.destructions, offices, holidays: calendar }],
    ] as const) {
      const { page, complaints, close } = await signIn(open.browser, email);
      await page.getByRole('button', { name: 'EN', exact: true }).click();
      for (const [name, { title }] of Object.entries(titles)) {
        const label = english.menu[name as keyof typeof english.menu];
        await page.getByRole('menuitem', { name: label, exact: true }).click();
        await expectEnglish(page, title);
      }
      expect(complaints).toEqual([]);
      await close();
    }
  });
});

/** What is long enough to be nothing but itself, and is no name that people gave. */
function sentences(node: unknown): string[] {
  if (typeof node === 'string') return node.length > 14 && !/[{%|]/.test(node) ? [node] : [];
  if (typeof node !== 'object' || node === null) return [];
  return Object.values(node).flatMap(sentences);
}
