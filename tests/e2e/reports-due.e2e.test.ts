import { beforeAll, describe, expect, it } from 'vitest';
import { type Person, screenshot, sharedBrowser, signIn, t } from './support/browser.ts';
import { people } from './support/people.ts';
import { openMenu, row } from './support/steps.ts';

/** What an institution owes for its access: databalikan and the semester report. */
const open = sharedBrowser();
const { returnData, semester } = t.duties;
let manager: Person;
let desk: Person;

beforeAll(async () => {
  [manager, desk] = [
    await signIn(open.browser, people.manager),
    await signIn(open.browser, people.partnership),
  ];
});

const nik = '3374014101900001';
const file = [
  'NIK;LAYANAN;TANGGAL;HASIL',
  `${nik};Pembukaan rekening;2026-01-05;DILAYANI`,
  '123;Pembukaan rekening;2026-01-05;DILAYANI',
  `${nik};=1+1;2026-01-05;DILAYANI`,
].join('\r\n');

/** Presses an act and its "yes", with a note where one is asked for. */
async function act({ page }: Person, action: keyof typeof semester.action, note?: string): Promise<void> {
  const name = semester.action[action];
  await page.getByRole('button', { name, exact: true }).click();
  const dialog = page.getByRole('dialog');
  if (note) await dialog.getByRole('textbox').fill(note);
  await dialog.getByRole('button', { name, exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
}

describe('databalikan', () => {
  it('is uploaded, checked by itself, and shows its two wrong rows', async () => {
    const { page } = manager;
    await openMenu(page, 'returnData');
    await page
      .getByLabel(returnData.upload)
      .setInputFiles({ name: 'balikan-uji.csv', mimeType: 'text/csv', buffer: Buffer.from(file) });
    await row(page, 'balikan-uji.csv').first().click();
    await page.getByText(returnData.status.SELESAI, { exact: true }).first().waitFor();
    await page.getByText(returnData.fault.NIK).waitFor();
    await page.getByText(returnData.fault.FORMULA).waitFor();
    await screenshot(page, 'data-balikan-baris-salah');
  });
});

describe('a semester report', () => {
  it('is submitted, returned with a note, submitted again and accepted', async () => {
    const { page } = manager;
    await openMenu(page, 'semesterReports');
    await page.getByRole('button', { name: semester.open, exact: true }).click();
    await page.getByLabel(semester.purpose).fill('Verifikasi calon nasabah');
    await page.getByRole('button', { name: semester.save, exact: true }).click();
    await page.getByText(semester.saved).waitFor();
    await act(manager, 'submit');
    await page.getByText(semester.status.DIAJUKAN, { exact: true }).first().waitFor();

    await desk.page.goto(page.url());
    await act(desk, 'return', 'Sebutkan layanan yang dibuka.');
    await page.reload();
    await page.getByText('Sebutkan layanan yang dibuka.').waitFor();
    await act(manager, 'submit');
    await desk.page.reload();
    await act(desk, 'accept');
    await page.reload();
    await page.getByText(semester.status.DITERIMA, { exact: true }).first().waitFor();
    await screenshot(page, 'laporan-semester-diterima', 'laporan-semester');
    expect([...manager.complaints, ...desk.complaints]).toEqual([]);
  });
});
