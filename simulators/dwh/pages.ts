import { dwhReasonCodes } from '#contract/external/dwh';
import { type Child, html, type Markup } from '#platform/html';
import { page as framedPage, type PageFrame } from '../shared/page.ts';
import { type Behaviour, magicEndings, type Scope } from './faults.ts';
import type { Job, JobStore, JobView } from './job-store.ts';
import { reasonWords } from './words.ts';

const frame: PageFrame = {
  name: 'DWH Simulasi',
  tagline: 'Data warehouse Ditjen Dukcapil',
  ribbon: 'Simulasi: semua orang di sini rekaan.',
  menu: [
    ['/', 'Pekerjaan'],
    ['/bantuan', 'Bantuan uji'],
  ],
};

const page = (title: string, current: string, body: Child): string => framedPage(frame, title, current, body);

/** What a person is told after an act that could not be done. */
export interface Notice {
  readonly title: string;
  readonly advice: string;
}

/** The newest jobs, each with what a person may do with it. */
export function jobsPage(store: JobStore, notice?: Notice): string {
  const rows = store.jobs(100).map((job) => ({ job, view: store.view(job) }));
  const table = html`
<div class="scroll" tabindex="0" role="region" aria-label="Daftar pekerjaan"><table class="stack">
  <thead><tr><th>Pekerjaan</th><th>NIK</th><th>Diterima</th><th>Status</th><th>Tindakan</th></tr></thead>
  <tbody>${rows.map(
    ({
      job,
      view,
    }) => html`<tr><td><span class="code">${job.jobId}</span></td><td><span class="code">${masked(job.nik)}</span></td>
    <td>${wib(job.submittedAt)}</td><td>${stateOf(view)}</td><td>${view.end ? '' : acts(job)}</td></tr>`,
  )}</tbody>
</table></div>`;
  const body = html`<div class="card wide"><h1>Pekerjaan sinkronisasi</h1>
  ${notice && html`<div class="problem" role="alert"><strong>${notice.title}</strong> ${notice.advice}</div>`}
  <p>100 pekerjaan terbaru. Pekerjaan biasa selesai sendiri dalam beberapa detik, lalu NIK-nya terbaca.</p>
  ${rows.length > 0 ? table : html`<p class="empty">Belum ada pekerjaan. Kirim langkah Sinkronisasi DWH di Loket Dukcapil, lalu kembali ke sini.</p>`}
  <div class="actions"><a class="button quiet" href="/">Muat ulang</a></div></div>`;
  return page('Pekerjaan', '/', body);
}

const acts = (job: Job): Markup => html`
<form action="/pekerjaan/${job.jobId}" method="post"><button name="status" value="DONE">Selesaikan</button></form>
<form action="/pekerjaan/${job.jobId}" method="post" class="inline">
  <p><label for="alasan-${job.jobId}">Alasan gagal</label>
  <select id="alasan-${job.jobId}" name="reasonCode">${dwhReasonCodes.map(
    (code) => html`<option value="${code}">${reasonWords[code]}</option>`,
  )}</select></p>
  <button name="status" value="FAILED">Gagalkan</button>
</form>`;

function stateOf({ status, progress, end }: JobView): Markup {
  if (status === 'QUEUED') return html`<span class="tag open">Mengantre</span>`;
  if (status === 'RUNNING') return html`<span class="tag open">Berjalan ${progress}%</span>`;
  if (status === 'DONE') return html`<span class="tag paid">Selesai</span>`;
  if (status === 'CANCELLED') return html`<span class="tag late">Dibatalkan</span>`;
  return html`<span class="tag late">Gagal</span> ${end?.reasonCode && reasonWords[end.reasonCode]}`;
}

/** Choices of the help page's form: value, label. Each is a body of `POST /control`. */
export const offeredBehaviours: readonly { name: string; label: string; order: object }[] = [
  { name: 'slow', label: 'Lambat: jawaban 3 detik, pekerjaan satu menit', order: { mode: 'slow' } },
  { name: 'refuse', label: 'Menolak pekerjaan berikutnya', order: { mode: 'refuse', count: 1 } },
  { name: 'fail', label: 'Menggagalkan pekerjaan berikutnya', order: { mode: 'fail', count: 1 } },
  { name: 'failAlways', label: 'Menggagalkan setiap pekerjaan', order: { mode: 'fail' } },
  { name: 'hold', label: 'Menahan pekerjaan sampai diselesaikan di sini', order: { mode: 'hold' } },
  {
    name: 'forget',
    label: 'Melupakan pekerjaan yang ditanyakan berikutnya',
    order: { mode: 'forget', count: 1 },
  },
  {
    name: 'timeoutAfterAccept',
    label: 'Menerima pekerjaan berikutnya tanpa menjawab',
    order: { mode: 'timeoutAfterAccept', count: 1 },
  },
  { name: 'readable', label: 'Menganggap NIK sudah terbaca', order: { mode: 'readable' } },
  { name: 'inactive', label: 'Menganggap NIK tidak aktif', order: { mode: 'inactive' } },
  { name: 'garbage', label: 'Menjawab rusak, satu kali', order: { mode: 'garbage', count: 1 } },
  { name: 'down', label: 'Mati sampai dipulihkan', order: { mode: 'down' } },
];

/** How to make the simulator misbehave: the magic endings, the switches, the control endpoint. */
export function helpPage(inForce: readonly (Behaviour & Scope)[], notice?: Notice): string {
  const body = html`
<div class="card wide">
  <h1>Bantuan uji</h1>
  <p>DWH simulasi dapat diminta bermasalah, untuk melihat bagaimana pengajuan tetap selamat. NIK biasa belum terbaca; setelah pekerjaannya selesai, NIK itu terbaca.</p>
  <h2>Akhiran NIK yang ajaib</h2>
  <p>Ajukan NIK dengan empat angka terakhir berikut, misalnya 3273014507909903:</p>
  <div class="scroll" tabindex="0" role="region" aria-label="Akhiran NIK yang ajaib"><table class="stack">
    <thead><tr><th>Akhiran</th><th>Nama</th><th>Yang terjadi</th></tr></thead>
    <tbody>${magicEndings.map(
      (row) =>
        html`<tr><td><span class="code">${row.ending}</span></td><td><code>${row.fault.mode}</code></td><td>${row.effect}</td></tr>`,
    )}</tbody>
  </table></div>
  <h2>Sakelar</h2>
  ${switches(inForce, notice)}
  <h2>Untuk program</h2>
  <p><code>POST /control</code> menerima JSON, misalnya:</p>
  <pre>{"mode": "slow", "ms": 8000, "jobMs": 20000, "count": 2, "call": "submit"}
{"mode": "fail", "code": "DATA_TERKUNCI", "forNik": "3273014507900001", "count": 1}
{"mode": "normal"}</pre>
  <p><code>GET /control/jobs</code> menampilkan pekerjaan; <code>POST /control/jobs/:jobId</code> mengakhirinya:
  <code>{"status": "DONE"}</code> atau <code>{"status": "FAILED", "reasonCode": "BIOMETRIK_GANDA"}</code>.</p>
</div>`;
  return page('Bantuan uji', '/bantuan', body);
}

const switches = (inForce: readonly (Behaviour & Scope)[], notice?: Notice): Markup => html`
${notice && html`<div class="problem" role="alert"><strong>${notice.title}</strong> ${notice.advice}</div>`}
<form action="/bantuan" method="post" class="inline">
  <p><label for="mode">Mulai sekarang, DWH</label>
  <select id="mode" name="mode">${offeredBehaviours.map((row) => html`<option value="${row.name}">${row.label}</option>`)}</select></p>
  <p><label for="nik">Hanya untuk NIK (boleh kosong)</label>
  <input id="nik" name="nik" inputmode="numeric" autocomplete="off" maxlength="24"></p>
  <button type="submit">Terapkan</button>
</form>
${
  inForce.length === 0
    ? html`<p class="empty">Saat ini tidak ada gangguan yang diminta.</p>`
    : html`<div class="problem"><strong>Yang berlaku:</strong> <ul>${inForce.map((row) => html`<li>${describe(row)}</li>`)}</ul>
  <form action="/bantuan" method="post"><button name="mode" value="normal">Pulihkan semua</button></form></div>`
}`;

const describe = (row: Behaviour & Scope): string =>
  [
    row.mode,
    row.count === undefined ? 'sampai dipulihkan' : `${row.count} kali lagi`,
    row.forNik && `untuk NIK ${masked(row.forNik)}`,
    row.call && `pada ${row.call}`,
  ]
    .filter(Boolean)
    .join(', ');

/** Enough to find a row again. */
const masked = (nik: string): string => `${nik.slice(0, 4)}********${nik.slice(-4)}`;

const wibFormat = new Intl.DateTimeFormat('id-ID', {
  dateStyle: 'medium',
  timeStyle: 'medium',
  timeZone: 'Asia/Jakarta',
});
const wib = (moment: string): string => `${wibFormat.format(new Date(moment))} WIB`;
