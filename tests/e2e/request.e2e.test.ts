import type { Locator, Page } from 'playwright-core';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { maskNumber } from '#contract/requests/identity';
import { readPdf } from '../../documents/shared/read-pdf.fixture.ts';
import { eventually } from '../support/eventually.ts';
import { type Person, screenshot, sharedBrowser, signIn, t } from './support/browser.ts';
import {
  type Applicant,
  type CardPhotos,
  type Citizen,
  choosePhotos,
  citizen,
  fillForm,
  photo,
  readCode,
  send,
  takePhotos,
} from './support/citizen.ts';
import { people } from './support/people.ts';
import { readQrs } from './support/read-qr.ts';
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
import { download, openMenu, section } from './support/steps.ts';

/**
 * The whole life of a synchronisation request: from a citizen's phone over the office and the centre to SELESAI and
 * "masih belum terbaca", and read afterwards by the auditor. One story: each step goes on where the one before has
 * stopped.
 */
const open = sharedBrowser();
const c = t.citizen;
const pages = t.requestPages;

/** Numbers that no other run against the same demo has used. */
const run = String(Date.now()).slice(-6, -1);
let filed = 0;
const applicant = (changes: Partial<Applicant> = {}): Applicant => {
  const serial = `${++filed}`.padStart(3, '0');
  return {
    // First registered in Banyuasin, moved to Semarang since.
    nik: `161001${40 + (filed % 28)}0190${run.slice(1)}`,
    noKk: `337401010120${run.slice(1)}`,
    nomorWa: `0812${run}${serial}5`,
    ...changes,
  };
};
const international = ({ nomorWa = '' }: Applicant): string => nomorWa.replace(/^0/, '+62');

let photos: CardPhotos;
let office: Person;
let centre: Person;
const everybody: Citizen[] = [];

beforeAll(async () => {
  photos = await takePhotos();
  office = await signIn(open.browser, people.operator);
  centre = await signIn(open.browser, people.consolidator, { width: 1440 });
});

async function takePhone(): Promise<Page> {
  const holder = await citizen(open.browser, { timezoneId: 'Asia/Jakarta' });
  everybody.push(holder);
  return holder.page;
}

/** Files at a phone for a family card of Semarang; gives the code. */
async function file(
  page: Page,
  who: Applicant,
  look: (page: Page) => Promise<void> = async () => {},
): Promise<string> {
  await page.goto('/sinkronisasi/ajukan');
  await fillForm(page, who);
  await page.getByRole('button', { name: c.client.regionNo }).click();
  await page.getByRole('combobox', { name: c.form.wilayahKk }).fill('semarang kota');
  await page.getByRole('option').first().click();
  await choosePhotos(page, photos);
  await page
    .getByRole('img', { name: /^Pratinjau/ })
    .nth(1)
    .waitFor();
  await page.getByLabel(c.form.persetujuan).check();
  await look(page);
  await send(page);
  return readCode(page);
}

/** Asks the tracking page anew until it shows what is awaited. */
async function refreshUntil(page: Page, awaited: Locator): Promise<void> {
  await eventually(
    async () => {
      await page.getByRole('button', { name: c.track.refresh }).click();
      await awaited.waitFor({ timeout: 3_000 });
    },
    { withinMs: 60_000, everyMs: 500 },
  );
}

describe('a request from the phone to SELESAI', () => {
  const who = applicant();
  const question = 'Apakah KK pemohon sudah dicetak ulang setelah pindah?';
  const answer = 'Sudah, KK baru terbit bulan lalu.';
  let phone: Page;
  let code: string;
  let next: string;

  it('is filed with two photos', async () => {
    phone = await takePhone();
    code = await file(phone, who, (page) => screenshot(page, 'pengajuan-isian-ponsel'));
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

const boxOf = async (picture: Locator) => {
  await picture.waitFor();
  const box = await picture.locator('xpath=ancestor::figure[1]').boundingBox();
  if (!box) throw new Error('the picture is not on the page');
  return box;
};

describe('a request that the office sends back', () => {
  const who = applicant();
  const note = t.requests.cancelTemplates.other[1];
  let phone: Page;
  let code: string;

  it('is cancelled with a note, which its citizen reads', async () => {
    phone = await takePhone();
    code = await file(phone, who);
    const { page } = office;
    await openQueue(page);
    await openRequest(page, code);
    await actOnRequest(page, { code, action: 'cancel', becomes: 'DIBATALKAN' }, { note });
    await phone.getByRole('button', { name: c.sent.open }).click();
    await phone.getByText(t.requests.statusHelp.DIBATALKAN).waitFor();
    expect(await trackedHistory(phone, c.track.statusHistory)).toContain(note);
    await screenshot(phone, 'pengajuan-dibatalkan-ponsel');
  });

  it('is mended and filed anew without taking the photos again', async () => {
    await phone.getByRole('button', { name: c.track.resubmitSubmit }).click();
    await phone.getByRole('heading', { name: c.form.resubmitTitle }).waitFor();
    expect(await phone.getByLabel(c.form.nik, { exact: true }).inputValue()).toBe(who.nik);
    await phone.getByText(c.form.photoKept).first().waitFor();
    await phone.getByLabel(c.form.noKk).fill(`337401020220${who.noKk.slice(-4)}`);
    await phone.getByLabel(c.form.persetujuan).check();
    await screenshot(phone, 'pengajuan-ajukan-ulang-ponsel');
    await send(phone);
    const again = await readCode(phone);
    expect(again).not.toBe(code);
    const { page } = office;
    await openQueue(page);
    await openRequest(page, again);
    await section(page, pages.photos.title).getByRole('img').nth(1).waitFor();
    await section(page, pages.detail.earlier).getByText(t.requests.link.PERBAIKAN).waitFor();
  });
});

describe('somebody who comes to the counter', () => {
  const { intake, detail } = pages;

  it('is taken down by the operator and goes home with a tanda terima that leads to his request', async () => {
    const who = applicant();
    const { page } = office;
    await openMenu(page, 'intake');
    await page.getByLabel(detail.name).fill('Slamet Riyadi');
    await page.getByLabel(detail.nik).fill(who.nik);
    await page.getByLabel(detail.noKk).fill(who.noKk);
    await page.getByLabel(detail.nomorWa).fill(who.nomorWa ?? '');
    await page.getByLabel(detail.permasalahan).fill('NIK tidak bisa daftar BPJS');
    for (const [kind, picture] of [
      [t.requests.photo.KARTU_KELUARGA, photos.kk],
      [t.requests.photo.KTP_EL, photos.ktp],
    ] as const) {
      const field = page.getByRole('group', { name: kind, exact: true });
      await field.locator('input[type=file]').first().setInputFiles(photo('foto.jpg', picture));
      await field.getByRole('img').waitFor();
    }
    await page.getByLabel(intake.consent).check();
    await screenshot(page, 'pengajuan-loket');
    await page.getByRole('button', { name: intake.submit }).click();
    await page.getByRole('status').filter({ hasText: intake.done }).waitFor();
    const code = await page.getByText(/^SD-\w{5}-\w{5}$/).innerText();
    await screenshot(page, 'pengajuan-loket-tersimpan');

    const paper = await download(page, page.getByRole('button', { name: intake.print }));
    const { text } = await readPdf(paper.bytes);
    for (const words of [code, 'Dinas Dukcapil Kota Semarang', maskNumber(who.nik)]) {
      expect(text).toContain(words);
    }
    expect(text).not.toContain(who.nik);
    const link =
      readQrs(paper.bytes).find((address) => address.includes(`${code}.`)) ?? 'no link with its key';
    const phone = await takePhone();
    await phone.goto(link);
    await phone.getByRole('heading', { name: c.track.heading.replace('{code}', code) }).waitFor();
    expect(await trackedHistory(phone, c.track.statusHistory)).toContain(t.requests.status.BARU);
  });
});

describe('many requests at once', () => {
  const codes: string[] = [];

  it('are approved by the office in one go, with a result for each', async () => {
    for (const who of [applicant(), applicant(), applicant()]) {
      codes.push(await file(await takePhone(), who));
    }
    const { page } = office;
    await openQueue(page);
    await choose(page, codes);
    const label = t.requests.action.approve;
    const results = await actOnChosen(page, { count: 3, label }, {}, () =>
      screenshot(page, 'pengajuan-bersama-dinas'),
    );
    expect(results).toEqual(Object.fromEntries(codes.map((code) => [code, pages.batch.ok])));
  });

  it('are worked on the board; what a colleague has taken meanwhile is refused and said so', async () => {
    const [taken = '', ...others] = codes;
    const { page } = centre;
    await openMenu(page, 'board');
    const waiting = await boardGroup(page, 'KONSOLIDASI_MANUAL', 'waiting');
    await choose(waiting, codes);
    const colleague = await signIn(open.browser, people.otherConsolidator, { width: 1440 });
    await openMenu(colleague.page, 'board');
    await choose(await boardGroup(colleague.page, 'KONSOLIDASI_MANUAL', 'waiting'), [taken]);
    await actOnChosen(colleague.page, { count: 1, label: t.requests.stepAction.take });
    await colleague.close();
    const results = await actOnChosen(page, { count: 3, label: t.requests.stepAction.take }, {}, () =>
      screenshot(page, 'pengajuan-bersama-papan'),
    );
    expect(results).toEqual({
      [taken]: pages.batch.refused,
      ...Object.fromEntries(others.map((code) => [code, pages.batch.ok])),
    });
    const mine = await boardGroup(page, 'KONSOLIDASI_MANUAL', 'mine');
    await choose(mine, others);
    const done = await actOnChosen(
      page,
      { count: 2, label: t.requests.stepAction.complete },
      { result: t.requests.result.SUDAH_DIKONSOLIDASI },
    );
    expect(done).toEqual(Object.fromEntries(others.map((code) => [code, pages.batch.ok])));
  });
});

describe('an operator of another office', () => {
  it('does not find the request, not by its address either', async () => {
    const who = applicant();
    const code = await file(await takePhone(), who);
    await openQueue(office.page);
    await openRequest(office.page, code);
    const { page, close } = await signIn(open.browser, people.otherOperator);
    await openQueue(page, true);
    expect(await page.getByRole('link', { name: code }).count()).toBe(0);
    await page.goto(new URL(office.page.url()).hash.replace(/^/, '/'));
    await page.getByText(t.errors.NOT_FOUND, { exact: false }).waitFor();
    expect(await page.locator('main').innerText()).not.toContain(code);
    await screenshot(page, 'pengajuan-kantor-lain');
    await close();
  });
});

it('met no script error and nothing that a page refused to load', async () => {
  expect(office.complaints).toEqual([]);
  expect(centre.complaints).toEqual([]);
  for (const { complaints, close } of everybody) {
    expect(complaints).toEqual([]);
    await close();
  }
});
