import { beforeAll, describe, expect, it } from 'vitest';
import { fill } from '#contract/i18n/index';
import { magicQuantities } from '../../simulators/simponi/faults.ts';
import { type Person, screenshot, sharedBrowser, signIn, t } from './support/browser.ts';
import { people } from './support/people.ts';
import {
  act,
  completeReturn,
  offered,
  openFromList,
  openMenu,
  openOrder,
  orderAndOpen,
  payAtTeller,
  readKodeBilling,
  row,
  search,
  section,
  waitForStatus,
} from './support/steps.ts';

/** The centre: orders in trouble, what waits for the deciding official, nobody decides his own proposal. */
const open = sharedBrowser();
let buyer: Person;
let treasurer: Person;
let official: Person;

beforeAll(async () => {
  buyer = await signIn(open.browser, people.buyer);
  treasurer = await signIn(open.browser, people.treasurer);
  official = await signIn(open.browser, people.official);
});

describe('an order that SIMPONI refuses', () => {
  it("stands on the treasurer's list in SIMPONI's words, with the acts that make sense", async () => {
    const refusal = magicQuantities.find(({ fault }) => fault.mode === 'refuse');
    const kuitansi = await orderAndOpen(buyer.page, 'Webportal NIK', refusal?.quantity ?? 0);
    await waitForStatus(buyer.page, 'TAGIHAN_BERMASALAH');

    const { page } = treasurer;
    await openMenu(page, 'troubled');
    const entry = row(page, kuitansi);
    await entry.getByText('Kode tarif tidak sesuai dengan akun', { exact: false }).waitFor();
    await entry.getByText(t.console.troubled.advice.TAGIHAN_BERMASALAH).waitFor();
    await screenshot(page, 'pesanan-bermasalah', 'pesanan-bermasalah');
    await openFromList(page, kuitansi);
    await waitForStatus(page, 'TAGIHAN_BERMASALAH');
    expect(await offered(page)).toEqual([
      t.orders.action.retryBilling,
      t.orders.action.enterBilling,
      t.orders.action.cancel,
    ]);
    await act(page, 'cancel', 'Lembaga diminta memesan ulang');
    await waitForStatus(page, 'DIBATALKAN');
  });

  it('shows its buyer the note, and is ordered again with one press', async () => {
    const { page } = buyer;
    await waitForStatus(page, 'DIBATALKAN');
    await section(page, t.console.detail.timeline)
      .getByText('Lembaga diminta memesan ulang', { exact: false })
      .waitFor();
    expect(await offered(page)).toEqual([t.console.detail.reorder]);
    await page.getByRole('button', { name: t.console.detail.reorder }).click();
    await page.getByRole('heading', { name: t.console.cart.title }).waitFor();
    await page.getByRole('button', { name: `${t.console.cart.remove} Webportal NIK` }).click();
    await page.getByText(t.console.cart.empty, { exact: false }).first().waitFor();
  });
});

describe('the Rp0 order of a ministry', () => {
  it('waits for the official, and has its voucher when he approves', async () => {
    const ministry = await signIn(open.browser, people.ministryBuyer);
    const kuitansi = await orderAndOpen(ministry.page, 'Webservice NIK', 50);
    await waitForStatus(ministry.page, 'MENUNGGU_PERSETUJUAN');

    const { page } = official;
    await openMenu(page, 'decisions');
    const entry = row(page, kuitansi);
    await entry.getByText(t.console.decisions.free).waitFor();
    await screenshot(page, 'menunggu-keputusan', 'menunggu-keputusan');
    await openFromList(page, kuitansi);
    await waitForStatus(page, 'MENUNGGU_PERSETUJUAN');
    expect(await offered(page)).toEqual([t.orders.action.approve, t.orders.action.reject]);
    await act(page, 'approve', 'Sesuai Permendagri 4/2025');

    await waitForStatus(ministry.page, 'SELESAI');
    await ministry.page.getByText(kuitansi.replace('KW-', 'VC-'), { exact: false }).first().waitFor();
    await ministry.close();
  });
});

describe('a payment that came late', () => {
  it('is proposed by one person and decided by another, never by the same', async () => {
    const late = magicQuantities.find(({ fault }) => fault.mode === 'payLate');
    const kuitansi = await orderAndOpen(buyer.page, 'Webportal NIK', late?.quantity ?? 0);
    await payAtTeller(open.browser, await readKodeBilling(buyer.page));
    await waitForStatus(buyer.page, 'PEMBAYARAN_BERMASALAH');

    const { page } = treasurer;
    await openMenu(page, 'troubled');
    await row(page, kuitansi)
      .getByText(/^Dibayar .* WIB, setelah tagihan kedaluwarsa .* WIB\.$/)
      .waitFor();
    await screenshot(page, 'pembayaran-terlambat');
    await giveRole('Nanda Bendahara', t.actors.pejabat, true);
    try {
      await page.reload();
      await openOrder(page, kuitansi);
      await act(page, 'proposeHonour', 'Terlambat satu menit karena gangguan bank');
      await waitForStatus(page, 'MENUNGGU_KEPUTUSAN');
      await page.getByText(t.console.detail.ownProposal, { exact: false }).waitFor();
      expect(await offered(page)).toEqual([]);
      await screenshot(page, 'usulan-sendiri');
    } finally {
      await giveRole('Nanda Bendahara', t.actors.pejabat, false);
    }

    await openMenu(official.page, 'decisions');
    await row(official.page, kuitansi)
      .getByText(fill(t.console.decisions.matter.MENUNGGU_KEPUTUSAN, { proposal: t.orders.proposal.HONOUR }))
      .waitFor();
    await screenshot(official.page, 'usulan-tetap-dilayani');
    await openOrder(official.page, kuitansi);
    await official.page.getByText(fill(t.console.detail.proposalBy, { name: 'Nanda Bendahara' })).waitFor();
    expect(await offered(official.page)).toEqual([t.orders.action.decide, t.orders.action.refuse]);
    await act(official.page, 'decide', 'Disetujui, kelalaian bukan pada lembaga');
    await waitForStatus(official.page, 'SELESAI');
    await waitForStatus(buyer.page, 'SELESAI');
  });
});

describe('a payment that came after the cancelling', () => {
  it('is told from a late one, and its return is recorded to the end', async () => {
    const { page } = treasurer;
    const kuitansi = await orderAndOpen(buyer.page, 'Webportal NIK', 12);
    const kodeBilling = await readKodeBilling(buyer.page);
    await act(buyer.page, 'cancel');
    await waitForStatus(buyer.page, 'DIBATALKAN');
    await payAtTeller(open.browser, kodeBilling);
    await waitForStatus(buyer.page, 'PEMBAYARAN_BERMASALAH');

    await openMenu(page, 'troubled');
    await row(page, kuitansi)
      .getByText(/^Dibayar .* WIB, setelah pesanan dibatalkan .* WIB\.$/)
      .waitFor();
    await screenshot(page, 'pembayaran-setelah-batal');
    await openFromList(page, kuitansi);
    await act(page, 'proposeReturn', 'Lembaga tidak jadi memesan');
    await waitForStatus(page, 'MENUNGGU_KEPUTUSAN');

    await openMenu(official.page, 'decisions');
    await row(official.page, kuitansi)
      .getByText(fill(t.console.decisions.matter.MENUNGGU_KEPUTUSAN, { proposal: t.orders.proposal.RETURN }))
      .waitFor();
    await openFromList(official.page, kuitansi);
    await act(official.page, 'decide', 'Kembalikan menurut PMK 188/PMK.05/2021');
    await waitForStatus(official.page, 'PENGEMBALIAN');

    await waitForStatus(page, 'PENGEMBALIAN');
    await completeReturn(page, { letter: 'S-17/PNBP/2026', date: '2026-03-20' });
    await waitForStatus(page, 'DIKEMBALIKAN');
    await page.getByText('S-17/PNBP/2026', { exact: false }).first().waitFor();
    await screenshot(page, 'pengembalian-selesai');
    await waitForStatus(buyer.page, 'DIKEMBALIKAN');
  });
});

describe('a payment without an order', () => {
  it('is kept for the treasurer, who closes it with a note that stays readable', async () => {
    const { page } = treasurer;
    const kodeBilling = '899999999999917';
    const notice = { method: 'activeinquiry', data: ['1', kodeBilling, 'TANPAPESANAN0017', '000000000017'] };
    const answer = await page.request.post('/webhooks/simponi', {
      data: { simponi_req: { ...notice, data: [...notice.data, '2026-03-20 09:00:00', '008', '7012'] } },
    });
    expect(answer.status()).toBe(200);

    await openMenu(page, 'unmatched');
    await search(page, t.console.unmatched.search, kodeBilling);
    const entry = row(page, kodeBilling);
    await entry.getByText(t.orders.unmatchedReason.UNKNOWN_CODE).waitFor();
    await entry.getByRole('button', { name: t.console.unmatched.close, exact: true }).click();
    const dialog = page.getByRole('dialog');
    const close = dialog.getByRole('button', { name: t.console.unmatched.close, exact: true });
    await close.click();
    await dialog.getByText(t.console.common.noteTooShort).waitFor();
    await dialog
      .getByRole('textbox', { name: new RegExp(t.console.common.note) })
      .fill('Setoran satker lain, sudah dikabarkan');
    await close.click();
    await dialog.waitFor({ state: 'detached' });
    await entry.getByText('Nanda Bendahara', { exact: false }).waitFor();
    await entry.getByText('Setoran satker lain, sudah dikabarkan', { exact: false }).waitFor();
    await screenshot(page, 'pembayaran-tanpa-pesanan');
  });
});

describe('a person whose account is disabled', () => {
  it('is out at once, in the window that is open', async () => {
    const finance = await signIn(open.browser, people.finance);
    await openMenu(finance.page, 'orders');
    await finance.page.getByRole('heading', { name: t.console.orders.title }).waitFor();
    const administrator = await openPerson('Kartika Keuangan');
    try {
      await administrator.page.getByRole('button', { name: t.console.people.disable, exact: true }).click();
      await administrator.page
        .getByRole('dialog')
        .getByRole('button', { name: t.console.people.disable, exact: true })
        .click();
      await administrator.page.getByText(t.console.people.status.NONAKTIF, { exact: true }).first().waitFor();

      await openMenu(finance.page, 'vouchers');
      await finance.page.getByRole('button', { name: t.console.login.submit, exact: true }).waitFor();
      expect((await finance.page.request.get('/api/v1/me')).status()).toBe(401);
    } finally {
      await administrator.page.getByRole('button', { name: t.console.people.enable, exact: true }).click();
      await administrator.page.getByText(t.console.people.status.AKTIF, { exact: true }).first().waitFor();
      await administrator.close();
      await finance.close();
    }
  });
});

it('left no script error behind', () => {
  expect([...buyer.complaints, ...treasurer.complaints, ...official.complaints]).toEqual([]);
});

/** The administrator opens somebody's page under Manajemen Pengguna. */
async function openPerson(name: string): Promise<Person> {
  const administrator = await signIn(open.browser, people.administrator);
  const { page } = administrator;
  await openMenu(page, 'people');
  await search(page, t.console.people.search, name);
  await row(page, name).first().click();
  await page.getByRole('heading', { name }).waitFor();
  return administrator;
}

async function giveRole(name: string, role: string, held: boolean): Promise<void> {
  const administrator = await openPerson(name);
  const { page } = administrator;
  await page.getByRole('button', { name: t.console.people.editRoles, exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('checkbox', { name: role, exact: true }).setChecked(held);
  await dialog.getByRole('button', { name: t.console.common.save, exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
  await administrator.close();
}
