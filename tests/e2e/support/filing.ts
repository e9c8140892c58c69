import { randomUUID } from 'node:crypto';
import type { Browser, Locator, Page } from 'playwright-core';
import { privacyNoticeVersion } from '#contract/requests/codes';
import { FiledRequest } from '#contract/requests/schemas';
import { eventually } from '../../support/eventually.ts';
import { t } from './browser.ts';
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
} from './citizen.ts';

/** How requests come to be in the walks: at a phone, page by page, or by an operator's hand, at once. */

const c = t.citizen;

/** Numbers that no other run against the same demo has used. */
const run = String(Date.now()).slice(-6, -1);
let filed = 0;

/** Somebody who was first registered in Banyuasin and has moved to Semarang since. */
export function applicant(changes: Partial<Applicant> = {}): Applicant {
  const serial = `${++filed}`.padStart(3, '0');
  return {
    nik: `161001${40 + (filed % 28)}0190${run.slice(1)}`,
    noKk: `337401010120${run.slice(1)}`,
    nomorWa: `0812${run}${serial}5`,
    ...changes,
  };
}

/** A NIK with this ending, by which the simulated DWH knows what to do; the birth date tells one from another. */
export const nikEnding = (ending: string): string =>
  `161001${String(1 + (++filed % 28)).padStart(2, '0')}${String(1 + (Number(run.slice(1, 3)) % 12)).padStart(2, '0')}${run.slice(3)}${ending}`;

/** The number as WhatsApp writes it. */
export const international = ({ nomorWa = '' }: Applicant): string => nomorWa.replace(/^0/, '+62');

/** Phones of the people of one file. */
export function phones(open: { readonly browser: Browser }) {
  const taken: Citizen[] = [];
  return {
    async take(): Promise<Page> {
      const holder = await citizen(open.browser, { timezoneId: 'Asia/Jakarta' });
      taken.push(holder);
      return holder.page;
    },
    /** Closes them all; gives what went wrong in them without their holders seeing it. */
    async putAway(): Promise<string[]> {
      for (const { close } of taken) await close();
      return taken.flatMap(({ complaints }) => complaints);
    },
  };
}

/** Files at a phone for a family card of Semarang; gives the code. */
export async function fileAtPhone(
  page: Page,
  who: Applicant,
  photos: CardPhotos,
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

/**
 * Files by the hand of the operator who is signed in on this page, without its form: for somebody on the telephone, or
 * with photos for somebody at the counter. For walks whose story begins behind the filing.
 */
export async function fileByHand(operator: Page, who: Applicant, photos?: CardPhotos): Promise<FiledRequest> {
  const answer = await operator.request.post('/api/v1/requests', {
    headers: { 'Idempotency-Key': randomUUID() },
    multipart: {
      namaPemohon: 'Slamet Riyadi',
      nik: who.nik,
      noKk: who.noKk,
      nomorWa: who.nomorWa ?? '',
      untukSiapa: 'DIRI_SENDIRI',
      belumTerbacaDi: 'BPJS',
      penyebab: '',
      permasalahan: who.permasalahan ?? 'NIK tidak bisa daftar BPJS',
      wilayahKk: '3374',
      kanal: photos ? 'LOKET' : 'TELEPON',
      persetujuan: privacyNoticeVersion,
      ...(photos ? { fotoKk: photo('kk.jpg', photos.kk), fotoKtp: photo('ktp.jpg', photos.ktp) } : {}),
    },
  });
  if (answer.status() !== 201) throw new Error(`not filed: ${answer.status()} ${await answer.text()}`);
  return FiledRequest.parse(await answer.json());
}

/** Opens the tracking page by its link, as from a message or a tanda terima. */
export async function openTracking(
  page: Page,
  { code, trackingUrl }: Pick<FiledRequest, 'code' | 'trackingUrl'>,
): Promise<void> {
  await page.goto('about:blank');
  await page.goto(trackingUrl);
  await page.getByRole('heading', { name: c.track.heading.replace('{code}', code) }).waitFor();
}

/** Asks the tracking page anew until it shows what is awaited. */
export async function refreshUntil(page: Page, awaited: Locator): Promise<void> {
  await eventually(
    async () => {
      await page.getByRole('button', { name: c.track.refresh }).click();
      await awaited.waitFor({ timeout: 3_000 });
    },
    { withinMs: 60_000, everyMs: 500 },
  );
}

/** One of the folded wishes of the tracking page, with its reason; waits until it is written down. */
export async function wish(page: Page, what: 'withdraw' | 'wishToStop', reason: string): Promise<void> {
  const { track } = c;
  const titles = { withdraw: track.withdrawTitle, wishToStop: track.wishToStopTitle };
  const buttons = { withdraw: track.withdrawSubmit, wishToStop: track.wishToStopSubmit };
  const part = page.locator('details').filter({ hasText: titles[what] });
  await part.locator('summary').click();
  await part.getByLabel(new RegExp(`^${track.reason}`)).fill(reason);
  await part.getByRole('button', { name: buttons[what] }).click();
  await page.getByRole('status').filter({ hasText: track.done }).waitFor();
}
