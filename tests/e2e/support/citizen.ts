import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import sharp from 'sharp';
import { inject } from 'vitest';
import { t } from './browser.ts';

/** What a citizen does on the public pages, with the words that stand on them. */

const c = t.citizen;

export interface Citizen {
  readonly page: Page;
  readonly complaints: string[];
  close(): Promise<void>;
}

/** A phone of 360 pixels with a finger for a pointer. */
export async function citizen(browser: Browser, options: BrowserContextOptions = {}): Promise<Citizen> {
  const context = await browser.newContext({
    baseURL: inject('product').baseUrl,
    locale: 'id-ID',
    timezoneId: 'Asia/Makassar',
    viewport: { width: 360, height: 640 },
    hasTouch: true,
    isMobile: true,
    ...options,
  });
  context.setDefaultTimeout(30_000);
  const complaints: string[] = [];
  context.on('weberror', (error) => complaints.push(String(error.error())));
  context.on('console', (message) => {
    if (message.type() === 'error' && !/Failed to load resource/.test(message.text())) {
      complaints.push(message.text());
    }
  });
  return { page: await context.newPage(), complaints, close: () => context.close() };
}

/** Who files; what is absent is the same for everybody. */
export interface Applicant {
  readonly nik: string;
  readonly noKk: string;
  readonly nomorWa?: string;
  readonly permasalahan?: string;
}

/** Fills in what is typed and chosen, but for region, photos and consent. */
export async function fillForm(page: Page, who: Applicant): Promise<void> {
  await page.getByLabel(c.form.namaPemohon).fill('Siti Rahayu');
  await page.getByLabel(c.form.nik, { exact: true }).fill(who.nik);
  await page.getByLabel(c.form.noKk).fill(who.noKk);
  await page.getByLabel(c.form.nomorWa).fill(who.nomorWa ?? '0812-3456-7890');
  await page.getByLabel(t.requests.reader.BPJS).check();
  await page
    .getByLabel(c.form.permasalahan, { exact: true })
    .fill(who.permasalahan ?? `NIK ${who.nik} tidak bisa daftar BPJS`);
}

export interface CardPhotos {
  readonly kk: Buffer;
  readonly ktp: Buffer;
}

/** Family card and KTP-el as a phone takes them. */
export const takePhotos = async (): Promise<CardPhotos> => ({
  kk: await phonePhoto('#8fb3d9'),
  ktp: await phonePhoto('#d9c38f'),
});

/** Large, lying on its side in the file, with a place in its metadata. */
const phonePhoto = (colour: string): Promise<Buffer> =>
  sharp({ create: { width: 3200, height: 2400, channels: 3, background: colour } })
    .composite([{ input: { text: { text: '<b>KARTU</b>', dpi: 600 } }, gravity: 'northwest' }])
    .withExif({ IFD0: { Orientation: '6' }, IFD3: { GPSLatitude: '6/1 10/1 0/1' } })
    .withMetadata({ orientation: 6 })
    .jpeg({ quality: 90 })
    .toBuffer();

export const photo = (name: string, buffer: Buffer) => ({ name, mimeType: 'image/jpeg', buffer });

export async function choosePhotos(page: Page, photos: CardPhotos): Promise<void> {
  await page
    .getByLabel(t.requests.photo.KARTU_KELUARGA, { exact: true })
    .setInputFiles(photo('kk.jpg', photos.kk));
  await page.getByLabel(t.requests.photo.KTP_EL, { exact: true }).setInputFiles(photo('ktp.jpg', photos.ktp));
}

/** With the script: what the NIK says about the region is confirmed, and photos are made ready. */
export async function fillWithScript(page: Page, who: Applicant, photos: CardPhotos): Promise<void> {
  await fillForm(page, who);
  await page.getByRole('button', { name: c.client.regionYes }).click();
  await choosePhotos(page, photos);
  await page
    .getByRole('img', { name: /^Pratinjau/ })
    .nth(1)
    .waitFor();
  await page.getByLabel(c.form.persetujuan).check();
}

export const send = (page: Page) => page.getByRole('button', { name: c.form.submit }).click();

/** The code on the page that says that the request is sent. */
export async function readCode(page: Page): Promise<string> {
  await page.getByRole('heading', { name: c.sent.title }).waitFor();
  return (await page.getByText(/^SD-\w{5}-\w{5}$/).innerText()).trim();
}

/** Answers the small sum as a person does. */
export async function answerQuestion(page: Page): Promise<void> {
  const field = page.getByLabel(new RegExp(`^${c.form.question}`));
  const asked = await page.locator('label[for="jawaban"]').innerText();
  const words: readonly string[] = t.requests.challenge.numbers;
  const [left = 0, right = 0] = (asked.match(/[a-z]+/gi) ?? [])
    .map((word) => words.indexOf(word.toLowerCase()))
    .filter((at) => at > 0);
  await field.fill(String(left + right));
}
