import type { Locator, Page } from 'playwright-core';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { type Person, screenshot, sharedBrowser, signIn, t } from './support/browser.ts';
import { type CardPhotos, readCode, takePhotos } from './support/citizen.ts';
import { applicant, fileAtPhone, international, phones as phonesOf, refreshUntil } from './support/filing.ts';
import { people } from './support/people.ts';
import {
  actOnChosen,
  actOnRequest,
  actOnStep,
  boardGroup,
  choose,
  openPhone,
  openQueue,
  openRequest,
  readTrackingLink,
  stepOf,
  trackedHistory,
  waitForRequest,
  waitForStep,
} from './support/request-steps.ts';
import { openMenu, section } from './support/steps.ts';

/**
 * The straight way of a synchronisation request: from a citizen's phone over the office and the centre to SELESAI and
 * "masih belum terbaca", and read afterwards by the auditor. One story: each step goes on where the one before has
 * stopped. Other ways: request-detours, request-office, request-centre.
 */
const open = sharedBrowser();
const phones = phonesOf(open);
const c = t.citizen;
const pages = t.requestPages;

let photos: CardPhotos;
let office: Person;
let centre: Person;

beforeAll(async () => {
  photos = await takePhotos();
  office = await signIn(open.browser, people.operator);
  centre = await signIn(open.browser, people.consolidator, { width: 1440 });
});

describe('a request from the phone to SELESAI', () => {
  const who = applicant();
  const question = 'Apakah KK pemohon sudah dicetak ulang setelah pindah?';
  const answer = 'Sudah, KK baru terbit bulan lalu.';
  let phone: Page;
  let code: string;
  let next: string;

  it('is filed with two photos', async () => {
    phone = await phones.take();
    code = await fileAtPhone(phone, who, photos, (page) => screenshot(page, 'pengajuan-isian-ponsel'));
    expect(code).toMatch(/^SD-\w{5}-\w{5}$/);
  });

  it('sends the link by WhatsApp, which opens the tracking page', async () => {
    const whatsapp = await openPhone(open.browser, international(who), new RegExp(code));
    const message = await whatsapp.getByRole('article').last().innerText();
    expect(message).toContain('Dinas Dukcapil Kota Semarang');
    expect(message).not.toContain(who.nik);
    await screenshot(whatsapp, 'pengajuan-whatsapp-ponsel');
    const link = await readTrackingLink(whatsapp, code);
    await whatsapp.close();
    await phone.goto('about:blank');
    await phone.goto(link);
    await phone.getByRole('heading', { name: c.track.heading.replace('{code}', code) }).waitFor();
  });

  it('stands in the queue of its office, with photos side by side and what to look at twice', async () => {
    const { page } = office;
    await openQueue(page);
    await page.getByRole('link', { name: code, exact: true }).waitFor();
    await screenshot(page, 'pengajuan-antrean');
    await openRequest(page, code);
    const pictures = section(page, pages.photos.title);
    const card = pictures.getByRole('img', { name: t.requests.photo.KARTU_KELUARGA });
    const identity = pictures.getByRole('img', { name: t.requests.photo.KTP_EL, exact: true });
    const [left, right] = [await boxOf(card), await boxOf(identity)];
    expect(left.x + left.width).toBeLessThanOrEqual(right.x);
    expect(right.y).toBeLessThan(left.y + left.height);
    await page.getByText(t.requests.warning.NIK_WILAYAH_BERBEDA).waitFor();
    await section(page, pages.detail.fields).getByText(who.nik, { exact: true }).waitFor();
    await section(page, pages.dwh.title)
      .getByRole('button', { name: new RegExp(`^${pages.dwh.button.replace('?', '\\?')}`) })
      .click();
    await section(page, pages.dwh.title).getByText(t.requests.reading.TIDAK_TERBACA).first().waitFor();
    await screenshot(page, 'pengajuan-rincian-dinas');
  });

  it('is taken and approved by its operator', async () => {
    const { page } = office;
    const form = section(page, pages.detail.form);
    await form.getByRole('button', { name: pages.assign.take, exact: true }).click();
    await form.getByRole('button', { name: pages.assign.release, exact: true }).waitFor();
    await actOnRequest(page, { code, action: 'approve', becomes: 'DISETUJUI' });
  });

  it('is taken on the board of the centre, which asks the office', async () => {
    const { page } = centre;
    await openMenu(page, 'board');
    const waiting = await boardGroup(page, 'KONSOLIDASI_MANUAL', 'waiting');
    await choose(waiting, [code]);
    await screenshot(page, 'pengajuan-papan');
    const label = t.requests.stepAction.take;
    expect(await actOnChosen(page, { count: 1, label })).toEqual({ [code]: pages.batch.ok });
    const mine = await boardGroup(page, 'KONSOLIDASI_MANUAL', 'mine');
    await mine.getByRole('link', { name: code, exact: true }).waitFor();
    await openRequest(page, code);
    await waitForRequest(page, 'DIPROSES');
    await actOnStep(page, 'KONSOLIDASI_MANUAL', 'ask', { note: question });
    await waitForStep(page, 'KONSOLIDASI_MANUAL', 'KLARIFIKASI');
  });

  it('is answered by the office, and the open page of the centre hears of it', async () => {
    const { page } = office;
    await openMenu(page, 'questions');
    await openRequest(page, code);
    const asked = page.getByRole('alert').filter({ hasText: question });
    await asked.waitFor();
    await screenshot(page, 'pengajuan-pertanyaan');
    await asked.getByRole('button', { name: t.requests.stepAction.answer }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox').fill(answer);
    await dialog.getByRole('button', { name: t.requests.stepAction.answer, exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
    await waitForStep(centre.page, 'KONSOLIDASI_MANUAL', 'DIKERJAKAN');
  });

  it('is completed with a result; the DWH does the rest, to the end', async () => {
    const { page } = centre;
    await page.evaluate(() => Object.assign(globalThis, { notReloaded: true }));
    await actOnStep(page, 'KONSOLIDASI_MANUAL', 'complete', {
      result: t.requests.result.DATA_DIPERBAIKI,
    });
    await waitForRequest(page, 'SELESAI');
    expect(await page.evaluate(() => 'notReloaded' in globalThis)).toBe(true);
    await stepOf(page, 'SINKRONISASI_DWH').getByText(t.requests.result.TERBACA_DI_DWH).waitFor();
    await section(page, pages.dwh.title).getByText(t.requests.reading.TERBACA).first().waitFor();
    await screenshot(page, 'pengajuan-selesai', 'pengajuan-selesai');
  });

  it('shows its citizen both histories and says to try again, but not what the offices asked each other', async () => {
    await refreshUntil(phone, phone.getByText(t.requests.statusHelp.SELESAI));
    const status = await trackedHistory(phone, c.track.statusHistory);
    for (const name of ['BARU', 'DISETUJUI', 'DIPROSES', 'SELESAI'] as const) {
      expect(status).toContain(t.requests.status[name]);
    }
    const steps = await trackedHistory(phone, c.track.stepHistory);
    for (const step of ['KONSOLIDASI_MANUAL', 'SINKRONISASI_DWH'] as const) {
      expect(steps).toContain(`${t.requests.step[step]}: ${t.requests.stepStatus.SELESAI}`);
    }
    expect(steps).toContain(t.requests.resultForCitizen.DATA_DIPERBAIKI);
    const all = await phone.locator('main').innerText();
    expect(all).not.toContain(question);
    expect(all).not.toContain(answer);
    await screenshot(phone, 'pengajuan-lacak-selesai-ponsel');
  });

  it('goes on as "masih belum terbaca", on top of the queue and linked', async () => {
    await phone.getByLabel(t.requests.reader.BANK).check();
    await phone.getByLabel(c.form.permasalahan, { exact: true }).fill('Di bank masih belum terbaca');
    await phone.getByRole('button', { name: c.track.feedbackSubmit }).click();
    next = await readCode(phone);
    expect(next).not.toBe(code);
    await screenshot(phone, 'pengajuan-masih-belum-terbaca-ponsel');
    const { page } = office;
    await openQueue(page);
    await page.getByRole('link', { name: next, exact: true }).waitFor();
    const rows = page.getByRole('row').filter({ hasText: /SD-/ });
    const first = await rows.first().innerText();
    expect(first).toContain(pages.queue.priority);
    if (inject('product').fresh) expect(first).toContain(next);
    await screenshot(page, 'pengajuan-antrean-didahulukan');
    await openRequest(page, next);
    const related = section(page, pages.detail.earlier);
    await related.getByRole('link', { name: code, exact: true }).first().waitFor();
    await related.getByText(t.requests.link.BELUM_TERBACA).waitFor();
  });

  it('is read afterwards: both histories, and who saw what', async () => {
    const reason = 'Pemeriksaan mutu konsolidasi bulan ini';
    const colleague = await signIn(open.browser, people.otherConsolidator);
    await openQueue(colleague.page, true);
    await openRequest(colleague.page, code);
    const fields = section(colleague.page, pages.detail.fields);
    expect(await fields.innerText()).not.toContain(who.nik);
    await fields.getByRole('button', { name: pages.unmask.button }).click();
    const dialog = colleague.page.getByRole('dialog');
    await dialog.getByRole('textbox').fill(reason);
    await dialog.getByRole('button', { name: pages.unmask.button }).click();
    await fields.getByText(who.nik, { exact: true }).waitFor();
    await colleague.close();

    const { page, complaints, close } = await signIn(open.browser, people.auditor);
    await openQueue(page, true);
    await openRequest(page, code);
    const text = await page.locator('main').innerText();
    for (const words of [question, answer, 'Dina Operator', 'Koko Konsolidasi']) {
      expect(text).toContain(words);
    }
    expect(text).not.toContain(who.nik);
    const log = section(page, pages.log.title);
    const entries = log.getByRole('row');
    const entry = (event: string, name: string) =>
      entries.filter({ hasText: event }).filter({ hasText: name }).first();
    await entry(t.audit.events.REQUEST_READ, 'Dina Operator').waitFor();
    await entry(t.audit.events.REQUEST_PHOTO_READ, 'Dina Operator').waitFor();
    const unmasked = entry(t.audit.events.REQUEST_UNMASKED, 'Kemala Konsolidasi');
    await unmasked.getByText(reason).waitFor();
    await screenshot(page, 'pengajuan-auditor');
    expect(complaints).toEqual([]);
    await close();
  });
});

it('met no script error and nothing that a page refused to load', async () => {
  expect([...office.complaints, ...centre.complaints, ...(await phones.putAway())]).toEqual([]);
});

const boxOf = async (picture: Locator) => {
  await picture.waitFor();
  const box = await picture.locator('xpath=ancestor::figure[1]').boundingBox();
  if (!box) throw new Error('the picture is not on the page');
  return box;
};
