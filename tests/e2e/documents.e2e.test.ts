import { beforeAll, describe, expect, inject, it } from 'vitest';
import { pagesTexts } from '#contract/i18n/id/pages';
import { screenshot, sharedBrowser, signIn, t, visit } from './support/browser.ts';
import { people } from './support/people.ts';
import { readQr } from './support/read-qr.ts';
import { act, download, orderAndOpen, readKodeBilling } from './support/steps.ts';

/** Whoever holds a bill in his hand scans its QR: no account, an answer at once. */
const open = sharedBrowser();
let kuitansi: string;
let kodeBilling: string;
let address: string;

beforeAll(async () => {
  const buyer = await signIn(open.browser, people.buyer);
  kuitansi = await orderAndOpen(buyer.page, 'Webportal NIK', 7);
  kodeBilling = await readKodeBilling(buyer.page);
  const bill = await download(
    buyer.page,
    buyer.page.getByRole('button', { name: t.orders.document.tagihan }),
  );
  address = readQr(bill.bytes);
  await act(buyer.page, 'cancel');
  await buyer.close();
});

describe("the page behind a document's QR", () => {
  it('lies on our own address and keeps the code out of what servers log', () => {
    expect(address.startsWith(`${inject('product').baseUrl}/verifikasi#`)).toBe(true);
  });

  it('calls the bill genuine and shows the status of now, not of the print', async () => {
    const { page, close, complaints } = await visit(open.browser, { width: 420 });
    await page.goto(address);
    await page.getByText(pagesTexts.verify.genuine, { exact: true }).waitFor();
    const text = await page.locator('body').innerText();
    for (const words of [kuitansi, kodeBilling, 'DEMO PUSAT', 'Rp7.000', t.orders.status.DIBATALKAN]) {
      expect(text).toContain(words);
    }
    await screenshot(page, 'dokumen-asli');
    expect(complaints).toEqual([]);
    await close();
  });

  it.each(['payload', 'signature'])('does not call it genuine when its %s was altered', async (part) => {
    const { page, close } = await visit(open.browser, { width: 420 });
    const [path = '', token = ''] = address.split('#');
    const at = part === 'payload' ? Math.floor(token.indexOf('.') / 2) : token.length - 8;
    const altered = `${token.slice(0, at)}${token[at] === 'A' ? 'B' : 'A'}${token.slice(at + 1)}`;
    await page.goto(`${path}#${altered}`);
    await page.getByText(pagesTexts.verify.forged, { exact: true }).waitFor();
    expect(await page.getByText(pagesTexts.verify.genuine, { exact: true }).count()).toBe(0);
    await screenshot(page, `dokumen-diubah-${part}`);
    await close();
  });
});
