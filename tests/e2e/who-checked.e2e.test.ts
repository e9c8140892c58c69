import type { Locator, Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ComplaintAction } from '#contract/complaints/lifecycle';
import { pagePaths } from '#contract/shared/pages';
import { readPdf } from '../../documents/shared/read-pdf.fixture.ts';
import { allowNetwork, giveCredential, giveUnits } from '../support/metering.ts';
import { expectUsable } from './support/axe.ts';
import { arrange, askService, type Bank, foundBank } from './support/bank.ts';
import { type Person, screenshot, sharedBrowser, signIn, t } from './support/browser.ts';
import { type Citizen, citizen } from './support/citizen.ts';
import { people } from './support/people.ts';
import { readQrs } from './support/read-qr.ts';
import { download, openMenu, row, section } from './support/steps.ts';

/**
 * "Siapa mengecek NIK saya?": an institution's program asks about a NIK, its owner comes to the counter, reads who it
 * was, complains, and is answered. One story: each step goes on where the one before has stopped.
 */
const open = sharedBrowser();
const { trail, complaints } = t;
const serial = String(Date.now()).slice(-6);
/** SIAK knows everybody whose last four digits are below 5000. */
const nik = `3374014101${serial.slice(0, 2)}0${serial.slice(2, 5)}`;
let bank: Bank;
let operator: Person;
let desk: Person;
let holder: Citizen;
let number = '';
let secret = '';

beforeAll(async () => {
  operator = await signIn(open.browser, people.operator);
  desk = await signIn(open.browser, people.partnership);
  holder = await citizen(open.browser);
  await askAboutHim();
});

/** One lookup of the program of a bank that has five units. */
async function askAboutHim(): Promise<void> {
  bank = await foundBank({ productionOpen: true });
  const key = await arrange(async (db) => {
    await allowNetwork(db, bank.id);
    await giveUnits(db, bank.id, 5);
    return giveCredential(db, bank.id);
  });
  expect(await askService(bank, key, nik), 'the answer of the web service').toMatchObject({
    quotaLimiter: 4,
  });
}

/** One of the desk's buttons, with its dialog. */
async function act(page: Page, action: ComplaintAction, fill?: (dialog: Locator) => Promise<void>) {
  const label = complaints.action[action];
  await section(page, complaints.desk.act).getByRole('button', { name: label, exact: true }).click();
  const dialog = page.getByRole('dialog');
  await fill?.(dialog);
  await dialog.getByRole('button', { name: label, exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
}

describe('Siapa mengecek NIK saya?', () => {
  it('opens by a code that the operator gives after comparing the KTP-el', async () => {
    const { page } = operator;
    await openMenu(page, 'counterCodes');
    await page.getByLabel(trail.counter.nik).fill(nik);
    await page.getByLabel(trail.counter.checked).check();
    await page.getByRole('button', { name: trail.counter.submit }).click();
    const code = await page.getByText(/^\w{5}-\w{5}$/).innerText();
    await expectUsable(page, 'the code at the counter');
    await screenshot(page, 'kode-loket-catatan-akses');

    const phone = holder.page;
    await phone.goto('/');
    await phone.getByRole('link', { name: t.console.login.whoChecked }).click();
    await phone.getByRole('heading', { name: trail.title }).waitFor();
    await expectUsable(phone, 'the way in');
    await screenshot(phone, 'warga-siapa-mengecek-ponsel');
    await phone.locator('#nikLoket').fill(nik);
    await phone.getByLabel(trail.counterCode).fill('AAAAA-AAAAA');
    await phone.getByRole('button', { name: trail.counterSubmit }).click();
    await phone.getByRole('alert').getByText(t.errors.PROOF_CODE_WRONG).waitFor();
    await phone.locator('#nikLoket').fill(nik);
    await phone.getByLabel(trail.counterCode).fill(code);
    await phone.getByRole('button', { name: trail.counterSubmit }).click();
    await phone.getByRole('heading', { name: trail.listTitle }).waitFor();
    await phone.getByText(trail.kind.DIBACA).waitFor();
    await phone.getByText(bank.name).waitFor();
    await expectUsable(phone, 'the record');
    await screenshot(phone, 'warga-catatan-akses-ponsel', 'siapa-mengecek-nik');
    expect(phone.url()).not.toContain(nik);
  });

  it('takes a complaint from a line, with a receipt', async () => {
    const { page } = holder;
    await page.getByRole('button', { name: trail.complain }).click();
    await page.getByLabel(complaints.page.text).fill('Saya tidak pernah berhubungan dengan lembaga ini.');
    await expectUsable(page, 'the complaint');
    await page.getByRole('button', { name: complaints.page.submit }).click();
    await page.getByRole('heading', { name: complaints.page.sentTitle }).waitFor();
    number = await page.getByText(/^PGD-\d{6}-\d{6}$/).innerText();
    secret = await page.locator('dd.code:not(.big)').innerText();
    await expectUsable(page, 'the receipt');
    await screenshot(page, 'warga-tanda-terima-pengaduan-ponsel');
    const paper = await download(page, page.getByRole('button', { name: complaints.page.download }));
    const { text } = await readPdf(paper.bytes);
    for (const part of [number, secret, bank.name]) expect(text.replaceAll('- ', '-')).toContain(part);
    // The page stands as it was: nothing was lost by keeping the file.
    await page.getByRole('heading', { name: complaints.page.sentTitle }).waitFor();
    await page.getByRole('button', { name: complaints.page.back }).click();
    await page.getByText(trail.complained.replace('{number}', number)).waitFor();
    await page.getByRole('button', { name: complaints.page.open }).click();
    await page.getByText(complaints.statusHelp.BARU).waitFor();
    await expectUsable(page, 'the complaint from the record');
    await page.getByRole('button', { name: complaints.page.back }).click();
    await page.getByRole('button', { name: trail.close }).click();
    await page.getByText(trail.closed).waitFor();
  });

  it('is worked by the partnership desk', async () => {
    const { page } = desk;
    await openMenu(page, 'complaints');
    await row(page, number).click();
    await page.getByText('Saya tidak pernah berhubungan dengan lembaga ini.').waitFor();
    await act(page, 'take');
    await section(page, complaints.desk.act).getByRole('button', { name: complaints.action.close }).waitFor();
    await act(page, 'close', async (dialog) => {
      await dialog.getByRole('combobox', { name: complaints.outcomeLabel }).click();
      await page.getByRole('option', { name: complaints.outcome.SESUAI_PERJANJIAN }).click();
      await dialog.getByRole('textbox').last().fill('Lembaga memeriksa NIK yang salah ketik.');
    });
    await section(page, complaints.desk.act)
      .getByRole('button', { name: complaints.action.reopen })
      .waitFor();
    await section(page, complaints.desk.notices).getByText(t.whatsapp.problem.noProvenNumber).waitFor();
    const paper = await download(page, page.getByRole('button', { name: complaints.desk.receipt }));
    expect((await readPdf(paper.bytes)).text).not.toContain(secret);
    const checked = readQrs(paper.bytes).find((address) => address.includes(pagePaths.verificationPage()));
    await holder.page.goto(checked ?? 'about:blank');
    await holder.page.getByText(complaints.receipt.document).waitFor();
    await holder.page.getByText(complaints.status.SELESAI).first().waitFor();
    await expectUsable(page, 'the closed complaint');
    await screenshot(page, 'pengaduan-akses', 'pengaduan-akses');
  });

  it('is answered where the citizen follows it', async () => {
    const { page, complaints: faults } = holder;
    await page.goto(pagePaths.complaint());
    await page.getByLabel(complaints.page.number).fill(number);
    await page.getByLabel(complaints.page.secret).fill(secret);
    await page.getByRole('button', { name: complaints.page.trackSubmit }).click();
    await page.getByText('Lembaga memeriksa NIK yang salah ketik.').waitFor();
    await page.getByText(complaints.outcome.SESUAI_PERJANJIAN).waitFor();
    await expectUsable(page, 'the answered complaint');
    await screenshot(page, 'warga-pengaduan-ponsel');
    expect(faults).toEqual([]);
  });
});
