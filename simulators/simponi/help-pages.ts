import { formatCount } from '#contract/shared/money';
import { html, type Markup } from '#platform/html';
import { type Fault, type FaultScope, magicQuantities } from './faults.ts';
import { page } from './pages.ts';

/** Choices of the help page's form: value, label. Each is a body of `POST /control`. */
export const offeredFaults: readonly { name: string; label: string; order: object }[] = [
  { name: 'refuse', label: 'Menolak kode billing berikutnya', order: { mode: 'refuse', count: 1 } },
  { name: 'slow', label: 'Lambat 5 detik, 3 permintaan', order: { mode: 'slow', ms: 5000, count: 3 } },
  {
    name: 'timeoutAfterCreate',
    label: 'Membuat kode billing berikutnya tanpa menjawab',
    order: { mode: 'timeoutAfterCreate', count: 1 },
  },
  {
    name: 'loseNotice',
    label: 'Menghilangkan notifikasi pembayaran berikutnya',
    order: { mode: 'loseNotice', count: 1 },
  },
  {
    name: 'noticeTwice',
    label: 'Mengirim notifikasi pembayaran berikutnya dua kali',
    order: { mode: 'noticeTwice', count: 1 },
  },
  {
    name: 'payLate',
    label: 'Mencatat pembayaran berikutnya sesudah kedaluwarsa',
    order: { mode: 'payLate', count: 1 },
  },
  {
    name: 'reportOtherAmount',
    label: 'Mencatat jumlah lain di laporan untuk pembayaran berikutnya',
    order: { mode: 'reportOtherAmount', count: 1 },
  },
  { name: 'garbage', label: 'Menjawab rusak, satu kali', order: { mode: 'garbage', count: 1 } },
  { name: 'down', label: 'Mati sampai dipulihkan', order: { mode: 'down' } },
];

/** How to make the simulator misbehave: the magic quantities, the switches, the control endpoint. */
export function helpPage(inForce: readonly (Fault & FaultScope)[]): string {
  const body = html`
<div class="card wide">
  <h1>Bantuan uji</h1>
  <p>SIMPONI simulasi dapat diminta bermasalah, untuk melihat bagaimana pesanan tetap selamat.</p>
  <h2>Jumlah pesanan yang ajaib</h2>
  <p>Pesan dengan jumlah (kuantitas) berikut, maka tagihannya berperilaku seperti ini:</p>
  <div class="scroll" tabindex="0" role="region" aria-label="Jumlah pesanan yang ajaib"><table class="stack">
    <thead><tr><th class="number">Jumlah</th><th>Nama</th><th>Yang terjadi</th></tr></thead>
    <tbody>${magicQuantities.map(
      (row) =>
        html`<tr><td class="number">${formatCount(row.quantity)}</td><td><code>${row.fault.mode}</code></td><td>${row.effect}</td></tr>`,
    )}</tbody>
  </table></div>
  <h2>Sakelar</h2>
  ${switches(inForce)}
  <h2>Untuk program</h2>
  <p><code>POST /control</code> menerima JSON, misalnya:</p>
  <pre>{"mode": "slow", "ms": 8000, "count": 2, "method": "inquirybilling_v2"}
{"mode": "refuse", "code": "99", "words": "Satker ditutup", "forTrxId": "KW-B1-0903230016-1"}
{"mode": "normal"}</pre>
  <p><code>POST /control/pay</code> membayar tanpa halaman: <code>{"kodeBilling": "…", "paidAt": "2023-03-16T09:00:00Z", "notify": false}</code>.
  <code>POST /control/notify</code> mengirim ulang notifikasi: <code>{"kodeBilling": "…", "times": 200}</code>.</p>
</div>`;
  return page('Bantuan uji', '/bantuan', body);
}

const switches = (inForce: readonly (Fault & FaultScope)[]): Markup => html`
<form action="/bantuan" method="post" class="inline">
  <p><label for="mode">Mulai sekarang, SIMPONI</label>
  <select id="mode" name="mode">${offeredFaults.map((row) => html`<option value="${row.name}">${row.label}</option>`)}</select></p>
  <button type="submit">Terapkan</button>
</form>
${
  inForce.length === 0
    ? html`<p class="empty">Saat ini tidak ada gangguan yang diminta.</p>`
    : html`<div class="problem"><strong>Gangguan yang berlaku:</strong> <ul>${inForce.map((row) => html`<li>${describe(row)}</li>`)}</ul>
  <form action="/bantuan" method="post"><button name="mode" value="normal">Pulihkan semua</button></form></div>`
}`;

const describe = (row: Fault & FaultScope): string =>
  [
    row.mode,
    row.count === undefined ? 'sampai dipulihkan' : `${row.count} kali lagi`,
    row.forTrxId && `untuk ${row.forTrxId}`,
    row.method && `pada ${row.method}`,
  ]
    .filter(Boolean)
    .join(', ');

/** Where staff download SIMPONI's report for the import. `today` is `YYYY-MM-DD` in Jakarta. */
export function reportPage(today: string): string {
  const body = html`
<div class="card">
  <h1>Laporan SIMPONI</h1>
  <p>Unduh laporan pembayaran sebagai CSV, lalu impor di Loket Dukcapil. Tanggal menurut WIB, kedua hari termasuk; kosongkan untuk semua.</p>
  <form action="/control/report.csv" method="get">
    <div class="pair">
      <p><label for="from">Dari tanggal bayar</label><input id="from" name="from" type="date" value="${today.slice(0, 8)}01"></p>
      <p><label for="to">Sampai tanggal bayar</label><input id="to" name="to" type="date" value="${today}"></p>
      <p><label for="delimiter">Pemisah kolom</label><select id="delimiter" name="delimiter">
        <option value="comma">Koma (,)</option><option value="semicolon">Titik koma (;)</option><option value="tab">Tab</option></select></p>
      <p><label for="date">Bentuk tanggal</label><select id="date" name="date">
        <option value="ymd">2023-03-09</option><option value="dmy">09/03/2023</option></select></p>
    </div>
    <div class="actions"><button type="submit">Unduh CSV</button></div>
  </form>
</div>`;
  return page('Laporan SIMPONI', '/laporan', body);
}
