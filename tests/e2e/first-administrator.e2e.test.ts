import { afterAll, beforeAll, expect, it } from 'vitest';
import { screenshot, sharedBrowser, t, visit } from './support/browser.ts';
import { type ProductionProduct, startInProduction } from './support/production.ts';
import { openMenu } from './support/steps.ts';

/** A production start has no people and no demo: it asks once for the first administrator. */
const open = sharedBrowser();
let product: ProductionProduct;

beforeAll(async () => {
  product = await startInProduction();
}, 300_000);
afterAll(() => product?.stop());

it('asks once for the first administrator, who then signs in and finds nobody else', async () => {
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
  await page.getByLabel(login.email).fill(person.email);
  await page.getByLabel(login.password).fill(person.password);
  await page.getByRole('button', { name: login.submit, exact: true }).click();
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
