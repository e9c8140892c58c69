import { beforeAll, describe, expect, inject, it } from 'vitest';
import { fill } from '#contract/i18n/index';
import { maskNumber } from '#contract/requests/identity';
import type { FiledRequest } from '#contract/requests/schemas';
import { pagePaths } from '#contract/shared/pages';
import { readPdf } from '../../documents/shared/read-pdf.fixture.ts';
import { type Person, screenshot, sharedBrowser, signIn, t } from './support/browser.ts';
import { type CardPhotos, photo, takePhotos } from './support/citizen.ts';
import { applicant, fileByHand, openTracking, phones as phonesOf } from './support/filing.ts';
import { asOwner } from './support/owner-sql.ts';
import { people } from './support/people.ts';
import { readQrs } from './support/read-qr.ts';
import {
  actOnRequest,
  openFiled,
  openQueue,
  pressAndConfirm,
  searchQueue,
  trackedHistory,
} from './support/request-steps.ts';
import { download, openMenu, row, section } from './support/steps.ts';
import { destroyPhotosNow } from './support/temporal.ts';

/** What an office does beside deciding: the counter, who works on what, what is kept, and what is handed out. */
const open = sharedBrowser();
const phones = phonesOf(open);
const c = t.citizen;
const pages = t.requestPages;

let photos: CardPhotos;
let office: Person;
let supervisor: Person;

beforeAll(async () => {
  photos = await takePhotos();
  office = await signIn(open.browser, people.operator);
  supervisor = await signIn(open.browser, people.supervisor);
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
    const phone = await phones.take();
    await openTracking(phone, { code, trackingUrl: link });
    expect(await trackedHistory(phone, c.track.statusHistory)).toContain(t.requests.status.BARU);
  });

  it('has shown his KTP-el: the operator marks the number as his, once', async () => {
    const { page } = office;
    await page.getByRole('link', { name: intake.openDetail }).click();
    const fields = section(page, detail.fields);
    await fields.getByText(pages.phone.unproven, { exact: false }).waitFor();
    await pressAndConfirm(page, fields, pages.phone.prove);
    const by = fill(pages.phone.proven, { name: 'Dina Operator', time: '' });
    await fields.getByText(by, { exact: false }).waitFor();
    expect(await fields.getByRole('button', { name: pages.phone.prove }).count()).toBe(0);
    await screenshot(page, 'pengajuan-nomor-dipastikan');
  });
});

describe('a request that the head of section hands over', () => {
  const { assign, detail } = pages;

  it("leaves the one who had taken it, on the page that is open, and is the colleague's", async () => {
    const filed = await fileByHand(office.page, applicant());
    const { page } = office;
    await openFiled(page, filed);
    const form = section(page, detail.form);
    await form.getByRole('button', { name: assign.take, exact: true }).click();
    await form.getByRole('button', { name: assign.release, exact: true }).waitFor();
    await form.getByRole('button', { name: t.requests.action.approve }).waitFor();

    await openFiled(supervisor.page, filed);
    const theirs = section(supervisor.page, detail.form);
    await theirs.getByText('Dina Operator').waitFor();
    await pressAndConfirm(supervisor.page, theirs, assign.handOver, {
      more: async (dialog) => {
        await dialog.getByRole('combobox', { name: assign.colleague }).click();
        await supervisor.page.getByRole('option', { name: 'Doni Operator' }).click();
      },
    });
    await supervisor.page.getByText(assign.handed).waitFor();
    await theirs.getByText('Doni Operator').waitFor();
    await screenshot(supervisor.page, 'pengajuan-diserahkan');

    await form.getByText('Doni Operator').waitFor();
    await form.getByText(detail.formNone).waitFor();
    expect(await form.getByRole('button').count(), 'nothing is left to press').toBe(0);
  });
});

describe('photos at the end of their time', () => {
  const { hold, destructions } = pages;
  const reason = 'Surat Polrestabes Semarang B/112/2026';
  const { dataDir } = inject('product');
  /** A product that somebody else started keeps its data where we cannot turn its clock. */
  const withData = dataDir === null ? it.skip : it;
  let held: FiledRequest;
  let plain: FiledRequest;

  it('are held by the head of section, who says why', async () => {
    held = await fileByHand(office.page, applicant(), photos);
    plain = await fileByHand(office.page, applicant(), photos);
    const note = t.requests.cancelTemplates.other[3];
    for (const { code, ...filed } of [held, plain]) {
      await openFiled(office.page, { code, ...filed });
      await actOnRequest(office.page, { code, action: 'cancel', becomes: 'DIBATALKAN' }, { note });
    }
    const { page } = supervisor;
    await openFiled(page, held);
    await pressAndConfirm(page, page.locator('main'), hold.place, { note: reason });
    const notice = page.getByRole('alert').filter({ hasText: hold.held });
    await notice.getByText(reason, { exact: false }).waitFor();
    await notice.getByText('Surya Supervisor', { exact: false }).waitFor();
    await screenshot(page, 'pengajuan-foto-ditahan');
  });

  withData('are destroyed by the nightly round, but for those that are held', async () => {
    const codes = [held.code, plain.code];
    const aged = "update sync_request set ended_at = ended_at - interval '100 years' where code = any($1)";
    expect(await asOwner(dataDir ?? '', aged, [codes])).toBe(2);
    await openFiled(supervisor.page, plain);
    await destroyPhotosNow(dataDir ?? '');
    const gone = pages.photos.destroyed.split('{time}')[0] ?? '';
    await section(supervisor.page, pages.photos.title).getByText(gone, { exact: false }).waitFor();

    const auditor = await signIn(open.browser, people.auditor);
    await openMenu(auditor.page, 'destructions');
    await auditor.page.getByRole('heading', { name: destructions.title }).waitFor();
    const entry = row(auditor.page, plain.code);
    await entry.getByText('Dinas Dukcapil Kota Semarang').waitFor();
    await entry.getByRole('cell', { name: '2', exact: true }).waitFor();
    expect(await row(auditor.page, held.code).count()).toBe(0);
    await screenshot(auditor.page, 'pemusnahan-foto');
    await auditor.page.getByLabel(destructions.month).fill('2001-01');
    await auditor.page.getByText(t.console.common.emptyFiltered).waitFor();
    expect(auditor.complaints).toEqual([]);
    await auditor.close();
  });

  it('are let go again by the head of section', async () => {
    const { page } = supervisor;
    await openFiled(page, held);
    await section(page, pages.photos.title).getByRole('img').nth(1).waitFor();
    const notice = page.getByRole('alert').filter({ hasText: hold.held });
    await pressAndConfirm(page, notice, hold.release);
    await notice.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: hold.place, exact: true }).waitFor();
  });
});

describe('the queue as a file', () => {
  it('holds what is filtered, masked', async () => {
    const who = applicant();
    const { code } = await fileByHand(office.page, who);
    const { page } = office;
    await openQueue(page);
    await searchQueue(page, code);
    const file = await download(page, page.getByRole('button', { name: t.console.common.exportCsv }));
    expect(file.name).toMatch(/^pengajuan-\d{4}-\d\d-\d\d\.csv$/);
    const [head = '', ...rows] = file.bytes.toString('utf8').trim().split(/\r?\n/);
    expect(head).toContain(t.requests.csv[0]);
    expect(rows).toHaveLength(1);
    for (const words of [code, maskNumber(who.nik), t.requests.status.BARU]) expect(rows[0]).toContain(words);
    expect(rows[0]).not.toContain(who.nik);
    expect(rows[0]).not.toContain('Riyadi');
    await page.getByRole('button', { name: t.console.common.clearFilters }).click();
    await row(page, code).waitFor();
  });
});

describe('an operator of another office', () => {
  it('does not find the request, not by its address either', async () => {
    const filed = await fileByHand(office.page, applicant());
    const { code } = filed;
    await openFiled(office.page, filed);
    const { page, close } = await signIn(open.browser, people.otherOperator);
    await openQueue(page, true);
    expect(await page.getByRole('link', { name: code }).count()).toBe(0);
    await page.goto(pagePaths.request(filed.id));
    await page.getByText(t.errors.NOT_FOUND, { exact: false }).waitFor();
    expect(await page.locator('main').innerText()).not.toContain(code);
    await screenshot(page, 'pengajuan-kantor-lain');
    await close();
  });
});

it('met no script error and nothing that a page refused to load', async () => {
  const seen = [...office.complaints, ...supervisor.complaints, ...(await phones.putAway())];
  expect(seen).toEqual([]);
});
