import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { fill } from '#contract/i18n/index';
import type { FiledRequest } from '#contract/requests/schemas';
import { type Person, screenshot, sharedBrowser, signIn, t } from './support/browser.ts';
import { type CardPhotos, readCode, send, takePhotos } from './support/citizen.ts';
import {
  applicant,
  fileAtPhone,
  fileByHand,
  openTracking,
  phones as phonesOf,
  refreshUntil,
  wish,
} from './support/filing.ts';
import { people } from './support/people.ts';
import {
  actOnRequest,
  actOnStep,
  historiesOf,
  openFiled,
  openQueue,
  openRequest,
  trackedHistory,
  waitForRequest,
} from './support/request-steps.ts';
import { fact, section } from './support/steps.ts';

/**
 * Where a synchronisation request leaves the straight way (request.e2e.test.ts): the office sends it back, mends it or
 * hands it to another office; its citizen withdraws it, or wants it stopped when it is in work already. What each of them
 * reads about it afterwards is part of the story.
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
  centre = await signIn(open.browser, people.consolidator);
});

describe('a request that the office sends back', () => {
  const who = applicant();
  const note = t.requests.cancelTemplates.other[1];
  let phone: Page;
  let code: string;

  it('is cancelled with a note, which its citizen reads', async () => {
    phone = await phones.take();
    code = await fileAtPhone(phone, who, photos);
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
    const mended = `337401020220${who.noKk.slice(-4)}`;
    await phone.getByLabel(c.form.noKk).fill(mended);
    await phone.reload();
    await phone.getByRole('button', { name: c.track.resubmitSubmit }).click();
    await phone.getByText(c.client.restoredWithPhotos).waitFor();
    expect(await phone.getByLabel(c.form.noKk).inputValue(), 'what was mended before the reload').toBe(
      mended,
    );
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

describe('a request that its citizen withdraws', () => {
  const reason = 'Sudah terbaca di BPJS kemarin';
  let filed: FiledRequest;
  let phone: Page;

  it('is over for him at one press, and he may begin anew', async () => {
    filed = await fileByHand(office.page, applicant());
    await openFiled(office.page, filed);
    phone = await phones.take();
    await openTracking(phone, filed);
    await wish(phone, 'withdraw', reason);
    await phone.getByText(c.track.withdrawn).waitFor();
    const status = await trackedHistory(phone, c.track.statusHistory);
    expect(status).toContain(`${t.requests.status.DIBATALKAN}`);
    expect(status, "his own words are not called an officer's").toContain(`${c.track.ownNote}: ${reason}`);
    expect(status).not.toContain(c.track.note);
    await phone.getByRole('button', { name: c.track.resubmitSubmit }).waitFor();
    await screenshot(phone, 'pengajuan-ditarik-ponsel');
  });

  it('is over for the office too, on the page that is open, with his reason', async () => {
    const { page } = office;
    await waitForRequest(page, 'DIBATALKAN');
    await page.getByText(pages.detail.formNone).waitFor();
    const { status, steps } = await historiesOf(page);
    expect(status).toContain(`${t.requests.action.withdraw} → ${t.requests.status.DIBATALKAN}`);
    expect(status).toContain(fill(pages.history.note, { note: reason }));
    expect(steps).toContain(pages.history.none);
    await screenshot(page, 'pengajuan-ditarik');
  });
});

describe('a request in work that its citizen wants stopped', () => {
  const reason = 'Saya pindah ke luar negeri';
  const note = 'Dihentikan atas permintaan Anda.';
  let filed: FiledRequest;
  let phone: Page;

  it('goes on, and the centre reads the wish on the page that is open', async () => {
    filed = await fileByHand(office.page, applicant());
    const { code } = filed;
    await openFiled(office.page, filed);
    await actOnRequest(office.page, { code, action: 'approve', becomes: 'DISETUJUI' });
    const { page } = centre;
    await openFiled(page, filed);
    await actOnStep(page, 'KONSOLIDASI_MANUAL', 'take');
    await waitForRequest(page, 'DIPROSES');

    phone = await phones.take();
    await openTracking(phone, filed);
    expect(await phone.locator('main').innerText()).not.toContain(c.track.withdrawTitle);
    await wish(phone, 'wishToStop', reason);
    await phone.getByText(t.requests.statusHelp.DIPROSES).waitFor();
    expect(await trackedHistory(phone, c.track.statusHistory)).toContain(t.requests.action.wishToStop);

    await page.getByRole('alert').filter({ hasText: t.requests.warning.INGIN_BERHENTI }).waitFor();
    await section(page, pages.history.status).getByText(reason, { exact: false }).waitFor();
    await screenshot(page, 'pengajuan-minta-dihentikan');
  });

  it('is cancelled by the centre with a note, which he reads', async () => {
    const { page } = centre;
    const { code } = filed;
    await actOnRequest(page, { code, action: 'cancel', becomes: 'DIBATALKAN' }, { note });
    await waitForRequest(page, 'DIBATALKAN');
    const { status, steps } = await historiesOf(page);
    expect(status).toContain(`${t.requests.action.cancel} → ${t.requests.status.DIBATALKAN}`);
    expect(status).toContain(fill(pages.history.note, { note }));
    expect(steps).toContain(`${t.requests.step.KONSOLIDASI_MANUAL}: ${t.requests.stepAction.take}`);

    await refreshUntil(phone, phone.getByText(t.requests.statusHelp.DIBATALKAN));
    expect(await trackedHistory(phone, c.track.statusHistory)).toContain(note);
    await screenshot(phone, 'pengajuan-dihentikan-ponsel');
  });
});

describe('a request that came with a wrong name to the wrong office', () => {
  const reason = 'Nama menurut KTP-el';
  const corrected = 'Slamet Riyadi Putra';
  const note = 'KK pemohon terdaftar di Kabupaten Badung.';
  const badung = 'Dinas Dukcapil Kabupaten Badung';
  let filed: FiledRequest;

  it('is corrected: old, new and reason stand in the history', async () => {
    filed = await fileByHand(office.page, applicant());
    const { page } = office;
    await openFiled(page, filed);
    await actOnRequest(
      page,
      { code: filed.code, action: 'correct', becomes: 'BARU' },
      {
        note: reason,
        more: async (dialog) => {
          await dialog.getByLabel(pages.detail.name).fill(corrected);
          await dialog.getByText(fill(pages.act.before, { value: 'Slamet Riyadi' })).waitFor();
        },
      },
    );
    await fact(section(page, pages.detail.fields), pages.detail.name).getByText(corrected).waitFor();
    const { status } = await historiesOf(page);
    expect(status).toContain(`${t.requests.action.correct} → ${t.requests.status.BARU}`);
    expect(status).toContain(reason);
    expect(status).toContain(`${t.requests.field.namaPemohon}: Slamet Riyadi → ${corrected}`);
    await screenshot(page, 'pengajuan-diperbaiki');
  });

  it('is forwarded; the other office has it, and the first one has it no more', async () => {
    const { page } = office;
    await actOnRequest(
      page,
      { code: filed.code, action: 'forward', becomes: 'BARU' },
      {
        note,
        more: async (dialog) => {
          await dialog.getByLabel(pages.act.toOffice).fill('Badung');
          await page.getByRole('option', { name: badung }).click();
        },
      },
    );
    await page.getByText(t.errors.NOT_FOUND, { exact: false }).waitFor();
    const other = await signIn(open.browser, people.otherOperator);
    await openQueue(other.page);
    await openRequest(other.page, filed.code);
    await fact(section(other.page, pages.detail.fields), pages.detail.name).getByText(corrected).waitFor();
    const { status } = await historiesOf(other.page);
    expect(status).toContain(`${t.requests.action.forward} → ${t.requests.status.BARU}`);
    expect(status).toContain(fill(t.requests.systemNote.forwardedTo, { office: badung, note }));
    await section(other.page, pages.detail.form)
      .getByRole('button', { name: t.requests.action.approve })
      .waitFor();
    await screenshot(other.page, 'pengajuan-diteruskan');
    expect(other.complaints).toEqual([]);
    await other.close();
  });

  it('tells its citizen what was mended, and who has it now', async () => {
    const phone = await phones.take();
    await openTracking(phone, filed);
    await phone.getByText(badung, { exact: false }).first().waitFor();
    const status = await trackedHistory(phone, c.track.statusHistory);
    for (const words of [reason, corrected, note]) expect(status).toContain(words);
    await screenshot(phone, 'pengajuan-diteruskan-ponsel');
  });
});

it('met no script error and nothing that a page refused to load', async () => {
  expect([...office.complaints, ...centre.complaints, ...(await phones.putAway())]).toEqual([]);
});
