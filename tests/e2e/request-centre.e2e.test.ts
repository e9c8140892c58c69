import { beforeAll, describe, expect, it } from 'vitest';
import { fill } from '#contract/i18n/index';
import type { FiledRequest } from '#contract/requests/schemas';
import { type Person, screenshot, sharedBrowser, signIn, t } from './support/browser.ts';
import { applicant, fileByHand, nikEnding, openTracking, phones as phonesOf } from './support/filing.ts';
import { people } from './support/people.ts';
import {
  actOnChosen,
  actOnRequest,
  actOnStep,
  boardGroup,
  choose,
  historiesOf,
  openFiled,
  openQueue,
  stepOf,
  trackedHistory,
  waitForRequest,
  waitForStep,
} from './support/request-steps.ts';
import { openMenu } from './support/steps.ts';

/**
 * What the centre does with many requests at once, and with those that the DWH does not take: tried again, sent back to
 * Konsolidasi Manual, and ended there with a result that tells the citizen what to do.
 */
const open = sharedBrowser();
const phones = phonesOf(open);
const c = t.citizen;
const pages = t.requestPages;

let office: Person;
let centre: Person;

beforeAll(async () => {
  office = await signIn(open.browser, people.operator);
  centre = await signIn(open.browser, people.consolidator, { width: 1440 });
});

const allWell = (filed: readonly { code: string }[]) =>
  Object.fromEntries(filed.map(({ code }) => [code, pages.batch.ok]));

describe('many requests at once', () => {
  const codes: string[] = [];

  it('are approved by the office in one go, with a result for each', async () => {
    const { page } = office;
    for (const who of [applicant(), applicant(), applicant()]) {
      codes.push((await fileByHand(page, who)).code);
    }
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

describe('rows that were chosen', () => {
  it('are let go when the list is filtered otherwise, and kept over a look at one of them', async () => {
    const filed = await fileByHand(office.page, applicant());
    const { page } = office;
    await openQueue(page);
    await choose(page, [filed.code]);
    const bar = page.getByRole('region', { name: fill(pages.batch.chosen, { count: 1 }) });
    await openFiled(page, filed);
    await openQueue(page);
    await bar.waitFor();
    await openQueue(page, true);
    await bar.waitFor({ state: 'detached' });
    await openFiled(page, filed);
    await actOnRequest(page, { code: filed.code, action: 'approve', becomes: 'DISETUJUI' });

    const board = centre.page;
    await openMenu(board, 'board');
    await choose(await boardGroup(board, 'KONSOLIDASI_MANUAL', 'waiting'), [filed.code]);
    const column = await boardGroup(board, 'KONSOLIDASI_MANUAL', 'asked');
    await column.getByText(pages.board.empty.asked).waitFor();
    const waiting = await boardGroup(board, 'KONSOLIDASI_MANUAL', 'waiting');
    const name = fill(pages.queue.select, { code: filed.code });
    const box = waiting.getByRole('checkbox', { name, exact: true });
    await box.waitFor();
    expect(await box.isChecked()).toBe(false);
  });
});

describe('what the DWH does not take', () => {
  /** Once, and then it works. */
  const once = () => applicant({ nik: nikEnding('9903') });
  const never = () => applicant({ nik: nikEnding('9905') });
  const note = 'Biometrik ganda, mohon diperiksa ulang.';
  const told = 'Rekam ulang sidik jari di kantor Dukcapil.';
  const sync = 'SINKRONISASI_DWH';
  const manual = 'KONSOLIDASI_MANUAL';
  let single: FiledRequest;
  let back: FiledRequest;
  let many: FiledRequest[];

  it('stands as failed on the board, each with the reason of the DWH', async () => {
    single = await fileByHand(office.page, once());
    back = await fileByHand(office.page, never());
    many = [await fileByHand(office.page, once()), await fileByHand(office.page, never())];
    const all = [single, back, ...many];
    const codes = all.map(({ code }) => code);
    await openQueue(office.page);
    await choose(office.page, codes);
    const approve = { count: 4, label: t.requests.action.approve };
    expect(await actOnChosen(office.page, approve)).toEqual(allWell(all));
    const { page } = centre;
    await openMenu(page, 'board');
    await choose(await boardGroup(page, manual, 'waiting'), codes);
    expect(await actOnChosen(page, { count: 4, label: t.requests.stepAction.take })).toEqual(allWell(all));
    await choose(await boardGroup(page, manual, 'mine'), codes);
    const complete = { count: 4, label: t.requests.stepAction.complete };
    const result = t.requests.result.SUDAH_DIKONSOLIDASI;
    expect(await actOnChosen(page, complete, { result })).toEqual(allWell(all));
    const failed = await boardGroup(page, sync, 'failed');
    for (const code of codes) {
      await failed.getByRole('listitem').filter({ hasText: code }).waitFor({ timeout: 120_000 });
    }
    await failed.getByText(t.requests.result.DWH_GAGAL).first().waitFor();
    await screenshot(page, 'pengajuan-papan-belum-berhasil');
  });

  it('is tried again on its own page, to the end', async () => {
    const { page } = centre;
    await openFiled(page, single);
    const step = stepOf(page, sync);
    await step.getByText(t.requests.result.DWH_GAGAL).waitFor();
    const reason = fill(pages.step.reason, { reason: t.dwh.reasons.BIOMETRIK_GANDA });
    await step.getByText(reason, { exact: true }).waitFor();
    await actOnStep(page, sync, 'retry');
    await waitForRequest(page, 'SELESAI');
    const { status, steps } = await historiesOf(page);
    // Act and status have one name here: it is said once.
    expect(status.split('\n')).toContain(t.requests.status.SELESAI);
    expect(steps).toContain(`${t.requests.step[sync]}: ${t.requests.stepAction.fail}`);
    expect(steps).toContain(`${t.requests.step[sync]}: ${t.requests.stepAction.retry}`);
    expect(steps, 'why it failed, after it was tried again').toContain(t.dwh.reasons.BIOMETRIK_GANDA);
    await screenshot(page, 'pengajuan-dwh-dicoba-lagi');
  });

  it('is tried again or sent back in one go, with a result for each', async () => {
    const { page } = centre;
    await openMenu(page, 'board');
    const failed = await boardGroup(page, sync, 'failed');
    const [mended = back, still = back] = many;
    await choose(
      failed,
      many.map(({ code }) => code),
    );
    const again = { count: 2, label: t.requests.stepAction.retry };
    const results = await actOnChosen(page, again, {}, () =>
      screenshot(page, 'pengajuan-bersama-dicoba-lagi'),
    );
    expect(results).toEqual(allWell(many));
    await openFiled(page, mended);
    await waitForRequest(page, 'SELESAI');
    await openFiled(page, still);
    await waitForStep(page, sync, 'GAGAL');
    await openMenu(page, 'board');
    await choose(await boardGroup(page, sync, 'failed'), [still.code]);
    const sendBack = { count: 1, label: t.requests.stepAction.redo };
    expect(await actOnChosen(page, sendBack, { note })).toEqual(allWell([still]));
    const waiting = await boardGroup(page, manual, 'waiting');
    await waiting.getByRole('link', { name: still.code, exact: true }).waitFor();
  });

  it('is sent back from its own page, and ends there with what its citizen has to do', async () => {
    const { page } = centre;
    await openFiled(page, back);
    await actOnStep(page, sync, 'redo', { note });
    await waitForStep(page, manual, 'MENUNGGU');
    await actOnStep(page, manual, 'take');
    await waitForStep(page, manual, 'DIKERJAKAN');
    await actOnStep(page, manual, 'fail', { result: t.requests.result.PERLU_PEREKAMAN, note: told });
    await waitForStep(page, manual, 'GAGAL');
    await stepOf(page, manual).getByText(t.requests.result.PERLU_PEREKAMAN).waitFor();
    const { status, steps } = await historiesOf(page);
    expect(status).toContain(`${t.requests.action.startProcessing} → ${t.requests.status.DIPROSES}`);
    for (const entry of [
      `${t.requests.step[sync]}: ${t.requests.stepAction.redo}`,
      `${t.requests.step[manual]}: ${t.requests.stepAction.reopen}`,
      `${t.requests.step[manual]}: ${t.requests.stepAction.fail}`,
      fill(pages.history.note, { note }),
      fill(pages.history.result, { result: t.requests.result.PERLU_PEREKAMAN }),
    ]) {
      expect(steps).toContain(entry);
    }
    await screenshot(page, 'pengajuan-konsolidasi-belum-berhasil');

    const phone = await phones.take();
    await openTracking(phone, back);
    const read = await trackedHistory(phone, c.track.stepHistory);
    expect(read).toContain(t.requests.resultForCitizen.PERLU_PEREKAMAN);
    expect(read).toContain(told);
    expect(read, 'what officers write to each other').not.toContain(note);
    await screenshot(phone, 'pengajuan-konsolidasi-belum-berhasil-ponsel');
  });
});

it('met no script error and nothing that a page refused to load', async () => {
  expect([...office.complaints, ...centre.complaints, ...(await phones.putAway())]).toEqual([]);
});
