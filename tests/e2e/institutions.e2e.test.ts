import { beforeAll, describe, expect, it } from 'vitest';
import { type Person, screenshot, sharedBrowser, signIn, t } from './support/browser.ts';
import { people } from './support/people.ts';
import {
  act,
  openMail,
  openMenu,
  openOrder,
  order,
  orderAndOpen,
  readKodeBilling,
  row,
  search,
} from './support/steps.ts';

/** A bank beside DEMO PUSAT: it sees nothing of the other's, and its large orders need two people. */
const open = sharedBrowser();
let pusat: Person;
let buyer: Person;
let checker: Person;

beforeAll(async () => {
  [pusat, buyer, checker] = [
    await signIn(open.browser, people.buyer),
    await signIn(open.browser, people.bankBuyer),
    await signIn(open.browser, people.bankChecker),
  ];
});

describe('a second institution', () => {
  it("finds none of the first one's orders, bills and vouchers, not even by their address", async () => {
    const kuitansi = await orderAndOpen(pusat.page, 'Webportal NIK', 3);
    await readKodeBilling(pusat.page);
    const address = pusat.page.url();
    const id = /orders\/([0-9a-f-]{36})/.exec(address)?.[1] ?? '';

    const { page } = buyer;
    await openMenu(page, 'orders');
    await search(page, t.console.orders.search, kuitansi);
    await page.getByText(t.console.common.emptyFiltered).waitFor();
    await openMenu(page, 'vouchers');
    await page.getByRole('heading', { name: t.console.vouchers.title }).waitFor();
    await page.getByText(t.console.vouchers.empty).or(page.getByRole('table')).first().waitFor();
    expect(await page.getByText('DEMO PUSAT').count()).toBe(0);
    await openMenu(page, 'dashboard');
    await row(page, 'Webservice NIK').waitFor();
    expect(await page.getByText('DEMO PUSAT').count()).toBe(0);

    await page.goto(address);
    await page.getByText(t.errors.NOT_FOUND).first().waitFor();
    await screenshot(page, 'pesanan-lembaga-lain');
    const bill = await page.request.get(`/api/v1/orders/${id}/documents/tagihan`);
    expect(bill.status()).toBe(404);

    await act(pusat.page, 'cancel');
  });
});

describe('an order above the limit of the bank', () => {
  it('waits for the checker, who is asked by mail; its buyer cannot release it himself', async () => {
    const { page } = buyer;
    await order(page, 'Webservice NIK', 2_000);
    const dialog = page.getByRole('dialog').filter({ hasText: t.console.cart.waitingTitle });
    await dialog.getByRole('link', { name: t.console.cart.waitingOpen }).click();
    await page.getByText(t.console.checkouts.waitHelp).waitFor();
    expect(await page.getByRole('button', { name: t.console.checkouts.release }).count()).toBe(0);
    await screenshot(page, 'menunggu-penyetuju');
    const inbox = await open.browser.newPage();
    await openMail(inbox, /Rp2\.000\.000/);
    await inbox.close();
  });

  it('becomes an order when the checker releases it, and the buyer sees its bill', async () => {
    const { page } = checker;
    await openMenu(page, 'checkouts');
    await row(page, 'Rp2.000.000')
      .filter({ hasText: t.orders.checkoutStatus.MENUNGGU_PENYETUJU })
      .first()
      .click();
    await page.getByRole('button', { name: t.console.checkouts.release, exact: true }).click();
    const dialog = page.getByRole('dialog').filter({ hasText: t.console.checkouts.releaseTitle });
    await dialog.getByRole('button', { name: t.console.checkouts.release, exact: true }).click();
    const kuitansi = await page.getByRole('link', { name: /^KW-/ }).first().innerText();
    await screenshot(page, 'dilepaskan-penyetuju');

    await openOrder(buyer.page, kuitansi);
    expect(await readKodeBilling(buyer.page)).toMatch(/^[789]\d{14}$/);
  });

  it('leaves no script error behind', () => {
    expect([...buyer.complaints, ...checker.complaints]).toEqual([]);
  });
});
