import { afterAll, beforeAll, expect, it } from 'vitest';
import { demoCredentials } from '#prisma/seed';
import { eventually } from '../support/eventually.ts';
import { expectUsableConsole } from './support/axe.ts';
import { type Person, screenshot, sharedBrowser, signIn, t } from './support/browser.ts';
import { people } from './support/people.ts';
import { download, openMenu, row, section } from './support/steps.ts';

/** A program that signs in with a wrong password, as its own institution and the centre see it. */
const open = sharedBrowser();
const { monitoring } = t;
const userId = demoCredentials.find(({ environment }) => environment === 'UJI')?.userId ?? '';
let staff: Person;
let manager: Person;

beforeAll(async () => {
  staff = await signIn(open.browser, people.treasurer);
  manager = await signIn(open.browser, people.pusatManager);
  for (let times = 0; times < 3; times += 1) {
    const answer = await staff.page.request.post('/dukcapil/get_json/DEMO-PUSAT/CALL_NIK', {
      data: { user_id: userId, password: 'salah', ip_user: '10.0.0.1', NIK: '9999010101800001' },
    });
    expect(await answer.text()).toContain('Login gagal');
  }
});
afterAll(async () => {
  await staff?.close();
  await manager?.close();
});

it('shows the institution why, from where, and what to do', async () => {
  const { page, complaints } = manager;
  await openMenu(page, 'refusals');
  await page.getByRole('heading', { name: monitoring.own.title, level: 1 }).waitFor();
  // Counts are written every few seconds, and an open page reads them by itself.
  const line = row(page, userId).filter({ hasText: t.reports.refusal.WRONG_SECRET });
  await line.getByText(monitoring.todo.WRONG_SECRET).waitFor({ timeout: 45_000 });
  expect(Number(await line.getByRole('cell').nth(3).innerText())).toBeGreaterThanOrEqual(3);
  await expectUsableConsole(page, 'the refused calls of an institution');
  await screenshot(page, 'panggilan-ditolak');
  await page.getByRole('button', { name: monitoring.span.DAYS }).click();
  await line.waitFor();
  expect(complaints).toEqual([]);
});

it('shows the centre rates, reasons, latency and SIAK, of all institutions or of one', async () => {
  const { page, complaints } = staff;
  await openMenu(page, 'monitoring');
  await page.getByRole('heading', { name: monitoring.staff.title, level: 1 }).waitFor();
  const reasons = section(page, monitoring.staff.reasons);
  const line = reasons.getByRole('row').filter({ hasText: t.reports.refusal.WRONG_SECRET });
  await line.getByText(monitoring.mender.WRONG_SECRET).waitFor();
  await line.getByText(/DEMO PUSAT/i).waitFor();
  await section(page, monitoring.process.siakTitle).getByText(monitoring.process.circuits.closed).waitFor();
  await page.getByText(/^Dibaca .*\d\d\.\d\d WIB; dibaca ulang setiap 15 detik\.$/).waitFor();
  await expectUsableConsole(page, 'the monitoring of accesses');
  await screenshot(page, 'pemantauan-akses', 'pemantauan-akses');

  const file = await download(page, page.getByRole('button', { name: monitoring.staff.export }));
  expect(file.bytes.toString()).toContain(';DEMO-PUSAT;');

  const picker = page.getByLabel(monitoring.staff.institution);
  await picker.fill('BPR CONTOH');
  await page
    .getByRole('option')
    .filter({ hasText: /BPR CONTOH/ })
    .first()
    .click();
  await eventually(async () => expect(await line.count()).toBe(0));
  expect(complaints).toEqual([]);
});
