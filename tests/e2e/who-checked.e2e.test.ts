import type { Locator, Page } from 'playwright-core';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import type { ComplaintAction } from '#contract/complaints/lifecycle';
import { pagePaths } from '#contract/shared/pages';
import { randomToken, sha256 } from '#platform/crypto';
import { expectUsable } from './support/axe.ts';
import { type Person, screenshot, sharedBrowser, signIn, t } from './support/browser.ts';
import { type Citizen, citizen } from './support/citizen.ts';
import { asOwner } from './support/owner-sql.ts';
import { people } from './support/people.ts';
import { openMenu, row, section } from './support/steps.ts';

/**
 * "Siapa mengecek NIK saya?": an institution's program asks about a NIK, its owner comes to the counter, reads who it
 * was, complains, and is answered. One story: each step goes on where the one before has stopped.
 */
const open = sharedBrowser();
const { trail, complaints } = t;
const serial = String(Date.now()).slice(-6);
/** SIAK knows everybody whose last four digits are below 5000. */
const nik = `3374014101${serial.slice(0, 2)}0${serial.slice(2, 5)}`;
const bankCode = `BPR-UJI-${serial}`;
const bank = `BPR Uji Peramban ${serial}`;
let operator: Person;
let desk: Person;
let holder: Citizen;
let number = '';
let secret = '';

beforeAll(async () => {
  operator = await signIn(open.browser, people.operator);
  desk = await signIn(open.browser, people.partnership);
  holder = await citizen(open.browser);
  await askAboutHim();
});

/** A bank of its own with five units, so that no other test's figures move, and one lookup of its program. */
async function askAboutHim(): Promise<void> {
  const { dataDir, baseUrl } = inject('product');
  if (dataDir === null) throw new Error('this test arranges a bank in the database of its own product');
  const [userId, password] = [`uji-${randomToken(6)}`, randomToken()];
  await asOwner(
    dataDir,
    `with p as (select id from product where code = 'WEBSERVICE-NIK'),
     i as (
       insert into institution (code, name, category, address, email, phone, juknis_done_on, juknis_elements,
         production_opened_on, updated_at)
       values ($1, $2, 'PERBANKAN', 'Jl. Uji 1', 'uji@bank.test', '021-555', current_date, '{namaLengkap}', current_date, now())
       returning id),
     a as (
       insert into agreement (institution_id, number, starts_on, ends_on)
       select id, $1, current_date - 10, current_date + 300 from i),
     c as (
       insert into api_credential (institution_id, product_id, environment, user_id, label, secret_hash, created_by)
       select i.id, p.id, 'PRODUKSI', $3, 'Uji', $4, 'test' from i, p),
     n as (
       insert into allowed_network (institution_id, cidr, label, status, requested_by)
       select i.id, cidr, 'Uji', 'DISETUJUI', 'test' from i, (values ('127.0.0.1'), ('::1')) v(cidr)),
     q as (
       insert into quota_account (institution_id, product_id, granted) select i.id, p.id, 5 from i, p),
     v as (
       insert into voucher (number, institution_id, product_id, units, first_unit, last_unit, source)
       select 'VC-' || $1, i.id, p.id, 5, 1, 5, 'SALDO_AWAL' from i, p returning id),
     l as (
       insert into ledger_transaction (kind, institution_id, product_id, voucher_id, first_unit, last_unit)
       select 'GRANT', i.id, p.id, v.id, 1, 5 from i, p, v returning id)
     insert into ledger_entry (transaction_id, account, institution_id, product_id, units)
     select l.id, e.account, i.id, p.id, e.units
     from l, i, p, (values ('KUOTA', 5), ('PENERBITAN', -5)) e(account, units)`,
    [bankCode, bank, userId, sha256(password)],
  );
  const response = await fetch(`${baseUrl}/dukcapil/get_json/${bankCode.toLowerCase()}/CALL_NIK`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ user_id: userId, password, ip_user: '10.1.2.3', NIK: nik }),
  });
  expect(await response.json(), 'the answer of the web service').toMatchObject({ quotaLimiter: 4 });
}

/** One of the desk's buttons, with its dialog. */
async function act(page: Page, action: ComplaintAction, fill?: (dialog: Locator) => Promise<void>) {
  const label = complaints.action[action];
  await section(page, complaints.desk.act).getByRole('button', { name: label, exact: true }).click();
  const dialog = page.getByRole('dialog');
  await fill?.(dialog);
  await dialog.getByRole('button', { name: label, exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
}

describe('Siapa mengecek NIK saya?', () => {
  it('opens by a code that the operator gives after comparing the KTP-el', async () => {
    const { page } = operator;
    await openMenu(page, 'counterCodes');
    await page.getByLabel(trail.counter.nik).fill(nik);
    await page.getByLabel(trail.counter.checked).check();
    await page.getByRole('button', { name: trail.counter.submit }).click();
    const code = await page.getByText(/^\w{5}-\w{5}$/).innerText();
    await expectUsable(page, 'the code at the counter');
    await screenshot(page, 'kode-loket-catatan-akses');

    const phone = holder.page;
    await phone.goto('/');
    await phone.getByRole('link', { name: t.console.login.whoChecked }).click();
    await phone.getByRole('heading', { name: trail.title }).waitFor();
    await expectUsable(phone, 'the way in');
    await screenshot(phone, 'warga-siapa-mengecek-ponsel');
    await phone.locator('#nikLoket').fill(nik);
    await phone.getByLabel(trail.counterCode).fill('AAAAA-AAAAA');
    await phone.getByRole('button', { name: trail.counterSubmit }).click();
    await phone.getByRole('alert').getByText(t.errors.PROOF_CODE_WRONG).waitFor();
    await phone.locator('#nikLoket').fill(nik);
    await phone.getByLabel(trail.counterCode).fill(code);
    await phone.getByRole('button', { name: trail.counterSubmit }).click();
    await phone.getByRole('heading', { name: trail.listTitle }).waitFor();
    await phone.getByText(trail.kind.DIBACA).waitFor();
    await phone.getByText(bank).waitFor();
    await expectUsable(phone, 'the record');
    await screenshot(phone, 'warga-catatan-akses-ponsel');
    expect(phone.url()).not.toContain(nik);
  });

  it('takes a complaint from a line, with a receipt', async () => {
    const { page } = holder;
    await page.getByRole('button', { name: trail.complain }).click();
    await page.getByLabel(complaints.page.text).fill('Saya tidak pernah berhubungan dengan lembaga ini.');
    await expectUsable(page, 'the complaint');
    await page.getByRole('button', { name: complaints.page.submit }).click();
    await page.getByRole('heading', { name: complaints.page.sentTitle }).waitFor();
    number = await page.getByText(/^PGD-\d{6}-\d{6}$/).innerText();
    secret = await page.locator('dd.code:not(.big)').innerText();
    await expectUsable(page, 'the receipt');
    await screenshot(page, 'warga-tanda-terima-pengaduan-ponsel');
    await page.getByRole('button', { name: complaints.page.back }).click();
    await page.getByText(trail.complained.replace('{number}', number)).waitFor();
    await page.getByRole('button', { name: trail.close }).click();
    await page.getByText(trail.closed).waitFor();
  });

  it('is worked by the partnership desk', async () => {
    const { page } = desk;
    await openMenu(page, 'complaints');
    await row(page, number).click();
    await page.getByText('Saya tidak pernah berhubungan dengan lembaga ini.').waitFor();
    await act(page, 'take');
    await section(page, complaints.desk.act).getByRole('button', { name: complaints.action.close }).waitFor();
    await act(page, 'close', async (dialog) => {
      await dialog.getByRole('combobox', { name: complaints.outcomeLabel }).click();
      await page.getByRole('option', { name: complaints.outcome.SESUAI_PERJANJIAN }).click();
      await dialog.getByRole('textbox').last().fill('Lembaga memeriksa NIK yang salah ketik.');
    });
    await page.getByText(complaints.desk.nothingToDo).waitFor();
    await expectUsable(page, 'the closed complaint');
    await screenshot(page, 'pengaduan-akses');
  });

  it('is answered where the citizen follows it', async () => {
    const { page, complaints: faults } = holder;
    await page.goto(pagePaths.complaint());
    await page.getByLabel(complaints.page.number).fill(number);
    await page.getByLabel(complaints.page.secret).fill(secret);
    await page.getByRole('button', { name: complaints.page.trackSubmit }).click();
    await page.getByText('Lembaga memeriksa NIK yang salah ketik.').waitFor();
    await page.getByText(complaints.outcome.SESUAI_PERJANJIAN).waitFor();
    await expectUsable(page, 'the answered complaint');
    await screenshot(page, 'warga-pengaduan-ponsel');
    expect(faults).toEqual([]);
  });
});
