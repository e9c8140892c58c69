import { describe, expect, inject, it } from 'vitest';
import { readPdf } from '../../documents/shared/read-pdf.fixture.ts';
import { eventually } from '../support/eventually.ts';
import { type Person, screenshot, sharedBrowser, signIn, t } from './support/browser.ts';
import { unitsOrdered } from './support/owner-sql.ts';
import {
  download,
  fact,
  fillOrderForm,
  openMail,
  openMenu,
  payAtTeller,
  readBalance,
  readKodeBilling,
  row,
  section,
  waitForStatus,
} from './support/steps.ts';

/**
 * The walk of the operators' guide, as the buyer of DEMO PUSAT: from the dashboard over the cart and the bill to the
 * voucher. One story: each step goes on where the one before has stopped.
 */
const service = 'Verifikasi Data Kependudukan Berbasis Web';
const product = 'Webservice NIK';

/** "Daftar Produk" of the operators' guide. */
const openingBalances: readonly (readonly [service: string, product: string, units: number])[] = [
  ['Akses Data Agregat Penduduk', 'Level 1', 0],
  ['Buku Cetak Data Agregat Penduduk', 'Buku Digital', 0],
  ['Pemadanan Data Dan Dokumen Kependudukan', 'Elemen Data Lengkap', 0],
  [service, 'Webportal NIK', 1_002_437],
  [service, 'Webservice NIK', 25_780],
  [service, 'Webservice Biometrik Face Recognition', 196],
  ['Verifikasi Data Kependudukan Melalui Blanks KTP-E', 'Personalisasi SAM', 0],
];

const open = sharedBrowser();
let buyer: Person;
let before: number;
let kuitansi: string;
let kodeBilling: string;
let ntpn: string;

describe('the buyer of DEMO PUSAT', () => {
  it('signs in and sees the seven products with their vouchers', async () => {
    buyer = await signIn(open.browser, 'pemesan.pusat@demo.loket.test');
    const { page } = buyer;
    await page.getByRole('heading', { name: t.console.dashboard.products }).waitFor();
    for (const head of Object.values(t.console.dashboard.columns)) {
      await page.getByRole('columnheader', { name: head, exact: true }).waitFor();
    }
    const rows = page.getByRole('row').filter({ hasText: 'DEMO PUSAT' });
    await rows.nth(6).waitFor();
    const products = await rows.evaluateAll((all) =>
      all.map((each) => [...each.querySelectorAll('td')].slice(0, 5).map((cell) => cell.innerText.trim())),
    );
    before = await readBalance(page, product);
    const { fresh, dataDir } = inject('product');
    if (fresh && dataDir) {
      // Other walks may have ordered before this one: what they brought stands on top of the opening balances.
      const ordered = await unitsOrdered(dataDir, 'DEMO-PUSAT');
      expect(products).toEqual(
        openingBalances.map(([serviceName, name, units], at) => {
          const balance = new Intl.NumberFormat('id-ID').format(units + (ordered.get(name) ?? 0));
          return [String(at + 1), 'DEMO PUSAT', serviceName, name, balance];
        }),
      );
    } else expect(products).toHaveLength(7);
    await screenshot(page, 'dashboard', 'dashboard');
  });

  it('reads the price live in the order form, in figures and in words', async () => {
    const { page } = buyer;
    await fillOrderForm(page, product, 'seratus');
    await page.getByText(t.console.orderForm.notWhole).waitFor();
    await page.getByLabel(t.console.orderForm.quantity).fill('100');
    await page.getByText('Rp100.000', { exact: true }).waitFor();
    await page.getByText('seratus ribu rupiah', { exact: false }).waitFor();
    expect(await page.getByText('Rp1.000', { exact: false }).first().isVisible()).toBe(true);
    await screenshot(page, 'form-pesanan', 'form-pesanan');
  });

  it('puts it into the cart, says "Ya", and is told that the order is processed', async () => {
    const { page } = buyer;
    await page.getByRole('button', { name: t.console.orderForm.submit, exact: true }).click();
    await page.getByRole('heading', { name: t.console.cart.title }).waitFor();
    await page.getByRole('button', { name: t.console.cart.process, exact: true }).click();
    const question = page.getByRole('dialog').filter({ hasText: t.console.cart.confirmTitle });
    await question.getByText('Rp100.000').waitFor();
    await screenshot(page, 'proses-pesanan');
    await question.getByRole('button', { name: t.console.cart.confirmYes }).click();
    const done = page.getByRole('dialog').filter({ hasText: t.console.cart.doneTitle });
    kuitansi = await done.getByRole('link', { name: /^KW-/ }).innerText();
    expect(kuitansi).toMatch(/^KW-B1-\d{10}$/);
    await screenshot(page, 'pesanan-diproses');
    await done.getByRole('link', { name: t.console.cart.doneStatus }).click();
  });

  it('finds the order in Daftar Pesanan, waiting for its payment', async () => {
    const { page } = buyer;
    await page.getByRole('heading', { name: t.console.orders.title }).waitFor();
    const entry = row(page, kuitansi);
    await entry.getByText(t.orders.status.MENUNGGU_PEMBAYARAN).waitFor();
    const text = await entry.innerText();
    for (const words of ['DEMO PUSAT', service, product, 'Rp100.000']) expect(text).toContain(words);
    await screenshot(page, 'daftar-pesanan', 'daftar-pesanan');
    await openMenu(page, 'dashboard');
    await page.getByRole('link', { name: new RegExp(t.console.dashboard.counter.waitingForPayment) }).click();
    await row(page, kuitansi).getByRole('link', { name: t.console.common.open }).click();
  });

  it('reads everything about it on the detail page', async () => {
    const { page } = buyer;
    kodeBilling = await readKodeBilling(page);
    expect(kodeBilling).toMatch(/^[789]\d{14}$/);
    const { detail } = t.console;
    const applicant = section(page, detail.applicant);
    for (const [label, value] of [
      [detail.name, 'DEMO PUSAT'],
      [detail.category, 'KEMENTERIAN'],
      [detail.address, 'Jl. Raya Pasar Minggu KM 19 Jakarta Selatan Daerah Khusus Ibukota Jakarta 12072'],
      [detail.email, 'dukcapil@kemendagri.go.id'],
      [detail.phone, '(021) 79194075'],
      [detail.pks, 'PKS Aktif'],
      [detail.pksEnds, '13 Februari 2029'],
      [detail.juknis, 'Telah Juknis'],
    ] as const) {
      expect(await fact(applicant, label).innerText(), label).toContain(value);
    }
    const ordered = section(page, detail.order);
    for (const [label, value] of [
      [detail.service, service],
      [detail.product, product],
      [detail.invoice, kuitansi],
      [detail.price, 'Rp1.000'],
      [detail.quantity, '100'],
      [detail.total, 'Rp100.000'],
    ] as const) {
      expect(await fact(ordered, label).innerText(), label).toContain(value);
    }
    expect(await section(page, detail.form).getByRole('button').allInnerTexts()).toEqual([
      t.orders.action.cancel,
    ]);
    expect(await section(page, detail.timeline).getByRole('listitem').count()).toBe(3);
    await screenshot(page, 'data-detil', 'data-detil');
  });

  it('downloads the bill, which says what a finance desk books by', async () => {
    const { page } = buyer;
    const bill = await download(page, page.getByRole('button', { name: t.orders.document.tagihan }));
    expect(bill.name).toMatch(/\.pdf$/);
    const { text } = await readPdf(bill.bytes);
    for (const words of [
      'INVOICE',
      `Kode Billing ${kodeBilling}`,
      `Kode Kuitansi : ${kuitansi}`,
      'DEMO PUSAT',
      `${service} - ${product}`,
      'Rp100.000',
      'seratus ribu rupiah',
      'BELUM BAYAR',
      'WIB',
      'Kode Akun : 425129',
      'Direktorat Jenderal Kependudukan dan Pencatatan Sipil',
    ]) {
      expect(text).toContain(words);
    }
  });

  it('has the bill in the mail too', async () => {
    const inbox = await open.browser.newPage();
    await openMail(inbox, new RegExp(kodeBilling));
    await inbox.getByRole('link', { name: /\.pdf/ }).waitFor();
    await screenshot(inbox, 'surel-tagihan');
    const attached = await download(inbox, inbox.getByRole('link', { name: /\.pdf/ }));
    expect((await readPdf(attached.bytes)).text).toContain(kodeBilling);
    await inbox.close();
  });

  it('hears from SIMPONI, when asked too early, that nothing is paid', async () => {
    const { page } = buyer;
    await page.getByRole('button', { name: t.console.detail.askPayment }).click();
    await page.getByText(t.orders.inquiry.NOT_FOUND, { exact: false }).first().waitFor();
    await waitForStatus(page, 'MENUNGGU_PEMBAYARAN');
  });

  it('pays at the bank, and the open page turns to SELESAI by itself', async () => {
    const { page } = buyer;
    await page.evaluate(() => Object.assign(globalThis, { notReloaded: true }));
    ntpn = await payAtTeller(open.browser, kodeBilling, async (teller) => {
      await teller.getByText('DEMO PUSAT', { exact: false }).first().waitFor();
      await teller.getByText('Rp100.000', { exact: false }).first().waitFor();
      await screenshot(teller, 'teller');
    });
    expect(ntpn).toMatch(/^[A-Z0-9]{16}$/);
    await waitForStatus(page, 'SELESAI');
    expect(await page.evaluate(() => 'notReloaded' in globalThis)).toBe(true);
    const payment = section(page, t.console.detail.payment);
    expect(await fact(payment, t.console.detail.ntpn).innerText()).toContain(ntpn);
    expect(await fact(payment, t.console.detail.ntb).innerText()).toMatch(/\d{12}/);
    for (const label of [t.console.detail.bank, t.console.detail.channel, t.console.detail.bookDate]) {
      expect(await fact(payment, label).innerText(), label).not.toBe('');
    }
    const timeline = await section(page, t.console.detail.timeline).innerText();
    expect(timeline).toContain(t.orders.status.DIBAYAR);
    expect(timeline).toContain(t.orders.status.SELESAI);
    await screenshot(page, 'pesanan-selesai', 'pesanan-selesai');
  });

  it("downloads the copy of SIMPONI's data", async () => {
    const { page } = buyer;
    const copy = await download(
      page,
      page.getByRole('button', { name: t.orders.document['penerimaan-negara'] }),
    );
    const { text } = await readPdf(copy.bytes);
    for (const words of [ntpn, kodeBilling, 'Rp100.000', 'DEMO PUSAT']) expect(text).toContain(words);
  });

  it('has the voucher on the dashboard and in the list that says where it came from', async () => {
    const { page } = buyer;
    await eventually(async () => expect(await readBalance(page, product)).toBe(before + 100));
    await screenshot(page, 'dashboard-sesudah');
    await openMenu(page, 'vouchers');
    const voucher = row(page, kuitansi);
    await voucher.waitFor();
    const text = await voucher.innerText();
    for (const words of [kuitansi.replace('KW-', 'VC-'), product, '100', ntpn]) expect(text).toContain(words);
    await screenshot(page, 'daftar-voucher', 'daftar-voucher');
  });

  it('is told by mail that the voucher is there', async () => {
    const inbox = await open.browser.newPage();
    await openMail(inbox, new RegExp(kuitansi.replace('KW-', 'VC-')));
    await inbox.frameLocator('iframe').getByText(kuitansi, { exact: false }).first().waitFor();
    await inbox.close();
  });

  it('met no script error and nothing that the page refused to load', () => {
    expect(buyer.complaints).toEqual([]);
  });
});
