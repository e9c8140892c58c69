import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { fill } from '#contract/i18n/index';
import { type Person, screenshot, sharedBrowser, signIn, t } from './support/browser.ts';
import { asOwner } from './support/owner-sql.ts';
import { people } from './support/people.ts';
import { fact, fillOrderForm, openMenu, section, waitForStatus } from './support/steps.ts';

/** A tariff that changes while something lies in the cart: nobody pays a price that he was not shown. */
const product = 'Webportal NIK';
const article = 'Tarif uji';
const { dataDir } = inject('product');

const open = sharedBrowser();
let buyer: Person;

/** From today on the bank pays another price for this product. */
const setPrice = (amount: number) =>
  asOwner(
    dataDir ?? '',
    `INSERT INTO tariff (product_id, institution_id, article, amount, valid_from)
     SELECT p.id, i.id, $1, $2, current_date - 1 FROM product p, institution i
     WHERE p.name = $3 AND i.name = (SELECT i.name FROM "user" u JOIN institution i ON i.id = u.institution_id
                                     WHERE u.email = $4)`,
    [article, amount, product, people.bankBuyer],
  );
/** Orders stay bound to the tariff that they were made under, so it ends instead of going away. */
const endPrices = () =>
  asOwner(dataDir ?? '', 'UPDATE tariff SET valid_to = current_date - 2 WHERE article = $1', [article]);

describe.skipIf(!dataDir)('a price that changes between cart and checkout', () => {
  beforeAll(async () => {
    buyer = await signIn(open.browser, people.bankBuyer);
  });
  afterAll(endPrices);

  it('is refused at "Ya", shown old and new, and ordered only at the second "Ya"', async () => {
    const { page } = buyer;
    await fillOrderForm(page, product, '20');
    await page.getByText('Rp20.000', { exact: true }).waitFor();
    await page.getByRole('button', { name: t.console.orderForm.submit, exact: true }).click();
    await page.getByRole('button', { name: t.console.cart.process, exact: true }).click();
    const question = page.getByRole('dialog').filter({ hasText: t.console.cart.confirmTitle });
    await question.getByText('Rp20.000').waitFor();

    expect(await setPrice(1_250)).toBe(1);
    await question.getByRole('button', { name: t.console.cart.confirmYes }).click();
    await question.getByText(t.console.cart.priceChangedTitle).waitFor();
    await question
      .getByText(fill(t.console.cart.priceChanged, { before: 'Rp1.000', after: 'Rp1.250' }), { exact: false })
      .waitFor();
    await question.getByText('Rp25.000').waitFor();
    await screenshot(page, 'harga-berubah-saat-ya');

    await question.getByRole('button', { name: t.console.cart.confirmYes }).click();
    const done = page.getByRole('dialog').filter({ hasText: t.console.cart.doneTitle });
    await done.getByRole('link', { name: /^KW-/ }).click();
    await waitForStatus(page, 'MENUNGGU_PEMBAYARAN');
    const ordered = section(page, t.console.detail.order);
    expect(await fact(ordered, t.console.detail.price).innerText()).toContain('Rp1.250');
    expect(await fact(ordered, t.console.detail.total).innerText()).toContain('Rp25.000');
  });

  it('is shown in the cart to a buyer who comes back to it', async () => {
    const { page } = buyer;
    await fillOrderForm(page, product, '4');
    await page.getByRole('button', { name: t.console.orderForm.submit, exact: true }).click();
    await page.getByRole('heading', { name: t.console.cart.title }).waitFor();
    await endPrices();
    await openMenu(page, 'dashboard');
    await openMenu(page, 'cart');
    await page
      .getByText(fill(t.console.cart.priceChanged, { before: 'Rp1.250', after: 'Rp1.000' }))
      .waitFor();
    await screenshot(page, 'harga-berubah-di-keranjang');
    await page.getByRole('button', { name: `${t.console.cart.remove} ${product}` }).click();
    await page.getByText(t.console.cart.empty, { exact: false }).first().waitFor();
    expect(buyer.complaints).toEqual([]);
  });
});
