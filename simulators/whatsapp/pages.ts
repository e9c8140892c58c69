import { whatsappTemplateTexts } from '#contract/external/whatsapp-templates';
import { type Child, html, type Markup } from '#platform/html';
import { page as framedPage, type PageFrame } from '../shared/page.ts';
import { magicNumbers } from './faults.ts';
import { phoneId, type StoredMessage } from './messages.ts';

const frame: PageFrame = {
  name: 'Ponsel Simulasi',
  tagline: 'Semua pesan WhatsApp dari Loket Dukcapil',
  ribbon: 'Simulasi: pesan tidak dikirim ke WhatsApp, semuanya berhenti di sini.',
  menu: [
    ['/', 'Ponsel'],
    ['/bantuan', 'Bantuan'],
  ],
  stylesheet: '/phone.css',
};

const page = (title: string, current: string, body: Child): string => framedPage(frame, title, current, body);

/** The phones that have messages, the one with the newest on top. */
export function phonesPage(messages: readonly StoredMessage[]): string {
  const newest = new Map<string, StoredMessage>();
  for (const message of messages) newest.set(message.to, message);
  const rows = [...newest.values()].sort((one, other) => other.at.localeCompare(one.at)).slice(0, 200);
  const unread = (number: string) => messages.filter((each) => each.to === number && isUnread(each)).length;
  const body = phone(
    html`<strong>WhatsApp</strong>`,
    rows.length === 0
      ? html`<p class="quiet">Belum ada pesan. Pesan tentang pengajuan akan muncul di sini.</p>`
      : html`<ul class="chats">${rows.map(
          (message) => html`<li><a href="/percakapan/${phoneId(message.to)}">
      <strong>${message.to}</strong> <time>${timeText(message.at)}</time>
      <span class="preview">${hasArrived(message) ? message.text.slice(0, 80) : absence(message)}</span>
      ${unread(message.to) > 0 && html`<span class="unread">${unread(message.to)}<span class="hidden"> belum dibaca</span></span>`}
      </a></li>`,
        )}</ul>`,
  );
  return page(
    'Ponsel',
    '/',
    html`<h1 class="center">Ponsel penerima</h1>
  <p class="center">Pilih nomor untuk membuka ponselnya; pesan di dalamnya lalu tercatat dibaca. <a href="/">Muat ulang</a></p>
  ${body}`,
  );
}

/** One phone's conversation with the office, newest message last. */
export function conversationPage(messages: readonly StoredMessage[]): string {
  const number = messages[0]?.to ?? '';
  const body = phone(
    html`<a href="/" aria-label="Kembali ke daftar nomor">←</a> <strong>Loket Dukcapil</strong> <small>ke ${number}</small>`,
    html`<div class="wall" role="log" aria-label="Percakapan">${messages.slice(-100).map(bubble)}</div>`,
  );
  return page(`Ponsel ${number}`, '/', html`<h1 class="center">Ponsel ${number}</h1>${body}`);
}

/** The magic numbers and the approved texts. */
export function helpPage(): string {
  const numbers = magicNumbers.map(
    ({ ending, effect }) => html`<tr><td class="code">…${ending}</td><td>${effect}</td></tr>`,
  );
  const texts = Object.entries(whatsappTemplateTexts).map(
    ([name, template]) => html`<h3>${name} <small class="tag open">${template.status}</small></h3>
    <pre class="text">${template.body}</pre>`,
  );
  const body = html`<div class="card wide"><h1>Bantuan</h1>
  <h2>Nomor ajaib</h2><p>Nomor dengan empat angka terakhir ini berlaku lain dari biasanya:</p>
  <div class="scroll" tabindex="0" role="region" aria-label="Nomor ajaib"><table>
  <thead><tr><th>Akhir nomor</th><th>Yang terjadi</th></tr></thead><tbody>${numbers}</tbody></table></div>
  <h2>Sakelar</h2><p>Untuk semua nomor sekaligus: <code>POST /control</code>, misalnya</p>
  <pre>curl -X POST -H 'content-type: application/json' -d '{"mode":"down","count":2}' …/control</pre>
  <p><code>{"mode":"normal"}</code> mengembalikan semuanya. <code>POST /control/report</code> mengirim laporan apa pun tentang satu pesan.</p>
  <h2>Teks yang disetujui</h2>${texts}</div>`;
  return page('Bantuan', '/bantuan', body);
}

export const missingPage = (): string =>
  page(
    'Tidak ditemukan',
    '',
    html`<div class="card"><h1>Tidak ditemukan</h1><p>Ponsel ini belum menerima pesan, atau pesannya sudah dikosongkan.</p>
    <p><a class="button" href="/">Kembali ke daftar nomor</a></p></div>`,
  );

/** A message has arrived on the phone and nobody has looked at it. */
export const isUnread = ({ reports }: StoredMessage): boolean =>
  reports.some(({ status }) => status === 'DELIVERED') && !reports.some(({ status }) => status === 'READ');

const hasArrived = ({ reports }: StoredMessage): boolean =>
  reports.some(({ status }) => status === 'DELIVERED');

const phone = (bar: Markup, screen: Markup): Markup =>
  html`<section class="phone" aria-label="Layar ponsel"><div class="bar">${bar}</div><div class="screen">${screen}</div></section>`;

const bubble = (message: StoredMessage): Markup =>
  hasArrived(message)
    ? html`<article class="bubble"><p>${linked(message.text)}</p><time>${timeText(message.at)}</time></article>`
    : html`<p class="quiet">${absence(message)} (${timeText(message.at)})</p>`;

/** What the phone's owner does not see. */
const absence = ({ reports }: StoredMessage): string =>
  reports.some(({ status }) => status === 'FAILED')
    ? 'Satu pesan gagal sampai di ponsel ini'
    : 'Satu pesan belum sampai di ponsel ini';

/** Plain text with its addresses as links. */
const linked = (text: string): Child =>
  text
    .split(/(https?:\/\/[^\s<>"')]+)/)
    .map((part, index) =>
      index % 2 === 1 ? html`<a href="${part}" target="_blank" rel="noreferrer">${part}</a>` : part,
    );

const timeFormat = new Intl.DateTimeFormat('id-ID', {
  dateStyle: 'medium',
  timeStyle: 'short',
  timeZone: 'Asia/Jakarta',
});
const timeText = (moment: string): string => `${timeFormat.format(new Date(moment))} WIB`;
