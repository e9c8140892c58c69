import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fill } from '#contract/i18n/index';
import type { FiledRequest } from '#contract/requests/schemas';
import { type Person, screenshot, sharedBrowser, signIn, t, visit } from './support/browser.ts';
import { applicant, fileByHand } from './support/filing.ts';
import { people } from './support/people.ts';
import { type ProductionProduct, startInProduction } from './support/production.ts';
import {
  actOnRequest,
  actOnStep,
  historiesOf,
  openFiled,
  stepOf,
  waitForRequest,
  waitForStep,
} from './support/request-steps.ts';
import { openMenu, section } from './support/steps.ts';
import { setUpApp } from './support/two-factor.ts';

/**
 * The product as a ministry starts it. It has no people and no demo: it asks once for the first administrator. And it has
 * no DWH interface as long as nobody names one: staff synchronise by hand then.
 */
const open = sharedBrowser();
let product: ProductionProduct;

beforeAll(async () => {
  product = await startInProduction();
}, 300_000);
afterAll(() => product?.stop());

it('asks once for the first administrator, who then signs in, sets up his app and finds nobody else', async () => {
  const { page, complaints, close } = await visit(open.browser, { baseUrl: product.baseUrl });
  await page.goto('/');
  await page.getByRole('heading', { name: t.console.setup.title }).waitFor();
  expect(await page.getByText(t.console.login.demoTitle).count()).toBe(0);
  await screenshot(page, 'administrator-pertama');

  const { setup, login } = t.console;
  const token = /kode pemasangan (\S+) untuk/.exec(product.readLog())?.[1] ?? '';
  const person = { email: 'kepala.it@dukcapil.test', password: 'kereta pagi ke bogor' };
  await page.getByLabel(setup.token).fill('bukan-kode-itu');
  await page.getByLabel(setup.name).fill('Ratna Administrator');
  await page.getByLabel(setup.email).fill(person.email);
  await page.getByLabel(setup.password).fill(person.password);
  await page.getByRole('button', { name: setup.submit }).click();
  await page.getByText(t.errors.SETUP_TOKEN_INVALID).waitFor();
  await page.getByLabel(setup.token).fill(token);
  await page.getByRole('button', { name: setup.submit }).click();

  await page.getByText(setup.done).waitFor();
  expect(await page.getByRole('heading', { name: login.title }).count(), 'the form to go on with').toBe(1);
  await page.getByLabel(login.email).fill(person.email);
  await page.getByLabel(login.password).fill(person.password);
  await page.getByRole('button', { name: login.submit, exact: true }).click();
  await page.getByRole('heading', { name: t.accountPages.first.title }).waitFor();
  await setUpApp(page, page, person.password);
  await page.getByRole('button', { name: t.console.profile.open }).waitFor();
  await openMenu(page, 'people');
  await page.getByText(person.email).first().waitFor();
  expect(await page.getByRole('row').count(), 'the head and the administrator').toBe(2);
  await screenshot(page, 'administrator-pertama-masuk');

  const again = await page.request.post('/api/v1/setup', { data: { token, name: 'X', ...person } });
  expect(again.ok()).toBe(false);
  await page.reload();
  await page.getByRole('button', { name: t.console.profile.open }).waitFor();
  expect(complaints).toEqual([]);
  await close();
});

describe('where the DWH interface is switched off', () => {
  const evidence = 'Berita acara 17/DWH/2026, tangkapan layar pukul 10.15 WIB';
  const pages = t.requestPages;
  let office: Person;
  let centre: Person;
  let filed: FiledRequest;

  beforeAll(async () => {
    await product.addPeople();
    const { baseUrl } = product;
    office = await signIn(open.browser, people.operator, { baseUrl });
    centre = await signIn(open.browser, people.consolidator, { baseUrl });
  });

  it('offers nobody to ask the DWH, and waits with the second step for a person', async () => {
    filed = await fileByHand(office.page, applicant());
    await openFiled(office.page, filed);
    await actOnRequest(office.page, { code: filed.code, action: 'approve', becomes: 'DISETUJUI' });
    const { page } = centre;
    await openFiled(page, filed);
    await section(page, pages.dwh.title).getByText(pages.dwh.none).waitFor();
    expect(await section(page, pages.dwh.title).getByRole('button').count()).toBe(0);
    await actOnStep(page, 'KONSOLIDASI_MANUAL', 'take');
    await waitForStep(page, 'KONSOLIDASI_MANUAL', 'DIKERJAKAN');
    const result = t.requests.result.SUDAH_DIKONSOLIDASI;
    await actOnStep(page, 'KONSOLIDASI_MANUAL', 'complete', { result });
    await waitForStep(page, 'KONSOLIDASI_MANUAL', 'SELESAI');
    const take = stepOf(page, 'SINKRONISASI_DWH').getByRole('button', { name: t.requests.stepAction.take });
    await take.waitFor();
  });

  it('is completed by hand, not without evidence', async () => {
    const { page } = centre;
    const step = stepOf(page, 'SINKRONISASI_DWH');
    await actOnStep(page, 'SINKRONISASI_DWH', 'take');
    await waitForStep(page, 'SINKRONISASI_DWH', 'DIKERJAKAN');
    const complete = t.requests.stepAction.complete;
    await step.getByRole('button', { name: complete, exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText(pages.step.evidence).waitFor();
    await dialog.getByRole('button', { name: complete, exact: true }).click();
    await dialog.getByText(t.console.common.noteTooShort).waitFor();
    await screenshot(page, 'pengajuan-sinkronisasi-manual');
    await dialog.getByRole('textbox', { name: new RegExp(t.console.common.note) }).fill(evidence);
    await dialog.getByRole('button', { name: complete, exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
    await waitForRequest(page, 'SELESAI');
    const { status, steps } = await historiesOf(page);
    // Act and status have one name here: it is said once.
    expect(status.split('\n')).toContain(t.requests.status.SELESAI);
    const result = t.requests.result.DISINKRONKAN_MANUAL;
    expect(steps).toContain(fill(pages.history.result, { result }));
    expect(steps).toContain(fill(pages.history.note, { note: evidence }));
    expect(steps).toContain('Koko Konsolidasi');
    expect([...office.complaints, ...centre.complaints]).toEqual([]);
  });
});
