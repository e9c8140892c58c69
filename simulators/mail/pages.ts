import { type Child, html, type Markup } from '#platform/html';
import { facts, page as framedPage, type PageFrame } from '../shared/page.ts';
import type { StoredMail } from './mailbox.ts';

const frame: PageFrame = {
  name: 'Kotak Surat Simulasi',
  tagline: 'Semua surel dari Loket Dukcapil',
  ribbon: 'Simulasi: surel tidak dikirim ke luar, semuanya berhenti di sini.',
  menu: [['/', 'Kotak masuk']],
};

const page = (title: string, current: string, body: Child): string => framedPage(frame, title, current, body);

/** The newest mails, newest first. */
export function inboxPage(mails: readonly StoredMail[]): string {
  const rows = mails.map(
    (mail) => html`<tr><td><a href="/pesan/${mail.id}">${mail.subject || '(tanpa perihal)'}</a>
      ${mail.attachments.length > 0 && html`<small class="tag open">${mail.attachments.length} lampiran</small>`}</td>
      <td>${mail.to.join(', ')}</td><td>${timeText(mail.receivedAt)}</td></tr>`,
  );
  const body = html`<div class="card wide"><h1>Kotak masuk</h1>
  <p>Surel untuk semua orang di demo ini, terbaru di atas. <a href="/">Muat ulang</a></p>
  ${
    rows.length === 0
      ? html`<p class="empty">Belum ada surel. Tagihan, pengingat, dan undangan akan muncul di sini.</p>`
      : html`<div class="scroll" tabindex="0" role="region" aria-label="Daftar surel"><table class="stack">
  <thead><tr><th>Perihal</th><th>Kepada</th><th>Diterima</th></tr></thead><tbody>${rows}</tbody></table></div>`
  }</div>`;
  return page('Kotak masuk', '/', body);
}

/** One mail: its text, its HTML in a frame that may do nothing but open links, its attachments. */
export function mailPage(mail: StoredMail): string {
  const body = html`<article class="card wide">
  <p><a href="/">← Kotak masuk</a></p>
  <h1>${mail.subject || '(tanpa perihal)'}</h1>
  ${facts([
    ['Dari', mail.from],
    ['Kepada', mail.to.join(', ')],
    ['Diterima', timeText(mail.receivedAt)],
    ['Nomor surel', html`<small>${mail.messageId}</small>`],
  ])}
  ${mail.attachments.length > 0 && attachments(mail)}
  ${
    mail.html === null
      ? html`<h2>Isi</h2>${textBody(mail.text)}`
      : html`<h2>Isi</h2><iframe class="mail" title="Isi surel" src="/pesan/${mail.id}/html"
    sandbox="allow-popups allow-popups-to-escape-sandbox"></iframe>
  <details><summary>Lihat sebagai teks</summary>${textBody(mail.text)}</details>`
  }
</article>`;
  return page(mail.subject || 'Surel', '', body);
}

export const missingPage = (): string =>
  page(
    'Tidak ditemukan',
    '',
    html`<div class="card"><h1>Tidak ditemukan</h1><p>Surel atau lampiran ini tidak ada, mungkin sudah dikosongkan.</p>
    <p><a class="button" href="/">Kembali ke kotak masuk</a></p></div>`,
  );

/** The HTML of a mail as a page of its own; links open in a new tab. */
export const framedHtml = (content: string): string =>
  `<!doctype html><meta charset="utf-8"><base target="_blank">${content}`;

const attachments = (mail: StoredMail): Markup => html`<h2>Lampiran</h2>
<ul class="files">${mail.attachments.map(
  (file, index) =>
    html`<li><a class="button quiet" href="/pesan/${mail.id}/lampiran/${index}">Unduh ${file.filename}</a> <small>${sizeText(file.size)}</small></li>`,
)}</ul>`;

/** Plain text with its addresses as links. */
function textBody(text: string): Markup {
  const parts = text.split(/(https?:\/\/[^\s<>"')]+)/);
  return html`<pre class="text">${parts.map((part, index) =>
    index % 2 === 1 ? html`<a href="${part}" target="_blank" rel="noreferrer">${part}</a>` : part,
  )}</pre>`;
}

const timeFormat = new Intl.DateTimeFormat('id-ID', {
  dateStyle: 'medium',
  timeStyle: 'medium',
  timeZone: 'Asia/Jakarta',
});
const timeText = (moment: string): string => `${timeFormat.format(new Date(moment))} WIB`;

const sizeText = (bytes: number): string =>
  bytes < 1024
    ? `${bytes} B`
    : bytes < 1_048_576
      ? `${Math.ceil(bytes / 1024)} KB`
      : `${(bytes / 1_048_576).toFixed(1)} MB`;
