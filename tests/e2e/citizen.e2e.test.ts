import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { privacyNoticeVersion } from '#contract/requests/codes';
import { pagePaths } from '#contract/shared/pages';
import { expectUsable, expectUsableWithoutScript } from './support/axe.ts';
import { screenshot, sharedBrowser, t } from './support/browser.ts';
import {
  answerQuestion,
  type CardPhotos,
  choosePhotos,
  citizen,
  fillForm,
  fillWithScript,
  photo,
  readCode,
  send,
  takePhotos,
} from './support/citizen.ts';
import { type CutLine, openCutLine } from './support/cut-line.ts';

/** A citizen at an old phone: guide, form, tracking, lost code; with the pages' script and without it. */
const open = sharedBrowser();
const c = t.citizen;
let photos: CardPhotos;

beforeAll(async () => {
  photos = await takePhotos();
});

/** Numbers that nobody has filed for in this run. */
const numbers = (suffix: string) => ({ nik: `337401410190${suffix}`, noKk: `337401010120${suffix}` });

describe('with the script', () => {
  it('goes from the guide to a sent request and its tracking page', async () => {
    const { page, complaints, close } = await citizen(open.browser);
    await page.goto('/');
    await page.getByRole('link', { name: t.console.login.citizen }).click();
    await page.getByRole('heading', { name: c.guide.title }).waitFor();
    await page.getByText(c.guide.form).waitFor();
    await page.getByText(c.free).first().waitFor();
    await expectUsable(page, 'the guide');
    await screenshot(page, 'warga-petunjuk-ponsel');

    await page.getByRole('link', { name: c.guide.start }).first().click();
    await page.getByRole('heading', { name: c.form.title }).waitFor();
    await expectUsable(page, 'the empty form');
    await send(page);
    await page.getByRole('alert').getByText(c.form.summaryTitle).waitFor();
    await page.getByRole('link', { name: new RegExp(`^${c.form.nik}`) }).click();
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('nik');
    await expectUsable(page, 'the form with everything missing');
    await screenshot(page, 'warga-isian-kosong-ponsel');

    await page.getByLabel(c.form.nik, { exact: true }).fill('12345');
    await page.getByLabel(c.form.noKk).focus();
    await page.getByText(t.fieldErrors.BAD_NIK, { exact: true }).waitFor();
    await fillWithScript(page, numbers('0101'), photos);
    expect(await page.getByText(t.fieldErrors.BAD_NIK, { exact: true }).count()).toBe(0);
    await expectUsable(page, 'the filled form');
    await screenshot(page, 'warga-isian-ponsel');
    await send(page);
    const code = await readCode(page);
    await expectUsable(page, 'the page after sending');
    await screenshot(page, 'warga-terkirim-ponsel');

    await page.reload();
    await page.getByRole('heading', { name: code }).waitFor();
    await page.getByText(t.requests.statusHelp.BARU).waitFor();
    await page.getByText('3374********0101').waitFor();
    expect(await page.evaluate(() => sessionStorage.length), 'nothing typed is left').toBe(0);
    await expectUsable(page, 'the tracking page');
    await screenshot(page, 'warga-lacak-ponsel');
    expect(complaints).toEqual([]);
    await close();
  });

  it('finds a region by parts of its name, by keyboard alone', async () => {
    const { page, close } = await citizen(open.browser);
    await page.goto(pagePaths.requestForm());
    const field = page.getByRole('combobox', { name: c.form.wilayahKk });
    await field.fill('semarang kota');
    await page.getByRole('option').first().waitFor();
    await expectUsable(page, 'the open list of regions');
    await field.press('ArrowDown');
    await field.press('Enter');
    expect(await field.inputValue()).toBe('Kota Semarang, Jawa Tengah');
    await field.fill('tidak ada');
    await page.getByText(c.client.regionNone).waitFor();
    await field.press('Tab');
    expect(await field.inputValue(), 'what was chosen stays').toBe('Kota Semarang, Jawa Tengah');
    await close();
  });

  it('keeps what was typed over a reload, and clears it on request', async () => {
    const { page, close } = await citizen(open.browser);
    await page.goto(pagePaths.requestForm());
    await fillWithScript(page, numbers('0102'), photos);
    await page.reload();
    await page.getByText(c.client.restored).waitFor();
    expect(await page.getByLabel(c.form.nik, { exact: true }).inputValue()).toBe(numbers('0102').nik);
    expect(await page.getByRole('combobox', { name: c.form.wilayahKk }).inputValue()).toContain('Semarang');
    expect(await page.getByLabel(c.form.persetujuan).isChecked(), 'consent is given anew').toBe(false);
    page.once('dialog', (dialog) => dialog.accept());
    await page.getByRole('link', { name: c.form.clear }).click();
    await page.waitForLoadState();
    expect(await page.getByLabel(c.form.nik, { exact: true }).inputValue()).toBe('');
    await close();
  });

  it('says what to do with a HEIC photo and with a file that is none', async () => {
    const { page, close } = await citizen(open.browser);
    await page.goto(pagePaths.requestForm());
    const field = page.getByLabel(t.requests.photo.KARTU_KELUARGA, { exact: true });
    const heic = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypheic'), Buffer.alloc(64)]);
    await field.setInputFiles(photo('IMG_0001.jpg', heic));
    await page.getByText(c.client.photoHeic).waitFor();
    await field.setInputFiles(photo('kk.jpg', Buffer.from('%PDF-1.7 not a photo')));
    await page.getByText(c.client.photoNotImage).waitFor();
    await expectUsable(page, 'the form with a refused photo');
    await close();
  });

  it('asks the question instead when the work takes too long, and is sent with its answer', async () => {
    const { page, complaints, close } = await citizen(open.browser);
    // More work than any phone does.
    await page.route(`**${pagePaths.requestForm()}`, async (route, request) => {
      if (request.method() !== 'GET') return route.continue();
      const response = await route.fetch();
      const body = (await response.text()).replace(/data-bits="\d+"/, 'data-bits="60"');
      return route.fulfill({ response, body });
    });
    await page.goto(pagePaths.requestForm());
    await fillWithScript(page, numbers('0106'), photos);
    const question = page.getByLabel(new RegExp(`^${c.form.question}`));
    expect(await question.isVisible(), 'nobody is asked before it is needed').toBe(false);
    await send(page);
    await question.waitFor();
    await expectUsable(page, 'the form with its question');
    await screenshot(page, 'warga-pertanyaan-keamanan-ponsel');
    await answerQuestion(page);
    await send(page);
    await readCode(page);
    expect(complaints).toEqual([]);
    await close();
  });

  it('opened by a later message, whose link has no key, fills in the code and asks for the key', async () => {
    const { page, close } = await citizen(open.browser);
    await page.goto(pagePaths.tracking('SD-2K7MP-4XQ9R'));
    await page.getByText(c.client.codeOnly).waitFor();
    expect(await page.getByLabel(c.track.code).inputValue()).toBe('SD-2K7MP-4XQ9R');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('rahasia');
    await expectUsable(page, 'the tracking form with a code alone');
    await close();
  });

  it('makes one request of two quick presses', async () => {
    const line = await openCutLine(inject('product').baseUrl);
    const { page, close } = await citizen(open.browser, { baseURL: line.baseUrl });
    await page.goto(pagePaths.requestForm());
    await fillWithScript(page, numbers('0103'), photos);
    await page.getByRole('button', { name: c.form.submit }).dblclick();
    await readCode(page);
    expect(line.counts().posts).toBe(1);
    await close();
    await line.close();
  });
});

describe('a line that breaks after the request was taken', () => {
  let line: CutLine;
  beforeAll(async () => {
    line = await openCutLine(inject('product').baseUrl);
  });
  afterAll(() => line?.close());

  it('is tried again with the same key, and one request comes of it', async () => {
    const { page, complaints, close } = await citizen(open.browser, { baseURL: line.baseUrl });
    await page.goto(pagePaths.requestForm());
    await fillWithScript(page, numbers('0104'), photos);
    const key = await page.locator('[name="kunciFormulir"]').inputValue();
    line.cutNextAnswer();
    await send(page);
    const code = await readCode(page);
    expect(line.counts()).toEqual({ posts: 2, cut: 1 });

    // The first post's answer is the one that is kept: the same key gives the same code again.
    const { body } = await repeat(page, key, numbers('0104'));
    expect(body).toContain(code);
    expect(complaints).toEqual([]);
    await close();
  });

  it('goes on by itself once the phone is connected again', async () => {
    const { page, close } = await citizen(open.browser, { baseURL: line.baseUrl });
    await page.goto(pagePaths.requestForm());
    await fillWithScript(page, numbers('0105'), photos);
    await page.context().setOffline(true);
    await send(page);
    await page.getByText(c.client.offline).waitFor();
    await expectUsable(page, 'the form while the line is broken');
    await screenshot(page, 'warga-sambungan-terputus-ponsel');
    await page.context().setOffline(false);
    await readCode(page);
    await close();
  });
});

/** The same form once more, as a second press would send it. */
async function repeat(
  page: Page,
  key: string,
  who: { nik: string; noKk: string },
): Promise<{ body: string }> {
  const response = await page.request.post(pagePaths.requestForm(), {
    multipart: {
      kunciFormulir: key,
      namaPemohon: 'Siti Rahayu',
      ...who,
      wilayahKk: '3374',
      untukSiapa: 'DIRI_SENDIRI',
      nomorWa: '0812-3456-7890',
      belumTerbacaDi: 'BPJS',
      permasalahan: `NIK ${who.nik} tidak bisa daftar BPJS`,
      penyebab: '',
      persetujuan: privacyNoticeVersion,
      tantangan: 'x',
      jawaban: 'x',
      fotoKk: photo('kk.jpg', photos.kk),
      fotoKtp: photo('ktp.jpg', photos.ktp),
    },
  });
  return { body: await response.text() };
}

describe('without the script', () => {
  const plain = {
    javaScriptEnabled: false,
    hasTouch: false,
    isMobile: false,
    viewport: { width: 1280, height: 900 },
  };

  async function fillPlain(page: Page, who: { nik: string; noKk: string }): Promise<void> {
    await fillForm(page, who);
    await page.getByLabel(c.form.wilayahKk).selectOption('3374');
    await choosePhotos(page, photos);
    await page.getByLabel(c.form.persetujuan).check();
    await answerQuestion(page);
  }

  it('keeps what was typed beside what is wrong, asks for the photos again, sends and tracks', async () => {
    const { page, complaints, close } = await citizen(open.browser, plain);
    await page.goto(pagePaths.requestGuide());
    await expectUsableWithoutScript(page, 'the guide');
    await screenshot(page, 'warga-petunjuk-layar-lebar');
    await page.getByRole('link', { name: c.guide.start }).first().click();
    await fillPlain(page, { ...numbers('0201'), noKk: numbers('0201').nik });
    await page.getByLabel(c.form.nomorWa).fill('0812');
    await send(page);
    await page.getByRole('alert').getByText(c.form.summaryTitle).waitFor();
    await page.getByText(t.fieldErrors.KK_IS_NIK, { exact: true }).waitFor();
    await page.getByText(c.form.photosAgain).waitFor();
    expect(await page.getByLabel(c.form.namaPemohon).inputValue()).toBe('Siti Rahayu');
    expect(await page.getByLabel(c.form.wilayahKk).inputValue()).toBe('3374');
    await expectUsableWithoutScript(page, 'the form with errors');
    await screenshot(page, 'warga-isian-salah-layar-lebar');

    await fillPlain(page, numbers('0201'));
    await send(page);
    const code = await readCode(page);
    await expectUsableWithoutScript(page, 'the page after sending');
    await screenshot(page, 'warga-terkirim-layar-lebar');
    const secret = await page.locator('dd.code').nth(1).innerText();
    await page.getByRole('button', { name: c.sent.open }).click();
    await page.getByRole('heading', { name: code }).waitFor();
    expect(page.url()).not.toContain(secret);
    await expectUsableWithoutScript(page, 'the tracking page');
    await screenshot(page, 'warga-lacak-layar-lebar');

    await page.goto(pagePaths.trackingPage());
    await page.getByLabel(c.track.code).fill(code);
    await page.getByLabel(new RegExp(`^${c.track.secret}`)).fill('bukan-kuncinya');
    await page.getByRole('button', { name: c.track.submit }).click();
    await page.getByText(t.errors.TRACKING_NOT_FOUND).waitFor();
    await expectUsableWithoutScript(page, 'the tracking form after a wrong key');
    await page.getByLabel(new RegExp(`^${c.track.secret}`)).fill(secret);
    await page.getByRole('button', { name: c.track.submit }).click();
    await page.getByRole('heading', { name: code }).waitFor();
    expect(complaints).toEqual([]);
    await close();
  });

  it('answers lost codes alike, whoever asks', async () => {
    const { page, close } = await citizen(open.browser, plain);
    await page.goto(pagePaths.lostCode());
    await page.getByLabel(c.form.nik, { exact: true }).fill('3374014101909999');
    await answerQuestion(page);
    await page.getByRole('button', { name: c.lostCode.submit }).click();
    await page.getByText(c.lostCode.sent).waitFor();
    await close();
  });
});

it('shows lost code, wrong links and English to a keyboard and a screen reader too', async () => {
  const { page, complaints, close } = await citizen(open.browser);
  await page.goto(pagePaths.lostCode());
  await expectUsable(page, 'lost code');
  await page.goto(pagePaths.tracking('SD-00000-00000', 'x'.repeat(43)));
  await page.getByRole('alert').waitFor();
  await expectUsable(page, 'the tracking form after a wrong link');
  await page.goto(pagePaths.requestGuide());
  await page.getByRole('link', { name: c.otherLanguage }).click();
  await page.getByRole('heading', { name: 'Synchronisation of population data' }).waitFor();
  await page.goto(pagePaths.requestForm());
  await page.getByRole('heading', { name: 'Apply for data synchronisation' }).waitFor();
  await expectUsable(page, 'the form in English');
  expect(complaints).toEqual([]);
  await close();
});
