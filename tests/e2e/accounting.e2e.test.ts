import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fill } from '#contract/i18n/index';
import { dayKey } from '#platform/clock';
import { allowNetwork, giveCredential, type TestCredential } from '../support/metering.ts';
import { expectUsableConsole } from './support/axe.ts';
import { arrange, askService, type Bank, foundBank, signInAt } from './support/bank.ts';
import { type Person, screenshot, sharedBrowser, signIn, t } from './support/browser.ts';
import { people } from './support/people.ts';
import {
  download,
  fact,
  openMenu,
  openOrder,
  orderAndOpen,
  payAtTeller,
  readBalance,
  readKodeBilling,
  row,
  search,
  section,
  waitForStatus,
} from './support/steps.ts';

/**
 * What was paid is accounted for: a bank buys five accesses and a set of aggregate data, uses two accesses, and finance,
 * treasurer, auditor and the partnership desk each find what they look for. One story.
 */
const open = sharedBrowser();
const { accesses, reconciliation, statement, voucher } = t.reportPages;
const { awaiting, handovers } = t.deliveryPages;
const { bills } = t.console;
const service = 'Verifikasi Data Kependudukan Berbasis Web';
const metered = 'Webservice NIK';
const aggregate = 'Level 1';
/** Found, and not found, by their last four digits. */
const known = '3374014101900001';
const unknown = '3374014101907001';
let bank: Bank;
let key: TestCredential;
let buyer: Person;
let manager: Person;
let finance: Person;
let treasurer: Person;
let auditor: Person;
let desk: Person;
let official: Person;
let paid: { kuitansi: string; kodeBilling: string; ntpn: string };

beforeAll(async () => {
  bank = await foundBank({ productionOpen: true });
  key = await arrange(async (db) => {
    await allowNetwork(db, bank.id);
    return giveCredential(db, bank.id, { branch: 'Cabang Semarang' });
  });
  buyer = await signInAt(open.browser, bank, 'Bima Pemesan', ['lembaga-pemesan']);
  manager = await signInAt(open.browser, bank, 'Mega Pengelola', ['lembaga-admin']);
  finance = await signInAt(open.browser, bank, 'Kiki Keuangan', ['lembaga-keuangan']);
  treasurer = await signIn(open.browser, people.treasurer);
  auditor = await signIn(open.browser, people.auditor);
  desk = await signIn(open.browser, people.partnership);
  official = await signIn(open.browser, people.official);
});
afterAll(async () => {
  for (const person of [buyer, manager, finance, treasurer, auditor, desk, official]) await person?.close();
});

async function buy(product: string, quantity: number): Promise<typeof paid> {
  const kuitansi = await orderAndOpen(buyer.page, product, quantity);
  const kodeBilling = await readKodeBilling(buyer.page);
  const ntpn = await payAtTeller(open.browser, kodeBilling);
  await waitForStatus(buyer.page, 'SELESAI', 60_000);
  return { kuitansi, kodeBilling, ntpn };
}

/** Chooses the bank where people of the centre have to say whose figures they want. */
async function chooseBank(page: Page): Promise<void> {
  await page.getByRole('combobox', { name: t.reportPages.institution }).fill(bank.name);
  await page.getByRole('option', { name: bank.name }).click();
}

/** The dashboard's figure, read anew: the page first shows what it last knew. */
async function balanceNow(page: Page, product: string): Promise<number> {
  await openMenu(page, 'dashboard');
  await page.getByRole('heading', { name: t.console.dashboard.products }).waitFor();
  await page.reload();
  return readBalance(page, product);
}

const isPdf = (bytes: Buffer): boolean => bytes.subarray(0, 5).toString() === '%PDF-';

describe('before anything was bought', () => {
  it('every page of the accounts is empty and says what would fill it', async () => {
    const { page } = manager;
    for (const [menu, empty] of [
      ['bills', bills.empty],
      ['statement', statement.empty],
      ['reconciliation', reconciliation.empty],
      ['accesses', accesses.empty],
      ['handovers', handovers.empty],
    ] as const) {
      await openMenu(page, menu);
      await page.getByRole('heading', { name: t.console.menu[menu], level: 1 }).waitFor();
      await page.getByText(empty).waitFor();
      await expectUsableConsole(page, `${menu}, empty`);
      await screenshot(page, `kosong-${menu}`);
    }
  });

  it('the centre has to say whose figures it wants', async () => {
    const { page } = treasurer;
    for (const menu of ['statement', 'reconciliation', 'accesses'] as const) {
      await openMenu(page, menu);
      await page.getByRole('heading', { name: t.console.menu[menu], level: 1 }).waitFor();
      await page.getByText(t.reportPages.chooseInstitution).waitFor();
      await expectUsableConsole(page, `${menu}, no institution chosen`);
    }
  });
});

describe('a voucher', () => {
  it('comes with the payment, and its bill moves in "Tagihan" from unpaid to paid', async () => {
    const { page } = buyer;
    const kuitansi = await orderAndOpen(page, metered, 5);
    const kodeBilling = await readKodeBilling(page);
    await openMenu(page, 'bills');
    await row(page, kodeBilling).waitFor();
    await expectUsableConsole(page, 'bills that are not paid');
    const bill = await download(
      page,
      row(page, kodeBilling).getByRole('button', { name: t.console.common.download }),
    );
    expect(isPdf(bill.bytes)).toBe(true);
    const ntpn = await payAtTeller(open.browser, kodeBilling);
    await openOrder(page, kuitansi);
    await waitForStatus(page, 'SELESAI', 60_000);
    paid = { kuitansi, kodeBilling, ntpn };
    await openMenu(page, 'bills');
    await page.getByText(bills.empty).waitFor();
    await page.getByRole('tab', { name: bills.tabs.paid }).click();
    await row(page, kodeBilling).waitFor();
    await search(page, t.console.orders.search, 'KW-tidak-ada');
    await page.getByText(t.console.common.emptyFiltered).waitFor();
    await page.getByText(t.console.common.clearFilters, { exact: true }).click();
    await row(page, kodeBilling).waitFor();
    await screenshot(page, 'tagihan-dibayar');
    expect(await balanceNow(page, metered)).toBe(5);
  });

  it('turns into lookups of the program, one unit each', async () => {
    expect(await askService(bank, key, known)).toMatchObject({ quotaLimiter: 4 });
    expect(await askService(bank, key, unknown)).toMatchObject({ quotaLimiter: 3 });
    expect(await balanceNow(buyer.page, metered)).toBe(3);
    await screenshot(buyer.page, 'dashboard-terpakai');
  });
});

describe('Catatan Akses', () => {
  it('shows the manager each access, and leads from it to the voucher, the order and the NTPN', async () => {
    const { page } = manager;
    await openMenu(page, 'accesses');
    const found = row(page, t.reports.result.DATA);
    await found.getByText(fill(accesses.unit, { unit: 1 })).waitFor();
    await row(page, t.reports.result.NOT_FOUND)
      .getByText(fill(accesses.unit, { unit: 2 }))
      .waitFor();
    expect(await page.content()).not.toContain(known);
    await expectUsableConsole(page, 'the log of accesses');
    await screenshot(page, 'catatan-akses', 'catatan-akses');

    await found.click();
    const thread = section(page, accesses.paidBy);
    await thread.getByText(paid.ntpn).waitFor();
    await thread.getByText(paid.kodeBilling).waitFor();
    await thread.getByRole('link', { name: paid.kuitansi }).waitFor();
    expect(await fact(section(page, accesses.data), accesses.branch).innerText()).toBe('Cabang Semarang');
    expect(await page.getByRole('button', { name: accesses.unmask }).count()).toBe(0);
    await expectUsableConsole(page, 'an access');
    await screenshot(page, 'akses-dan-pembayarannya', 'akses-dan-pembayarannya');

    await fact(thread, accesses.voucher).getByRole('link').click();
    await page.getByRole('heading', { name: voucher.thread }).waitFor();
    expect(await fact(section(page, voucher.data), voucher.used).innerText()).toBe('2');
    await row(page, t.reports.result.NOT_FOUND).waitFor();
    await expectUsableConsole(page, 'a voucher with its accesses');
    await screenshot(page, 'voucher-dan-aksesnya');
  });

  it('narrows by result, and refuses a span of more than a month in plain words', async () => {
    const { page } = manager;
    await openMenu(page, 'accesses');
    await page.getByLabel(accesses.result, { exact: true }).click();
    await page.getByRole('option', { name: t.reports.result.NOT_FOUND, exact: true }).click();
    await row(page, t.reports.result.DATA).waitFor({ state: 'detached' });
    await row(page, t.reports.result.NOT_FOUND).waitFor();
    await page.getByText(t.console.common.clearFilters, { exact: true }).click();
    await row(page, t.reports.result.DATA).waitFor();
    await page.getByLabel(accesses.from).fill('2026-01-01');
    await page.getByText(t.console.common.emptyFiltered).waitFor();
    await page.getByLabel(accesses.to).fill('2026-03-31');
    await page.getByText(t.fieldErrors.SPAN_TOO_LONG.replace('{max}', '31')).waitFor();
    await expectUsableConsole(page, 'a span that is too long');
    await screenshot(page, 'catatan-akses-rentang-ditolak');
    await page.getByText(t.console.common.clearFilters, { exact: true }).click();
    await row(page, t.reports.result.DATA).waitFor();
  });

  it('opens a NIK to the auditor alone, with a reason', async () => {
    const { page } = auditor;
    await openMenu(page, 'accesses');
    await chooseBank(page);
    await row(page, t.reports.result.DATA).click();
    await section(page, accesses.paidBy).getByText(paid.ntpn).waitFor();
    await page.getByRole('button', { name: accesses.unmask }).click();
    const dialog = page.getByRole('dialog');
    const yes = dialog.getByRole('button', { name: accesses.unmask });
    await dialog.getByLabel(accesses.unmaskReason).fill('Periksa');
    await yes.click();
    await dialog.getByText(accesses.unmaskShort).waitFor();
    await expectUsableConsole(page, 'the reason for a NIK');
    await dialog.getByLabel(accesses.unmaskReason).fill('Pengaduan PGD-1, periksa NIK');
    await yes.click();
    await page.getByText(fill(accesses.unmasked, { nik: known })).waitFor();
    await screenshot(page, 'akses-nik-dibuka');
    await page.reload();
    await page.getByRole('button', { name: accesses.unmask }).waitFor();
    expect(await page.content()).not.toContain(known);
  });
});

describe('what an officer delivers', () => {
  it('waits for the desk once it is paid, and is delivered by letter', async () => {
    await buy(aggregate, 1);
    const { page } = desk;
    await openMenu(page, 'awaitingHandovers');
    const waiting = row(page, bank.name);
    await waiting.waitFor();
    await expectUsableConsole(page, 'what waits for the desk');
    await waiting.getByRole('button', { name: awaiting.record }).click();
    const dialog = page.getByRole('dialog');
    const yes = dialog.getByRole('button', { name: t.console.common.save, exact: true });
    await dialog.getByLabel(awaiting.units).fill('2');
    await yes.click();
    await dialog.getByText(fill(awaiting.unitsWrong, { max: '1' })).waitFor();
    await dialog.getByText(t.console.common.required).nth(2).waitFor();
    await expectUsableConsole(page, 'a handover that is refused');
    await dialog.getByLabel(awaiting.units).fill('1');
    await dialog.getByLabel(awaiting.handedOn).fill('2099-01-01');
    await dialog.getByLabel(awaiting.recipientPosition).fill('Kepala Divisi Kepatuhan');
    await dialog.getByLabel(awaiting.letterNumber).fill(`BA-${bank.serial}`);
    await yes.click();
    await dialog.getByText(t.fieldErrors.DATE_AHEAD).waitFor();
    await dialog.getByLabel(awaiting.handedOn).fill(dayKey(new Date()));
    await dialog.getByLabel(awaiting.letter).setInputFiles({
      ...{ name: 'berita-acara.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7 uji') },
    });
    await dialog.getByText('berita-acara.pdf').waitFor();
    await screenshot(page, 'catat-serah-terima');
    await yes.click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByText(awaiting.doneWithLetter).waitFor();
    await waiting.waitFor({ state: 'detached' });
  });

  it('stands in "Serah Terima" with its term, for the bank too', async () => {
    const { page } = buyer;
    await openMenu(page, 'handovers');
    const done = row(page, `BA-${bank.serial}`);
    await done.getByText('Kepala Divisi Kepatuhan').waitFor();
    expect(await done.getByText(handovers.noTerm).count()).toBe(0);
    const letter = await download(page, done.getByRole('button', { name: handovers.openLetter }));
    expect([letter.name, isPdf(letter.bytes)]).toEqual(['berita-acara.pdf', true]);
    await expectUsableConsole(page, 'the handovers');
    await screenshot(page, 'serah-terima', 'serah-terima');
    expect(await balanceNow(page, aggregate)).toBe(0);
  });

  it('is reversed by somebody else when it was recorded wrongly, and its units come back', async () => {
    const mistaken = `BA-${bank.serial}`;
    await openMenu(desk.page, 'handovers');
    await row(desk.page, mistaken).waitFor();
    expect(await row(desk.page, mistaken).getByRole('button', { name: handovers.reverse }).count()).toBe(0);
    const { page } = official;
    await openMenu(page, 'handovers');
    await row(page, mistaken).getByRole('button', { name: handovers.reverse }).click();
    const dialog = page.getByRole('dialog');
    const yes = dialog.getByRole('button', { name: handovers.reverse });
    await yes.click();
    await dialog.getByText(handovers.reverseReasonShort).waitFor();
    await expectUsableConsole(page, 'a reversal without its reason');
    await dialog.getByLabel(handovers.reverseReason).fill('Tanggal pada berita acara berbeda.');
    await yes.click();
    await page.getByText(handovers.reverseDone).waitFor();
    await row(page, mistaken).getByText(handovers.reversed, { exact: true }).waitFor();
    await expectUsableConsole(page, 'a reversed handover');
    await screenshot(page, 'serah-terima-dibatalkan');

    expect(await balanceNow(buyer.page, aggregate)).toBe(1);
    await openMenu(buyer.page, 'handovers');
    await row(buyer.page, mistaken).getByText('Tanggal pada berita acara berbeda.').waitFor();
    await row(buyer.page, mistaken).getByRole('link').click();
    await buyer.page.getByText(voucher.source, { exact: true }).waitFor();
    await expectUsableConsole(buyer.page, 'the voucher of what came back');
    await screenshot(buyer.page, 'voucher-koreksi');
  });
});

describe('the month', () => {
  it('is reconciled by finance: opening, vouchers, use, closing; as workbook and Berita Acara', async () => {
    const { page } = finance;
    await openMenu(page, 'reconciliation');
    await page.getByText(reconciliation.balanced).waitFor();
    await page.getByText(t.reportPages.running).waitFor();
    const product = section(page, `${service} – ${metered}`);
    const figures = await product.getByRole('table').first().getByRole('cell').allInnerTexts();
    expect(figures).toEqual(['0', '5', '2', '0', '0', '3']);
    await product.getByText(paid.ntpn).waitFor();
    await product.getByText(t.reports.method.CALL_NIK).waitFor();
    await expectUsableConsole(page, 'the reconciliation');
    await screenshot(page, 'rekonsiliasi', 'rekonsiliasi');
    const workbook = await download(page, page.getByRole('button', { name: t.reportPages.workbook }));
    expect(workbook.name).toMatch(/\.xlsx$/);
    expect(workbook.bytes.subarray(0, 2).toString()).toBe('PK');
    const protocol = await download(page, page.getByRole('button', { name: t.reportPages.protocol }));
    expect(isPdf(protocol.bytes)).toBe(true);

    await page.getByLabel(t.reportPages.month).fill('2024-01');
    await page.getByText(reconciliation.empty).waitFor();
  });

  it('has a statement of its bills', async () => {
    const { page } = finance;
    await openMenu(page, 'statement');
    await page.getByText(t.reports.statement.balanced).waitFor();
    const summary = section(page, t.reports.statement.subject);
    const cells = summary.getByRole('row').filter({ hasText: t.reports.statement.ordered });
    expect((await cells.getByRole('cell').allInnerTexts()).slice(1)).toEqual(['2', 'Rp105.000']);
    await section(page, t.reports.statement.vouchers).getByText(paid.ntpn).waitFor();
    await expectUsableConsole(page, 'the statement');
    await screenshot(page, 'rekapitulasi-tagihan');
    const paper = await download(page, page.getByRole('button', { name: t.reportPages.paper }));
    expect(isPdf(paper.bytes)).toBe(true);
  });

  it('is the same for the treasurer, who chooses the bank; a link keeps the choice', async () => {
    const { page } = treasurer;
    await openMenu(page, 'reconciliation');
    await page.getByRole('heading', { name: reconciliation.title, level: 1 }).waitFor();
    await chooseBank(page);
    await section(page, `${service} – ${metered}`).getByText(paid.ntpn).waitFor();
    await page.reload();
    await section(page, `${service} – ${metered}`).getByText(paid.ntpn).waitFor();
    expect(await page.getByRole('combobox', { name: t.reportPages.institution }).inputValue()).toBe(
      bank.name,
    );
    await openMenu(page, 'statement');
    await page.getByRole('heading', { name: statement.title, level: 1 }).waitFor();
    await chooseBank(page);
    await page.getByText(t.reports.statement.balanced).waitFor();
    await screenshot(page, 'rekapitulasi-tagihan-bendahara');
  });

  it('is nothing for a buyer to reconcile, not even by its address', async () => {
    const { page } = buyer;
    await page.goto('/#/reconciliation');
    await page.getByText(t.console.error.deniedTitle).first().waitFor();
    expect(
      [buyer, manager, finance, treasurer, auditor, desk].flatMap(({ complaints }) => complaints),
    ).toEqual([]);
  });
});
