import { formatWib, formatWibDay } from '#contract/external/simponi';
import { bankName, channelName, simponiBanks, simponiChannels } from '#contract/external/simponi-codes';
import { formatRupiah } from '#contract/shared/money';
import { type Child, html, type Markup } from '#platform/html';
import { facts, page as framedPage, type PageFrame } from '../shared/page.ts';
import type { Billing, Ledger, Payment } from './ledger.ts';

/** What the counter says when it cannot take a payment; `retry` keeps what was typed. */
export interface TellerProblem {
  readonly title: string;
  readonly advice: string;
  readonly receiptOf?: string;
}

const frame: PageFrame = {
  name: 'Bank Simulasi',
  tagline: 'Loket penerimaan negara',
  ribbon: 'Simulasi: tidak ada uang sungguhan yang berpindah.',
  menu: [
    ['/', 'Bayar'],
    ['/tagihan', 'Daftar tagihan'],
    ['/laporan', 'Laporan SIMPONI'],
    ['/bantuan', 'Bantuan uji'],
  ],
};

/** A page of the counter; `current` is the address of the menu's entry that it belongs to. */
export const page = (title: string, current: string, body: Child): string =>
  framedPage(frame, title, current, body);

/** The first page: where the kode billing is typed. */
export function startPage(typed = '', problem?: TellerProblem): string {
  const body = html`
<div class="card">
  <h1>Bayar tagihan PNBP</h1>
  <p>Ketik kode billing yang tercantum pada surat pemberitahuan, lalu periksa tagihannya sebelum membayar.</p>
  ${problem && problemBox(problem)}
  <form action="/bayar" method="get" class="lookup">
    <label for="kode">Kode billing</label>
    <input id="kode" name="kode" value="${typed}" inputmode="numeric" autocomplete="off" maxlength="40" required autofocus
      ${problem ? html`aria-invalid="true" aria-describedby="masalah"` : html`aria-describedby="petunjuk"`}>
    <p class="hint" id="petunjuk">Hanya angka, biasanya 15 digit. Spasi boleh ada, misalnya 820 230 309 000 001.</p>
    <button type="submit">Periksa tagihan</button>
  </form>
</div>`;
  return page('Bayar tagihan', '/', body);
}

/** The bill behind a code, and the choice of bank and channel. */
export function billPage(billing: Billing, now: Date, problem?: TellerProblem): string {
  const body = html`
<div class="card">
  <h1>Periksa tagihan</h1>
  ${problem && problemBox(problem)}
  <p class="amount"><span>Jumlah yang dibayar</span> <strong>${formatRupiah(billing.total)}</strong></p>
  ${facts([
    ['Kode billing', code(billing.kodeBilling)],
    ['Nama wajib bayar', billing.payerName],
    ['Kementerian/Lembaga', agency(billing)],
    ['Rincian', detailLines(billing)],
    ['Dibuat', wib(billing.issuedAt)],
    ['Berlaku sampai', html`${wib(billing.expiresAt)} <small>${timeLeft(billing, now)}</small>`],
  ])}
  <form action="/bayar" method="post">
    <input type="hidden" name="kode" value="${billing.kodeBilling}">
    <div class="pair">
      <p><label for="bank">Bank atau pos persepsi</label>
      <select id="bank" name="bank" autofocus>${Object.entries(simponiBanks).map(
        ([sandi, name]) =>
          html`<option value="${treasuryCode(sandi)}"${sandi === '008' ? html` selected` : ''}>${name}</option>`,
      )}</select></p>
      <p><label for="kanal">Kanal pembayaran</label>
      <select id="kanal" name="kanal">${Object.entries(simponiChannels).map(
        ([channel, name]) =>
          html`<option value="${channel}"${channel === '7012' ? html` selected` : ''}>${name}</option>`,
      )}</select></p>
    </div>
    <div class="actions"><button type="submit">Bayar ${formatRupiah(billing.total)}</button>
    <a class="button quiet" href="/">Batal, ketik kode lain</a></div>
  </form>
</div>`;
  return page('Periksa tagihan', '/', body);
}

/** The receipt of a payment, to be printed. */
export function receiptPage(billing: Billing, payment: Payment): string {
  const body = html`
<article class="card receipt">
  <p class="stamp">Lunas</p>
  <h1>Bukti Penerimaan Negara</h1>
  <p class="hint">Simulasi. Pembayaran diterima; simpan NTB dan NTPN di bawah ini sebagai bukti.</p>
  ${facts([
    ['NTPN', code(payment.ntpn)],
    ['NTB', code(payment.ntb)],
    ['Kode billing', code(billing.kodeBilling)],
    ['Tanggal bayar', wib(payment.paidAt)],
    ['Tanggal buku', dayText(payment.bookDate)],
    ['Nama wajib bayar', billing.payerName],
    ['Kementerian/Lembaga', agency(billing)],
    ['Rincian', detailLines(billing)],
    ['Jumlah setoran', html`<strong>${formatRupiah(billing.total)}</strong>`],
    ['Mata uang', 'IDR (rupiah)'],
    ['Bank/pos persepsi', `${bankName(payment.bankCode) ?? 'Tidak dikenal'} (${payment.bankCode})`],
    ['Kanal', `${channelName(payment.channelCode) ?? 'Tidak dikenal'} (${payment.channelCode})`],
  ])}
  <p class="hint noprint">Untuk mencetak, tekan Ctrl+P. Pemesan menerima kabar pembayaran ini secara otomatis.</p>
  <div class="actions noprint"><a class="button" href="/">Bayar tagihan lain</a></div>
</article>`;
  return page('Bukti Penerimaan Negara', '/', body);
}

/** The newest bills with their state, so that a demonstration need not copy codes. */
export function billsPage(ledger: Ledger): string {
  const rows = ledger.billings(100);
  const table = html`
<div class="scroll" tabindex="0" role="region" aria-label="Daftar tagihan"><table class="stack">
  <thead><tr><th>Kode billing</th><th>Nama wajib bayar</th><th class="number">Jumlah</th><th>Berlaku sampai</th><th>Status</th></tr></thead>
  <tbody>${rows.map(
    (
      row,
    ) => html`<tr><td><a href="/bayar?kode=${row.kodeBilling}">${code(row.kodeBilling)}</a></td><td>${row.payerName}</td>
    <td class="number">${formatRupiah(row.total)}</td><td>${wib(row.expiresAt)}</td><td>${stateOf(ledger, row)}</td></tr>`,
  )}</tbody>
</table></div>`;
  const body = html`<div class="card wide"><h1>Daftar tagihan</h1>
  <p>100 tagihan terbaru yang dibuat SIMPONI simulasi. Pilih kode billing untuk membayar atau melihat buktinya.</p>
  ${rows.length > 0 ? table : html`<p class="empty">Belum ada tagihan. Buat pesanan di Loket Dukcapil, lalu kembali ke sini.</p>`}</div>`;
  return page('Daftar tagihan', '/tagihan', body);
}

function stateOf(ledger: Ledger, billing: Billing): Markup {
  const payment = ledger.payments(billing.kodeBilling).at(-1);
  if (payment) return html`<a class="tag paid" href="/bukti/${payment.ntpn}">Lunas</a>`;
  return ledger.isExpired(billing)
    ? html`<span class="tag late">Kedaluwarsa</span>`
    : html`<span class="tag open">Belum dibayar</span>`;
}

const problemBox = ({ title, advice, receiptOf }: TellerProblem): Markup => html`
<div class="problem" role="alert" id="masalah"><strong>${title}</strong> ${advice}
${receiptOf && html`<a href="/bukti/${receiptOf}">Lihat bukti pembayarannya</a>`}</div>`;

/** Codes are read out and copied: one typeface, no line break. */
const code = (value: string): Markup => html`<span class="code">${value}</span>`;

const detailLines = (billing: Billing): Markup[] =>
  billing.details.map(
    (detail) =>
      html`<span class="line">Akun ${detail.kodeAkun}: ${new Intl.NumberFormat('id-ID').format(detail.quantity)} ${
        detail.unit
      } × ${formatRupiah(detail.unitPrice)}</span>`,
  );

const agency = (billing: Billing): string =>
  `${billing.kodeKl === '010' ? 'Kementerian Dalam Negeri ' : ''}(${billing.kodeKl}) - unit eselon I ${billing.kodeEselon1} - satker ${billing.kodeSatker}`;

/** The Treasury's twelve-digit form of a bank's sandi. */
const treasuryCode = (sandi: string): string => `520${sandi}000990`;

const dayFormat = new Intl.DateTimeFormat('id-ID', { dateStyle: 'long', timeZone: 'UTC' });
const dayText = (day: string): string => dayFormat.format(new Date(`${day}T00:00:00Z`));

/** `9 Maret 2023 pukul 10.04.05 WIB`. */
export function wib(moment: string): string {
  const date = new Date(moment);
  return `${dayText(formatWibDay(date))} pukul ${formatWib(date).slice(11).replaceAll(':', '.')} WIB`;
}

function timeLeft(billing: Billing, now: Date): string {
  const minutes = Math.max(0, Math.floor((Date.parse(billing.expiresAt) - now.getTime()) / 60_000));
  if (minutes >= 2880) return `(${Math.floor(minutes / 1440)} hari lagi)`;
  if (minutes >= 120) return `(${Math.floor(minutes / 60)} jam lagi)`;
  return `(${minutes} menit lagi)`;
}
