import { type Child, html, type Markup } from '#platform/html';
import { facts, page as framedPage, type PageFrame } from '../shared/page.ts';
import { type Behaviour, magicEndings, type Scope } from './faults.ts';
import { type Population, serialRanges } from './people.ts';

const frame: PageFrame = {
  name: 'SIAK Simulasi',
  tagline: 'Sistem Informasi Administrasi Kependudukan',
  ribbon: 'Simulasi: semua orang di sini rekaan.',
  menu: [
    ['/', 'Penduduk'],
    ['/bantuan', 'Bantuan uji'],
  ],
};

const page = (title: string, current: string, body: Child): string => framedPage(frame, title, current, body);

const words: Readonly<Record<string, string>> = {
  DECEASED: 'Meninggal dunia',
  DOUBLE: 'Data ganda',
  NOT_FOUND: 'Tidak ditemukan',
  INACTIVE: 'Non aktif',
};

/** Some people to try with, and what the registry holds under one NIK. */
export function registryPage(population: Population, nik?: string): string {
  const body = html`<div class="card wide"><h1>Penduduk</h1>
  <p>Setiap NIK yang wajar (kecamatan dan tanggal lahir yang ada) punya satu orang rekaan, selalu orang yang sama.</p>
  <form action="/" method="post" class="inline">
    <p><label for="nik">NIK</label><input id="nik" name="nik" inputmode="numeric" autocomplete="off" maxlength="24" required></p>
    <button type="submit">Cari</button>
  </form>
  ${nik !== undefined && found(population, nik)}
  <h2>NIK untuk dicoba</h2>
  <div class="scroll" tabindex="0" role="region" aria-label="NIK untuk dicoba"><table class="stack">
    <thead><tr><th>NIK</th><th>Nama atau keadaan</th></tr></thead>
    <tbody>${examples(population).map(
      ([each, what]) => html`<tr><td><span class="code">${each}</span></td><td>${what}</td></tr>`,
    )}</tbody>
  </table></div></div>`;
  return page('Penduduk', '/', body);
}

function found(population: Population, nik: string): Markup {
  if (!/^\d{16}$/.test(nik))
    return html`<div class="problem" role="alert"><strong>Bukan NIK.</strong> NIK terdiri dari 16 angka.</div>`;
  const person = population.find(nik);
  if (typeof person === 'string') return html`<p role="status"><strong>${words[person]}.</strong></p>`;
  return facts(Object.entries(person).map(([field, value]) => [field, value ?? '-'] as const));
}

/** Two found people, then one of each kind of absence. */
const examples = (population: Population): [string, string][] =>
  ['0001', '0002', '5001', '6001', '7001', '8001'].map((serial) => {
    const nik = `337401450790${serial}`;
    const person = population.find(nik);
    return [nik, typeof person === 'string' ? (words[person] ?? person) : (person.NAMA_LGKP ?? '')];
  });

/** Choices of the help page's form: value, label. Each is a body of `POST /control`. */
export const offeredBehaviours: readonly { name: string; label: string; order: object }[] = [
  { name: 'slow', label: 'Lambat: jawaban 3 detik', order: { mode: 'slow' } },
  { name: 'silent', label: 'Tidak menjawab permintaan berikutnya', order: { mode: 'silent', count: 1 } },
  { name: 'down', label: 'Mati sampai dipulihkan', order: { mode: 'down' } },
  { name: 'reset', label: 'Memutus sambungan sampai dipulihkan', order: { mode: 'down', how: 'reset' } },
  { name: 'garbage', label: 'Menjawab rusak, satu kali', order: { mode: 'garbage', count: 1 } },
  { name: 'half', label: 'Menjawab separuh, satu kali', order: { mode: 'garbage', how: 'half', count: 1 } },
  { name: 'refuse', label: 'Menolak token', order: { mode: 'refuse' } },
  { name: 'absent', label: 'Tidak menemukan NIK', order: { mode: 'absent' } },
];

/** How to make the simulator misbehave: serials, magic endings, switches, the control endpoint. */
export function helpPage(inForce: readonly (Behaviour & Scope)[], problem?: string): string {
  const body = html`<div class="card wide"><h1>Bantuan uji</h1>
  <h2>Empat angka terakhir NIK</h2>
  ${table(
    ['Nomor urut', 'Yang dijawab'],
    serialRanges.map(({ from, to, effect }) => [`${four(from)}-${four(to)}`, effect]),
  )}
  <h2>Akhiran yang membawa gangguan</h2>
  ${table(
    ['Akhiran', 'Yang terjadi'],
    magicEndings.map(({ ending, effect }) => [ending, effect]),
  )}
  <h2>Sakelar</h2>
  ${problem && html`<div class="problem" role="alert">${problem}</div>`}
  <form action="/bantuan" method="post" class="inline">
    <p><label for="mode">Mulai sekarang, SIAK</label>
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
  }
  <h2>Untuk program</h2>
  <p><code>POST /control</code> menerima JSON, misalnya:</p>
  <pre>{"mode": "slow", "ms": 8000, "count": 2, "call": "person"}
{"mode": "garbage", "how": "half", "forNik": "3374014507900001", "count": 1}
{"mode": "normal"}</pre>
  <p><code>GET /control</code> menghitung permintaan; <code>GET /control/people?from=0&amp;count=100</code> memberi NIK
  dari satu juta penduduk, untuk uji beban dan pemadanan.</p></div>`;
  return page('Bantuan uji', '/bantuan', body);
}

const four = (serial: number): string => String(serial).padStart(4, '0');

const table = (heads: readonly string[], rows: readonly (readonly [string, string])[]): Markup => html`
<div class="scroll" tabindex="0" role="region" aria-label="${heads[0] ?? ''}"><table class="stack">
  <thead><tr>${heads.map((head) => html`<th>${head}</th>`)}</tr></thead>
  <tbody>${rows.map(([code, effect]) => html`<tr><td><span class="code">${code}</span></td><td>${effect}</td></tr>`)}</tbody>
</table></div>`;

const describe = (row: Behaviour & Scope): string =>
  [
    row.mode,
    row.count === undefined ? 'sampai dipulihkan' : `${row.count} kali lagi`,
    row.forNik && `untuk NIK ${row.forNik.slice(0, 4)}********${row.forNik.slice(-4)}`,
    row.call && `pada ${row.call}`,
  ]
    .filter(Boolean)
    .join(', ');
