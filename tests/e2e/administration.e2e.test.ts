import { beforeAll, describe, expect, it } from 'vitest';
import { type Person, screenshot, sharedBrowser, signIn, t } from './support/browser.ts';
import { people } from './support/people.ts';
import { openMenu, row } from './support/steps.ts';

/** The partnership desk, the treasurer's imports and the auditor: what they see before they open anything. */
const open = sharedBrowser();

describe('the partnership desk', () => {
  let desk: Person;
  beforeAll(async () => {
    desk = await signIn(open.browser, people.partnership);
  });

  it('sees on its dashboard which institutions need it, and a counter leads to them', async () => {
    const { page } = desk;
    const counter = page.getByRole('link', { name: new RegExp(t.console.dashboard.counter.agreementsEnded) });
    await counter.waitFor();
    await screenshot(page, 'dashboard-kerja-sama');
    await counter.click();
    await page.getByRole('heading', { name: t.console.institutions.title }).waitFor();
    await row(page, t.console.detail.pksEnded).first().waitFor();
    expect(await row(page, t.console.detail.pksActive).count()).toBe(0);
  });

  it('withdraws an invitation that went to a wrong address', async () => {
    const { page } = desk;
    await page.getByRole('button', { name: t.console.common.clearFilters }).click();
    await page.getByRole('row').filter({ hasText: 'BANK-CONTOH' }).first().click();
    await page.getByRole('button', { name: t.console.institutions.inviteManager }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(t.console.people.name).fill('Salah Alamat');
    await dialog.getByLabel(t.console.people.email).fill('salah.alamat@bank-contoh.test');
    await dialog.getByRole('button', { name: t.console.people.send }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('link', { name: 'Salah Alamat' }).click();
    await page.getByRole('button', { name: t.console.people.uninvite, exact: true }).click();
    await page.getByText(t.console.people.uninviteText).waitFor();
    await screenshot(page, 'tarik-undangan');
    await page
      .getByRole('dialog')
      .getByRole('button', { name: t.console.people.uninvite, exact: true })
      .click();
    await page.getByText(t.console.people.uninvited).waitFor();

    expect(desk.complaints).toEqual([]);
  });
});

describe('an import of a report with wrong rows', () => {
  it('names line, column and cause of each, and keeps nothing', async () => {
    const { page, complaints, close } = await signIn(open.browser, people.treasurer);
    await openMenu(page, 'imports');
    const rows = [
      'KODEBILLING,NTPN,NTBNTP,KETERANGAN,NAMAWAJIBBAYARBAYARSETOR,SETORANPERAKUNRP,TANGGALBAYAR',
      '820260300000001,AB12,000000000001,x,DEMO PUSAT,"100.000,00",2026-03-09',
      '820260300000002,AB00000000000002,000000000002,x,DEMO PUSAT,seratus,09-2026',
    ];
    await page.getByLabel(t.console.imports.upload).setInputFiles({
      name: 'laporan.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(rows.join('\n')),
    });
    const refusal = page.getByRole('alert').filter({ hasText: 'baris yang tidak dapat dibaca' });
    await refusal.waitFor();
    for (const [line, column, cause] of [
      ['2', 'NTPN', t.fieldErrors.REPORT_NTPN],
      ['3', 'SETORANPERAKUNRP', t.fieldErrors.REPORT_AMOUNT],
      ['3', 'TANGGALBAYAR', t.fieldErrors.REPORT_DATE],
    ] as const) {
      const entry = refusal.getByRole('row').filter({ hasText: column }).filter({ hasText: cause });
      expect(await entry.getByRole('cell').first().innerText()).toBe(line);
    }
    await screenshot(page, 'laporan-ditolak');
    expect(complaints).toEqual([]);
    await close();
  });
});

describe('the audit trail', () => {
  it('reads as sentences, and is filtered by choosing what happened', async () => {
    const { page, complaints, close } = await signIn(open.browser, people.auditor);
    await openMenu(page, 'audit');
    await page.getByLabel(t.console.audit.event, { exact: true }).click();
    await page.getByRole('option', { name: t.audit.events.INVITATION_REVOKED, exact: true }).click();
    const entry = row(page, t.audit.events.INVITATION_REVOKED).first();
    await entry.waitFor();
    for (const words of [t.audit.subjects.INVITATION, t.audit.done, 'Kerja Sama']) {
      expect(await entry.innerText()).toContain(words);
    }
    await row(page, t.audit.events.LOGIN).first().waitFor({ state: 'detached' });
    await screenshot(page, 'jejak-audit');
    expect(complaints).toEqual([]);
    await close();
  });
});
