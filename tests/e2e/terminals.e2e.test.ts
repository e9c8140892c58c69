import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serviceRefusals } from '#contract/external/dukcapil-service';
import { fill } from '#contract/i18n/index';
import type { NetworkAction } from '#contract/metering/registrations';
import { trialCases } from '#contract/metering/trial';
import { eventually } from '../support/eventually.ts';
import { expectUsableConsole } from './support/axe.ts';
import { askService, type Bank, foundBank, refusalOf, signInAt } from './support/bank.ts';
import { type Person, screenshot, sharedBrowser, signIn, t } from './support/browser.ts';
import { people } from './support/people.ts';
import { fact, openMenu, row, search } from './support/steps.ts';

/**
 * "Manajemen Terminal" of a bank that begins: its IT registers addresses, an operator his device, the manager decides,
 * the partnership desk blocks; IT makes a credential for a program. One story: each step goes on where the one before
 * has stopped.
 */
const open = sharedBrowser();
const { networks, terminals, credentials, action, ownRegistration } = t.terminalPages;
const { save } = t.console.common;
let bank: Bank;
let technician: Person;
let manager: Person;
let operator: Person;
let desk: Person;
/** An office of the bank; the number keeps it apart from those of other runs. */
let office: string;

beforeAll(async () => {
  bank = await foundBank();
  office = `198.18.${Number(bank.serial) % 250}.0/24`;
  technician = await signInAt(open.browser, bank, 'Tari Teknis', ['lembaga-teknis']);
  manager = await signInAt(open.browser, bank, 'Mega Pengelola', ['lembaga-admin']);
  operator = await signInAt(open.browser, bank, 'Oka Operator', ['lembaga-operator']);
  desk = await signIn(open.browser, people.partnership);
});
afterAll(async () => {
  for (const person of [technician, manager, operator, desk]) await person?.close();
});

/** Presses a button of a row, and the same word in the question that it asks; with a note where one is asked for. */
async function decide(page: Page, within: Locator, what: NetworkAction, note?: string): Promise<void> {
  await within.getByRole('button', { name: action[what], exact: true }).click();
  const dialog = page.getByRole('dialog');
  if (note) await dialog.getByRole('textbox').fill(note);
  await dialog.getByRole('button', { name: action[what], exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
}

async function openPage(page: Page, name: 'networks' | 'terminals' | 'credentials'): Promise<void> {
  await openMenu(page, name);
  await page.getByRole('heading', { name: t.terminalPages[name].title, level: 1 }).waitFor();
}

async function registerNetwork(page: Page, cidr: string, label: string): Promise<Locator> {
  await page.getByRole('button', { name: networks.register, exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(networks.field).fill(cidr);
  await dialog.getByLabel(networks.label, { exact: true }).fill(label);
  await dialog.getByRole('button', { name: networks.register, exact: true }).click();
  return dialog;
}

describe('the networks of an institution', () => {
  it('are none at first, and the page says who does what', async () => {
    const { page } = technician;
    await openPage(page, 'networks');
    await page.getByText(networks.empty).waitFor();
    await expectUsableConsole(page, 'the networks, none yet');
    await screenshot(page, 'jaringan-kosong');
  });

  it('are registered by IT, one spelling each; what is no address or there already is refused in the dialog', async () => {
    const { page } = technician;
    const dialog = await registerNetwork(page, 'server kami', 'Server core banking');
    await dialog.getByText(t.fieldErrors.NETWORK_FORMAT).waitFor();
    const [yourAddress = ''] = networks.yourAddress.split('{address}');
    await dialog.getByText(yourAddress).waitFor();
    await expectUsableConsole(page, 'a network that is refused');
    await screenshot(page, 'jaringan-ditolak');
    await dialog.getByLabel(networks.field).fill('127.0.0.1');
    await dialog.getByRole('button', { name: networks.register, exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByText(fill(networks.registered, { cidr: '127.0.0.1/32' })).waitFor();

    await (await registerNetwork(page, office, 'Kantor cabang Semarang')).waitFor({ state: 'detached' });
    await (await registerNetwork(page, '::1', 'Server core banking (IPv6)')).waitFor({ state: 'detached' });
    const again = await registerNetwork(page, office, 'Sekali lagi');
    await again.getByRole('alert').filter({ hasText: t.errors.DUPLICATE }).waitFor();
    await again.getByRole('button', { name: t.console.common.dismiss }).click();
    await row(page, office).getByText(t.terminals.status.MENUNGGU).waitFor();
    // Whoever registered it does not decide it.
    expect(await page.getByRole('button', { name: action.approve, exact: true }).count()).toBe(0);
  });

  it('open when the manager approves them', async () => {
    const { page } = manager;
    await openPage(page, 'networks');
    for (const cidr of ['127.0.0.1/32', '::1/128', office]) {
      await decide(page, row(page, cidr), 'approve');
      await row(page, cidr).getByText(t.terminals.status.DISETUJUI).waitFor();
    }
    await expectUsableConsole(page, 'the networks');
    await screenshot(page, 'jaringan', 'jaringan');
  });

  it('are blocked by the partnership desk; the manager cannot open them before the desk has let go', async () => {
    await openPage(desk.page, 'networks');
    await search(desk.page, networks.search, office);
    const own = row(desk.page, bank.name).filter({ hasText: office });
    await own.getByText(fill(networks.sharedBy, { count: 1 })).waitFor();
    await own.getByRole('button', { name: action.block, exact: true }).click();
    const dialog = desk.page.getByRole('dialog');
    await dialog.getByRole('button', { name: action.block, exact: true }).click();
    await dialog.getByText(t.console.common.noteTooShort).waitFor();
    await dialog.getByRole('button', { name: t.console.common.dismiss }).click();
    await decide(desk.page, own, 'block', 'Dipakai pihak lain');
    await own.getByText(t.terminals.status.DIBLOKIR).waitFor();
    await screenshot(desk.page, 'jaringan-diblokir-kerja-sama');

    const { page } = manager;
    await page.reload();
    await row(page, office).getByText(networks.blockedByStaff).waitFor();
    expect(await row(page, office).getByRole('button').count()).toBe(0);
    await decide(desk.page, own, 'release', 'Sudah diperbaiki');
    await own.getByText(t.terminals.status.MENUNGGU).waitFor();
    await page.reload();
    await decide(page, row(page, office), 'approve', 'Sesuai surat bagian kerja sama');
    await row(page, office).getByText('Sesuai surat bagian kerja sama').waitFor();
  });

  it('are never decided by who registered them, were he the manager too', async () => {
    const both = await signInAt(open.browser, bank, 'Dua Peran', ['lembaga-teknis', 'lembaga-admin']);
    const { page, complaints, close } = both;
    await openPage(page, 'networks');
    const cidr = '198.51.100.7';
    await (await registerNetwork(page, cidr, 'Rumah')).waitFor({ state: 'detached' });
    await row(page, cidr).getByText(ownRegistration).waitFor();
    expect(await row(page, cidr).getByRole('button').count()).toBe(0);
    expect(complaints).toEqual([]);
    await close();
  });
});

describe('the devices of an institution', () => {
  it('are registered by the operator who sits at them', async () => {
    const { page } = operator;
    await openPage(page, 'terminals');
    await page.getByText(terminals.empty).waitFor();
    await page.getByText(terminals.hereUnknown).waitFor();
    const [before = '', after = ''] = terminals.addressAllowed.split('{address}');
    await page.getByText(before).filter({ hasText: after }).waitFor();
    await expectUsableConsole(page, 'the devices, none yet');
    await page.getByRole('button', { name: terminals.register, exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: terminals.register, exact: true }).click();
    await dialog.getByText(t.console.common.required).waitFor();
    await dialog.getByLabel(terminals.name).fill('Loket 2 lantai 1');
    await dialog.getByLabel(t.terminalPages.branch).fill('Cabang Semarang');
    await expectUsableConsole(page, 'a device that is registered');
    await dialog.getByRole('button', { name: terminals.register, exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
    const known = { name: 'Loket 2 lantai 1', status: t.terminals.status.MENUNGGU };
    await page.getByText(fill(terminals.hereKnown, known)).waitFor();
    expect(await page.getByRole('button', { name: terminals.register, exact: true }).count()).toBe(0);
    await screenshot(page, 'perangkat-menunggu');
  });

  it('are approved by IT or the manager, and blocked with a reason that the operator reads', async () => {
    const { page } = technician;
    await openPage(page, 'terminals');
    const device = row(page, 'Loket 2 lantai 1');
    await device.getByText('Oka Operator').waitFor();
    await decide(page, device, 'approve');
    await device.getByText(t.terminals.status.DISETUJUI).waitFor();
    await expectUsableConsole(page, 'the devices');
    await screenshot(page, 'perangkat', 'perangkat');

    await openMenu(operator.page, 'portal');
    await operator.page.getByRole('heading', { name: t.portal.disclaimer.title }).waitFor();
    await openPage(manager.page, 'terminals');
    await decide(manager.page, row(manager.page, 'Loket 2 lantai 1'), 'block', 'Komputer diganti');
    await openPage(operator.page, 'terminals');
    await operator.page.reload();
    await operator.page.getByText('Komputer diganti').waitFor();
    await openMenu(operator.page, 'portal');
    await operator.page.getByText(t.portal.page.barred).waitFor();
  });
});

describe('the credentials of an institution', () => {
  let userId = '';
  let secret = '';
  const ask = async (word = secret) =>
    refusalOf(await askService(bank, { userId, secret: word }, trialCases.FOUND.nik));

  /** What the one dialog shows that ever shows a secret. */
  async function readSecret(page: Page): Promise<string> {
    const dialog = page.getByRole('dialog').filter({ hasText: credentials.secretTitle });
    userId = (await fact(dialog, credentials.userId).innerText()).trim();
    return (await fact(dialog, credentials.secret).innerText()).trim();
  }

  const putAway = async (page: Page): Promise<void> => {
    await page.getByRole('button', { name: credentials.saved, exact: true }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  };

  it('read true data only once the centre has opened them; one for Mode Uji is made at once', async () => {
    const { page } = technician;
    await openPage(page, 'credentials');
    await page.getByText(credentials.empty).waitFor();
    await expectUsableConsole(page, 'the credentials, none yet');
    await page.getByRole('button', { name: credentials.create, exact: true }).click();
    const dialog = page.getByRole('dialog');
    const yes = dialog.getByRole('button', { name: credentials.create, exact: true });
    await yes.click();
    await dialog.getByText(t.console.common.required).waitFor();
    await dialog.getByLabel(credentials.label, { exact: true }).fill('Core banking');
    await dialog.getByLabel(t.terminalPages.branch).fill('Kantor pusat');
    await dialog.getByLabel(credentials.environment).click();
    await page.getByRole('option', { name: t.terminals.environment.PRODUKSI, exact: true }).click();
    await yes.click();
    await dialog.getByText(t.fieldErrors.PRODUCTION_CHECKLIST_OPEN).waitFor();
    await expectUsableConsole(page, 'a credential that is refused');
    await screenshot(page, 'kredensial-produksi-ditolak');
    await dialog.getByLabel(credentials.environment).click();
    await page.getByRole('option', { name: t.terminals.environment.UJI, exact: true }).click();
    await yes.click();

    await page.getByRole('heading', { name: credentials.secretTitle }).waitFor();
    secret = await readSecret(page);
    expect(secret.length).toBeGreaterThan(30);
    await page.getByRole('button', { name: credentials.copySecret, exact: true }).click();
    await page.getByText(t.console.common.copied).waitFor();
    await expectUsableConsole(page, 'a secret that is shown once');
    await page.mouse.click(5, 5);
    await page.keyboard.press('Escape');
    expect(await page.getByRole('heading', { name: credentials.secretTitle }).isVisible()).toBe(true);
    expect(await page.locator('body').innerText()).toContain(userId);
    await putAway(page);
    await page.reload();
    await row(page, userId).getByText(t.terminals.environment.UJI, { exact: true }).waitFor();
    expect(await page.content()).not.toContain(secret);
    await screenshot(page, 'kredensial', 'kredensial');
  });

  it('let the program in, which the list shows', async () => {
    expect(await ask()).toBeUndefined();
    expect(await ask('salah')).toBe(serviceRefusals.LOGIN_FAILED.words);
    const { page } = technician;
    const used = row(page, userId).getByText(t.terminalPages.never);
    await eventually(
      async () => {
        await page.reload();
        await row(page, userId).waitFor();
        expect(await used.count()).toBe(0);
      },
      { withinMs: 60_000, everyMs: 1_000 },
    );
    await expectUsableConsole(page, 'the credentials');
  });

  it('change their name, and their secret with an overlap', async () => {
    const { page } = technician;
    await row(page, userId).getByRole('button', { name: credentials.edit, exact: true }).click();
    const edit = page.getByRole('dialog');
    await edit.getByLabel(credentials.label, { exact: true }).fill('Core banking malam');
    await edit.getByLabel(t.terminalPages.limit).fill('nol');
    await edit.getByRole('button', { name: save, exact: true }).click();
    await edit.getByText(t.terminalPages.limitWrong).waitFor();
    await edit.getByLabel(t.terminalPages.limit).fill('2.500');
    await edit.getByRole('button', { name: save, exact: true }).click();
    await edit.waitFor({ state: 'detached' });
    await row(page, 'Core banking malam').getByText('2.500').waitFor();

    await row(page, userId).getByRole('button', { name: credentials.rotate, exact: true }).click();
    const dialog = page.getByRole('dialog');
    const yes = dialog.getByRole('button', { name: credentials.rotate, exact: true });
    await dialog.getByLabel(credentials.overlap).fill('169');
    await yes.click();
    await dialog.getByText(credentials.overlapWrong).waitFor();
    await dialog.getByLabel(credentials.overlap).fill('24');
    await expectUsableConsole(page, 'the question before a new secret');
    await yes.click();
    await page.getByRole('heading', { name: credentials.secretTitle }).waitFor();
    const old = secret;
    secret = await readSecret(page);
    expect(secret).not.toBe(old);
    await putAway(page);
    const [until = ''] = credentials.previousUntil.split('{date}');
    await row(page, userId).getByText(until).waitFor();
    await eventually(async () => expect(await ask()).toBeUndefined(), { withinMs: 15_000, everyMs: 500 });
    expect(await ask(old)).toBeUndefined();
  });

  it('are revoked for ever with a reason, and nothing can be done with them any more', async () => {
    const { page } = technician;
    await row(page, userId).getByRole('button', { name: credentials.revoke, exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox').fill('Program diganti');
    await dialog.getByRole('button', { name: credentials.revoke, exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
    await row(page, userId).getByText(t.terminals.credentialStatus.DICABUT, { exact: true }).waitFor();
    await row(page, userId).getByText('Program diganti').waitFor();
    expect(await row(page, userId).getByRole('button', { name: credentials.rotate }).count()).toBe(0);
    await screenshot(page, 'kredensial-dicabut');
    await eventually(async () => expect(await ask()).toBe(serviceRefusals.USER_INACTIVE.words), {
      withinMs: 15_000,
      everyMs: 500,
    });
  });

  it('leave no complaint of the browser behind', () => {
    expect([technician, manager, operator, desk].flatMap(({ complaints }) => complaints)).toEqual([]);
  });
});
