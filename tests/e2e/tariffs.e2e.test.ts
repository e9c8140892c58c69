import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dayKey } from '#platform/clock';
import { expectUsableConsole } from './support/axe.ts';
import { type Person, screenshot, sharedBrowser, signIn, t } from './support/browser.ts';
import { people } from './support/people.ts';
import { openMenu, row } from './support/steps.ts';

/** A product without a public tariff: the catalogue says so, the desk proposes one, the official sets it. */
const product = 'Personalisasi SAM';
const documentNumber = 'Contoh 900/77/Dukcapil';
const { tariffPages: words } = t;
const open = sharedBrowser();
let buyer: Person;
let desk: Person;
let official: Person;

beforeAll(async () => {
  buyer = await signIn(open.browser, people.bankBuyer);
  desk = await signIn(open.browser, people.partnership);
  official = await signIn(open.browser, people.official);
});
afterAll(async () => {
  for (const person of [buyer, desk, official]) await person?.close();
});

const orderLink = () =>
  buyer.page.getByRole('link', { name: `${t.console.products.order} ${product}`, exact: true });

describe('a product whose tariff nobody has set', () => {
  it('stands in the catalogue, says whom to ask, and cannot be ordered', async () => {
    const { page } = buyer;
    await openMenu(page, 'products');
    await page.getByText(t.console.products.noTariffHelp).first().waitFor();
    expect(await orderLink().count()).toBe(0);
    await expectUsableConsole(page, 'the catalogue');
    await screenshot(page, 'produk', 'produk');
  });

  it('gets one by a proposal with its legal basis', async () => {
    const { page } = desk;
    await openMenu(page, 'tariffs');
    await page.getByRole('button', { name: words.propose, exact: true }).click();
    const dialog = page.getByRole('dialog');
    const yes = dialog.getByRole('button', { name: words.propose, exact: true });
    await yes.click();
    await dialog.getByText(words.amountWrong).waitFor();
    await expectUsableConsole(page, 'a proposal that is not filled in');
    await dialog.getByLabel(words.fields.productId, { exact: true }).click();
    await page.getByRole('option', { name: new RegExp(product) }).click();
    await dialog.getByLabel(words.fields.amount).fill('150.000');
    await dialog.getByLabel(words.fields.documentNumber).fill(documentNumber);
    await dialog.getByLabel(words.fields.documentDate).fill('2026-01-05');
    await dialog.getByLabel(words.fields.passage).fill('Lampiran angka 7');
    await dialog.getByLabel(words.fields.validFrom).fill(dayKey(new Date()));
    await screenshot(page, 'usulkan-tarif');
    await yes.click();
    await page.getByText(words.proposed).waitFor();
    await row(page, documentNumber).getByText(t.orders.tariffStatus.DIUSULKAN, { exact: true }).waitFor();
    expect(await row(page, documentNumber).getByRole('button').count()).toBe(0);
  });

  it('can be ordered once the official has set it', async () => {
    const { page } = official;
    await openMenu(page, 'tariffs');
    await row(page, documentNumber).waitFor();
    await screenshot(page, 'tarif', 'tarif', 'window');
    await row(page, documentNumber).getByRole('button', { name: words.set, exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Rp150.000', { exact: false }).waitFor();
    await dialog.getByRole('textbox').fill('Sesuai lampiran surat.');
    await dialog.getByRole('button', { name: words.set, exact: true }).click();
    await page.getByText(words.setDone).waitFor();
    await row(page, documentNumber).getByText(t.orders.tariffStatus.DITETAPKAN, { exact: true }).waitFor();
    await expectUsableConsole(page, 'the tariffs');

    await buyer.page.reload();
    await orderLink().click();
    await buyer.page.getByText(`${documentNumber}, 5 Januari 2026: Lampiran angka 7`).waitFor();
    await buyer.page.getByLabel(t.console.orderForm.quantity).fill('2');
    await buyer.page.getByText('Rp300.000', { exact: true }).waitFor();
    for (const { complaints } of [buyer, desk, official]) expect(complaints).toEqual([]);
  });
});
