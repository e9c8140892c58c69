import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { disclaimerDuties } from '#contract/metering/disclaimer';
import { expectUsableConsole } from './support/axe.ts';
import { type Person, screenshot, sharedBrowser, signIn, t } from './support/browser.ts';
import { people } from './support/people.ts';
import { download, openMenu, section } from './support/steps.ts';

/** An operator at his device: first refused, then let in; the form disclaimer, a lookup, a comparison, a card. */
const open = sharedBrowser();
const nik = '3374014507900001';
const { portal } = t;
let operator: Person;
let manager: Person;

beforeAll(async () => {
  operator = await signIn(open.browser, people.portalOperator);
  manager = await signIn(open.browser, people.pusatManager);
});
afterAll(async () => {
  await operator?.close();
  await manager?.close();
});

async function post(page: Page, path: string, body: object): Promise<Record<string, unknown>> {
  const answer = await page.request.post(`/api/v1${path}`, {
    data: body,
    headers: { 'idempotency-key': randomUUID() },
  });
  if (!answer.ok()) throw new Error(`${path}: ${answer.status()} ${await answer.text()}`);
  return (await answer.json()) as Record<string, unknown>;
}

async function fillWhom(page: Page): Promise<void> {
  await page.getByLabel(portal.search.purpose).click();
  await page.getByRole('option', { name: portal.purposes.KREDIT, exact: true }).click();
  await page.getByLabel(portal.search.caseNumber).fill('KRD-2026-0001');
  await page.getByRole('textbox', { name: portal.elements.nik }).fill(nik);
}

const unitsLeft = async (page: Page): Promise<number> => {
  const [before = ''] = portal.page.left.split('{left}');
  const words = await page.getByText(before).innerText();
  return Number(words.replace(/\D/g, ''));
};

describe('the web portal', () => {
  it('says what it is and why it cannot be used from a device that nobody approved', async () => {
    const { page } = operator;
    await openMenu(page, 'portal');
    await page.getByRole('heading', { name: portal.page.what }).waitFor();
    await page.getByText(portal.page.responsibility).waitFor();
    await page.getByText(portal.page.barred).waitFor();
    await screenshot(page, 'portal-belum-terdaftar');
    await page.goto('/#/portal/search');
    await page.getByText(portal.page.barred).waitFor();
    expect(await page.getByRole('button', { name: portal.search.view, exact: true }).count()).toBe(0);
  });

  it('asks for the form disclaimer once the device is approved, and prints it', async () => {
    const { page } = operator;
    const device = await post(page, '/terminals', { name: 'Loket 1', branch: 'Cabang Semarang' });
    const approval = { action: 'approve', version: device.version };
    await post(manager.page, `/terminals/${String(device.id)}/decision`, approval);

    await page.goto('/#/portal');
    await page.reload();
    const form = section(page, portal.disclaimer.title);
    await form.getByRole('button', { name: portal.disclaimer.sign }).click();
    await form.getByText(t.fieldErrors.DUTIES_NEEDED).waitFor();
    const file = await download(page, form.getByRole('button', { name: portal.disclaimer.print }));
    expect(Buffer.from(file.bytes).subarray(0, 5).toString()).toBe('%PDF-');

    for (const duty of disclaimerDuties) await form.getByLabel(portal.disclaimer.duties[duty]).check();
    await form.getByLabel(portal.disclaimer.name).fill('Oki Operator');
    await screenshot(page, 'form-disclaimer', 'form-disclaimer');
    await form.getByRole('button', { name: portal.disclaimer.sign }).click();
    await page.getByText(portal.disclaimer.signed).waitFor();
  });

  it('opens the search page "Melalui Browser", looks a NIK up once and masks what the juknis does not have', async () => {
    const { page, complaints } = operator;
    await page.getByRole('link', { name: portal.page.byBrowser }).click();
    await page.getByRole('heading', { name: portal.search.title }).waitFor();
    await expectUsableConsole(page, 'the search page');
    const before = await unitsLeft(page);
    await fillWhom(page);
    await page
      .getByRole('button', { name: portal.search.view, exact: true })
      .and(page.locator('[type=submit]'))
      .click();
    const result = section(page, portal.result.title);
    await result.getByText(portal.result.cost.DEBITED).waitFor();
    await result.getByText('KOTA SEMARANG').waitFor();
    await result.getByText(/^\d{4}\*{8}\d{4} /).waitFor();
    expect(await result.getByText(portal.elements.namaIbu).count()).toBe(0);
    expect(await unitsLeft(page)).toBe(before - 1);
    await screenshot(page, 'portal-lihat-data', 'portal-lihat-data');
    await expectUsableConsole(page, 'a result');

    await page.emulateMedia({ media: 'print' });
    expect(await result.isVisible()).toBe(false);
    expect(await page.getByText(portal.result.noPrint).isVisible()).toBe(true);
    await page.emulateMedia({ media: 'screen' });
    expect(complaints).toEqual([]);
  });

  it('keeps nothing of a result: it is gone on leaving, and after five idle minutes', async () => {
    const { page } = operator;
    const result = section(page, portal.result.title);
    await openMenu(page, 'portal');
    await page.getByRole('heading', { name: portal.page.title, level: 1 }).waitFor();
    await page.goBack();
    await page.getByRole('heading', { name: portal.search.title }).waitFor();
    expect(await result.count()).toBe(0);

    await page.clock.install();
    await fillWhom(page);
    await page
      .getByRole('button', { name: portal.search.view, exact: true })
      .and(page.locator('[type=submit]'))
      .click();
    await result.waitFor();
    await page.clock.fastForward('05:01');
    await page.getByText(portal.result.gone.replace('{minutes}', '5')).waitFor();
    expect(await result.count()).toBe(0);
    await page.clock.resume();
  });

  it('compares what a document says', async () => {
    const { page } = operator;
    await page.reload();
    await fillWhom(page);
    await page.getByRole('button', { name: portal.search.compare, exact: true }).click();
    await page.getByLabel(portal.elements.tanggalLahir).fill('1990-07-05');
    await page.getByLabel(portal.elements.namaLengkap).fill('BUKAN DIA SAMA SEKALI');
    await page
      .getByRole('button', { name: portal.search.compare, exact: true })
      .and(page.locator('[type=submit]'))
      .click();
    const result = section(page, portal.result.title);
    await result.getByText('1 dari 2 elemen sesuai').waitFor();
    await expectUsableConsole(page, 'a comparison');
    await screenshot(page, 'portal-bandingkan', 'portal-bandingkan');
  });

  it('checks what a card says, with the state of the KTP-el', async () => {
    const { page, complaints } = operator;
    await openMenu(page, 'cardCheck');
    await page.getByRole('heading', { name: portal.card.title, level: 1 }).waitFor();
    await fillWhom(page);
    await page.getByLabel(portal.elements.tanggalLahir).fill('1990-07-05');
    await page.getByLabel(portal.elements.jenisKelamin).click();
    await page.getByRole('option', { name: 'PEREMPUAN' }).click();
    await page.getByRole('button', { name: portal.card.check }).click();
    const result = section(page, portal.result.title);
    await result.getByText('2 dari 2 elemen sesuai').waitFor();
    await result.getByText(portal.elements.statusEktp).waitFor();
    await screenshot(page, 'cek-ektp', 'cek-ektp');
    expect(complaints).toEqual([]);
  });

  it('is an app that a browser can install, and keeps hashed files only', async () => {
    const { page } = operator;
    const kept = await page.evaluate(async () => {
      await navigator.serviceWorker.ready;
      const names = await caches.keys();
      const requests = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
      return requests.flat().map(({ url }) => new URL(url).pathname);
    });
    expect(kept.filter((path) => !path.startsWith('/assets/'))).toEqual([]);
    const manifest = await page.request.get('/manifest.webmanifest');
    expect(await manifest.json()).toMatchObject({ display: 'standalone', name: portal.app.name });
    for (const size of ['192', '512']) {
      expect((await page.request.get(`/icons/icon-${size}.png`)).headers()['content-type']).toBe('image/png');
    }
  });
});
