import { readFile } from 'node:fs/promises';
import type { Browser, Locator, Page } from 'playwright-core';
import { inject } from 'vitest';
import type { OrderAction, OrderStatus } from '#contract/orders/lifecycle';
import { eventually } from '../../support/eventually.ts';
import { t } from './browser.ts';

/** What people do on the pages, step by step, with the words that stand on them. */

/** Goes to a page of the menu. */
export async function openMenu(page: Page, name: keyof typeof t.console.menu): Promise<void> {
  await page.getByRole('menuitem', { name: t.console.menu[name], exact: true }).click();
}

/** The part of the page under this heading. */
export const section = (page: Page, title: string): Locator =>
  page.locator('section').filter({ has: page.getByRole('heading', { name: title, exact: true }) });

/** The value beside a label in a list of facts. */
export const fact = (within: Locator, label: string): Locator =>
  within
    .locator('dt')
    .filter({ hasText: new RegExp(`^${escapeForPattern(label)}$`) })
    .locator('xpath=following-sibling::dd[1]');

/** Text that goes into a regular expression as it is. */
export const escapeForPattern = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');

/** The row of a table with this text. */
export const row = (page: Page, text: string): Locator => page.getByRole('row').filter({ hasText: text });

/** "Voucher tersedia" of a product on the dashboard, as a number. */
export async function readBalance(page: Page, product: string): Promise<number> {
  await openMenu(page, 'dashboard');
  const cells = page
    .getByRole('row')
    .filter({ has: page.getByText(product, { exact: true }) })
    .getByRole('cell');
  await cells.first().waitFor();
  return Number((await cells.nth(4).innerText()).replaceAll('.', ''));
}

/** Chooses a product and fills in the order form; the form stays open. */
export async function fillOrderForm(page: Page, product: string, quantity: string): Promise<void> {
  await openMenu(page, 'products');
  await page.getByRole('link', { name: `${t.console.products.order} ${product}`, exact: true }).click();
  await page.getByLabel(t.console.orderForm.quantity).fill(quantity);
}

/** Product, quantity, cart, "Ya, Proses Pesanan": until the page says what became of it. */
export async function order(page: Page, product: string, quantity: number): Promise<void> {
  await fillOrderForm(page, product, String(quantity));
  await page.getByRole('button', { name: t.console.orderForm.submit, exact: true }).click();
  await page.getByRole('button', { name: t.console.cart.process, exact: true }).click();
  await page.getByRole('button', { name: t.console.cart.confirmYes }).click();
}

/** Orders and opens the new order's detail; gives its kode kuitansi. */
export async function orderAndOpen(page: Page, product: string, quantity: number): Promise<string> {
  await order(page, product, quantity);
  const dialog = page.getByRole('dialog').filter({ hasText: t.console.cart.doneTitle });
  const link = dialog.getByRole('link', { name: /^KW-/ });
  const kuitansi = await link.innerText();
  await link.click();
  await page.getByRole('heading', { name: `${t.console.detail.title} ${kuitansi}` }).waitFor();
  return kuitansi;
}

/** Types into a list's search field and waits until the list has taken it over. */
export async function search(page: Page, label: string, words: string): Promise<void> {
  await page.getByLabel(label).fill(words);
  await page.waitForURL((url) => decodeURIComponent(url.hash).includes(words));
}

/** Finds an order by its kode kuitansi in Daftar Pesanan and opens it. */
export async function openOrder(page: Page, kuitansi: string): Promise<void> {
  await openMenu(page, 'orders');
  // Other lists search in the same words: the field must be this page's.
  await page.getByRole('heading', { name: t.console.orders.title }).waitFor();
  await search(page, t.console.orders.search, kuitansi);
  await openFromList(page, kuitansi);
}

/** Opens an order from the list on the page, and waits for its detail. */
export async function openFromList(page: Page, kuitansi: string): Promise<void> {
  await row(page, kuitansi).getByRole('link', { name: kuitansi }).click();
  await page.getByRole('heading', { name: `${t.console.detail.title} ${kuitansi}` }).waitFor();
}

/** Waits until the open detail shows a status, without touching the page. */
export async function waitForStatus(page: Page, status: OrderStatus, withinMs = 30_000): Promise<void> {
  await page.getByTitle(t.orders.statusHelp[status]).first().waitFor({ timeout: withinMs });
}

/** The kode billing that the open detail shows, once it does. */
export async function readKodeBilling(page: Page): Promise<string> {
  await waitForStatus(page, 'MENUNGGU_PEMBAYARAN');
  const cell = page
    .getByText(t.console.detail.columns.simponi, { exact: true })
    .locator('xpath=following-sibling::*[1]');
  return eventually(async () => {
    const code = (await cell.innerText()).match(/\d{6,20}/)?.[0];
    if (!code) throw new Error('no kode billing on the page yet');
    return code;
  });
}

/** Presses a button of Form Action, writes the note when one is asked for, and confirms. */
export async function act(page: Page, action: OrderAction, note?: string): Promise<void> {
  const label = t.orders.action[action];
  await section(page, t.console.detail.form).getByRole('button', { name: label, exact: true }).click();
  const dialog = page.getByRole('dialog');
  if (note) await dialog.getByRole('textbox', { name: new RegExp(t.console.common.note) }).fill(note);
  await dialog.getByRole('button', { name: label, exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
}

/** Records how, by which letter and on which day a payment was returned. */
export async function completeReturn(page: Page, done: { letter: string; date: string }): Promise<void> {
  const label = t.orders.action.completeReturn;
  await section(page, t.console.detail.form).getByRole('button', { name: label, exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(t.console.detail.returnLetter).fill(done.letter);
  await dialog.getByLabel(t.console.detail.returnDate).fill(done.date);
  await dialog.getByRole('button', { name: label, exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
}

/** What the detail offers this person now. */
export const offered = (page: Page): Promise<string[]> =>
  section(page, t.console.detail.form).getByRole('button').allInnerTexts();

/** Presses a button that downloads, and gives the file. */
export async function download(page: Page, press: Locator): Promise<{ name: string; bytes: Buffer }> {
  const [file] = await Promise.all([page.waitForEvent('download'), press.click()]);
  return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) };
}

/** Goes to the bank's counter and pays; gives the NTPN of the receipt. */
export async function payAtTeller(
  browser: Browser,
  kodeBilling: string,
  look: (page: Page) => Promise<void> = async () => {},
): Promise<string> {
  const page = await browser.newPage();
  try {
    await page.goto(inject('product').tellerUrl);
    await page.getByLabel('Kode billing').fill(kodeBilling);
    await page.getByRole('button', { name: 'Periksa tagihan' }).click();
    await look(page);
    await page.getByRole('button', { name: /^Bayar Rp/ }).click();
    await page.getByRole('heading', { name: 'Bukti Penerimaan Negara' }).waitFor();
    return await fact(page.locator('body'), 'NTPN').innerText();
  } finally {
    await page.close();
  }
}

/** Opens the newest mail with these words in subject or text, on the demo's inbox page. */
export async function openMail(page: Page, subject: RegExp): Promise<void> {
  await page.goto(inject('product').inboxUrl);
  const link = page.getByRole('link', { name: subject }).first();
  await eventually(
    async () => {
      if (await link.isVisible()) return;
      await page.reload();
      throw new Error(`no mail ${subject} in the inbox yet`);
    },
    { withinMs: 30_000, everyMs: 500 },
  );
  await link.click();
}
