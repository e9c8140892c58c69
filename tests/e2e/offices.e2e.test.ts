import { beforeAll, describe, expect, it } from 'vitest';
import { fill } from '#contract/i18n/index';
import { type Person, screenshot, sharedBrowser, signIn, t } from './support/browser.ts';
import { people } from './support/people.ts';
import { openMenu, row, search, section } from './support/steps.ts';

/** Where requests go and when offices work: the administrator's pages. */
const open = sharedBrowser();
let administrator: Person;
let operator: Person;
const { offices, calendar, common } = t.console;

beforeAll(async () => {
  administrator = await signIn(open.browser, people.administrator);
  operator = await signIn(open.browser, people.operator);
});

describe('the offices', () => {
  it('are listed with their zone, regions and people at work', async () => {
    const { page } = administrator;
    await openMenu(page, 'offices');
    const semarang = row(page, 'Dinas Dukcapil Kota Semarang');
    await semarang.getByText('WIB', { exact: true }).waitFor();
    await semarang.getByText('Kota Semarang', { exact: true }).waitFor();
    await screenshot(page, 'kantor');
  });

  it('take over a region, also one of another office', async () => {
    const { page } = administrator;
    await search(page, offices.search, '5103');
    await row(page, 'Kabupaten Badung').first().click();
    const regions = section(page, offices.regions);
    await regions.getByRole('button', { name: offices.regionsEdit }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(offices.regionsPick).fill('Denpasar');
    await page.getByRole('option', { name: 'Kota Denpasar' }).click();
    await dialog.getByRole('button', { name: common.save, exact: true }).click();
    await regions.getByText('5171 · Kota Denpasar').waitFor();
    await screenshot(page, 'kantor-wilayah');
  });

  it('get their people by invitation from their own page', async () => {
    const { page } = administrator;
    const email = `operator.baru.${Date.now()}@dinas.contoh.test`;
    await section(page, offices.people).getByRole('button', { name: offices.invite }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Dinas Dukcapil Kabupaten Badung').waitFor();
    await dialog.getByLabel(t.console.people.name).fill('Made Operator');
    await dialog.getByLabel(t.console.people.email).fill(email);
    await dialog.getByLabel(t.actors['operator-dinas']).check();
    await dialog.getByRole('button', { name: t.console.people.send }).click();
    await page.getByText(fill(t.console.people.invited, { email })).waitFor();
    await openMenu(page, 'people');
    await search(page, t.console.people.search, email);
    await row(page, email).getByText('Dinas Dukcapil Kabupaten Badung').waitFor();
  });

  it('are read by their operators, who change nothing', async () => {
    const { page } = operator;
    await openMenu(page, 'offices');
    await row(page, 'Dinas Dukcapil Kota Semarang').waitFor();
    expect(await page.getByText(offices.create, { exact: true }).count()).toBe(0);
  });
});

describe('the working calendar', () => {
  it('takes a free day that was decreed late, and gives it back', async () => {
    const { page } = administrator;
    await openMenu(page, 'holidays');
    await page.getByText('Proklamasi Kemerdekaan').first().waitFor();
    await page.getByRole('button', { name: calendar.create }).click();
    const dialog = page.getByRole('dialog');
    const day = `${new Date().getFullYear()}-01-02`;
    await dialog.getByLabel(calendar.day).fill(day);
    await dialog.getByLabel(calendar.name).fill('Libur susulan uji');
    await dialog.getByRole('button', { name: common.save, exact: true }).click();
    await page.getByText(calendar.created).waitFor();
    await screenshot(page, 'kalender-kerja');
    const added = row(page, 'Libur susulan uji');
    await added.getByRole('button', { name: calendar.remove }).click();
    await page.getByRole('dialog').getByRole('button', { name: calendar.remove, exact: true }).click();
    await page.getByText(calendar.removed).waitFor();
    expect(await added.count()).toBe(0);
  });

  it('leaves no script error behind', () => {
    expect([...administrator.complaints, ...operator.complaints]).toEqual([]);
  });
});
