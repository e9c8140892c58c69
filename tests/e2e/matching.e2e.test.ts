import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fill } from '#contract/i18n/index';
import { expectUsableConsole } from './support/axe.ts';
import { type Bank, foundBank, signInAt } from './support/bank.ts';
import { type Person, screenshot, sharedBrowser, t } from './support/browser.ts';
import {
  download,
  escapeForPattern,
  openMenu,
  orderAndOpen,
  payAtTeller,
  readKodeBilling,
  row,
  waitForStatus,
} from './support/steps.ts';

/**
 * Pemadanan: the bank orders two packages, pays, sends files of NIK and fetches what came out; the third file is refused
 * until it has bought another package. One story.
 */
const open = sharedBrowser();
const { matching } = t.deliveryPages;
const product = 'Elemen Data Lengkap';
const patience = { timeout: 90_000 };
let bank: Bank;
let buyer: Person;
let technician: Person;

beforeAll(async () => {
  bank = await foundBank({ productionOpen: true });
  buyer = await signInAt(open.browser, bank, 'Bima Pemesan', ['lembaga-pemesan']);
  technician = await signInAt(open.browser, bank, 'Tari Teknis', ['lembaga-teknis']);
});
afterAll(async () => {
  await buyer?.close();
  await technician?.close();
});

/** SIAK knows everybody whose last four digits are below 5000. */
const nik = (at: number): string =>
  `3374014101${String(50 + (at % 49))}${String(1 + (at % 4_999)).padStart(4, '0')}`;
const list = (rows: number): string => Array.from({ length: rows }, (_, at) => nik(at)).join('\r\n');

/** Some rows of the big file are done, not all. */
const begun = new RegExp(
  `^${escapeForPattern(fill(matching.progress, { done: 'SOME', total: '100.000' })).replace('SOME', '[1-9][\\d.]*')}`,
);

const send = (page: Page, name: string, content: string): Promise<void> =>
  page
    .getByLabel(matching.upload)
    .setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(content) });

const inStatus = (page: Page, file: string, status: keyof typeof matching.status): Locator =>
  row(page, file).getByText(matching.status[status], { exact: true });

const press = (page: Page, file: string, act: keyof typeof matching.acts): Promise<void> =>
  row(page, file).getByRole('button', { name: matching.acts[act], exact: true }).click();

describe('a package of pemadanan', () => {
  it('is ordered and paid like every other product', async () => {
    const { page } = buyer;
    await orderAndOpen(page, product, 2);
    await payAtTeller(open.browser, await readKodeBilling(page));
    await waitForStatus(page, 'SELESAI', 60_000);
    await screenshot(page, 'pemadanan-dibayar');
  });

  it('has no file yet; the page says what to send', async () => {
    const { page } = technician;
    await openMenu(page, 'matching');
    await page.getByText(matching.empty).waitFor();
    await expectUsableConsole(page, 'pemadanan, no file yet');
    await screenshot(page, 'pemadanan-kosong');
  });

  it('takes no file that it cannot understand, and names what is wrong', async () => {
    const { page } = technician;
    await send(page, 'kolom.csv', 'NIK;IBU_TIRI\r\n3374014101900001;X');
    await page.getByText(t.fieldErrors.MATCHING_UNKNOWN_COLUMN.replace('{column}', 'IBU_TIRI')).waitFor();
    await send(page, 'nik-salah.csv', 'NIK\r\n3374014101900001\r\n123');
    await page.getByRole('alert').getByRole('row').filter({ hasText: t.fieldErrors.BAD_NIK }).waitFor();
    await page.getByRole('alert').getByText(t.errors.MATCHING_FILE_REFUSED).waitFor();
    await expectUsableConsole(page, 'a file that was refused');
    await screenshot(page, 'pemadanan-ditolak');
    await page.getByText(matching.empty).waitFor();
  });

  it('matches a file and gives the result, row by row', async () => {
    const { page } = technician;
    const rows = Array.from({ length: 20 }, (_, at) => `${nik(at)};BUKAN DIA SAMA SEKALI`);
    await send(
      page,
      'nasabah.csv',
      ['NIK;NAMA_LGKP', ...rows, '3374014101907001;X', 'bukan nik;X'].join('\r\n'),
    );
    await page.getByText(matching.accepted).waitFor();
    expect(await page.getByRole('alert').getByRole('row').count()).toBe(0);
    await inStatus(page, 'nasabah.csv', 'SELESAI').waitFor(patience);
    await row(page, 'nasabah.csv').getByText(matching.bad.replace('{count}', '1')).waitFor();
    const file = await download(
      page,
      row(page, 'nasabah.csv').getByRole('button', { name: matching.download }),
    );
    const lines = file.bytes.toString().trim().split('\r\n');
    expect(lines[0]).toBe('BARIS,NIK,STATUS,NAMA_LGKP');
    expect(lines).toHaveLength(23);
    expect(lines[1]).toBe(`2,${nik(0)},DITEMUKAN,Tidak`);
    expect(lines.slice(-2)).toEqual(['22,3374014101907001,TIDAK_DITEMUKAN,', '23,,NIK_TIDAK_SAH,']);
    await expectUsableConsole(page, 'a file that was matched');
    await screenshot(page, 'pemadanan-selesai', 'pemadanan-selesai');
  });

  it('is paused, goes on and is cancelled by hand; what was matched until then can be fetched', async () => {
    const { page } = technician;
    await send(page, 'besar.txt', list(100_000));
    await row(page, 'besar.txt').getByRole('progressbar', { name: begun }).waitFor(patience);
    await press(page, 'besar.txt', 'pause');
    await inStatus(page, 'besar.txt', 'DIJEDA').waitFor(patience);
    await screenshot(page, 'pemadanan-dijeda');
    await press(page, 'besar.txt', 'resume');
    await inStatus(page, 'besar.txt', 'DIPROSES').waitFor(patience);
    await press(page, 'besar.txt', 'cancel');
    const dialog = page.getByRole('dialog');
    await dialog.getByText(matching.cancelText).waitFor();
    await expectUsableConsole(page, 'the question before a matching is cancelled');
    await dialog.getByRole('button', { name: matching.acts.cancel, exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
    await inStatus(page, 'besar.txt', 'DIBATALKAN').waitFor(patience);
    expect(await row(page, 'besar.txt').getByRole('button', { name: matching.acts.resume }).count()).toBe(0);
    const file = await download(
      page,
      row(page, 'besar.txt').getByRole('button', { name: matching.download }),
    );
    expect(file.bytes.toString()).toContain(`1,${nik(0)},DITEMUKAN`);
  });

  it('takes no third file until another package is bought, and says so', async () => {
    const { page } = technician;
    await send(page, 'ketiga.txt', list(30));
    await page.getByRole('alert').getByText(t.errors.QUOTA_EXHAUSTED).waitFor();
    await screenshot(page, 'pemadanan-paket-habis');

    await orderAndOpen(buyer.page, product, 1);
    await payAtTeller(open.browser, await readKodeBilling(buyer.page));
    await waitForStatus(buyer.page, 'SELESAI', 60_000);
    await send(page, 'ketiga.txt', list(30));
    await inStatus(page, 'ketiga.txt', 'SELESAI').waitFor(patience);
    expect(await page.getByText(t.errors.QUOTA_EXHAUSTED).count()).toBe(0);
    expect([buyer, technician].flatMap(({ complaints }) => complaints)).toEqual([]);
  });
});
