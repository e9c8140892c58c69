import type { Language } from '#contract/i18n/index';

/** A mail in words: what the two forms are made from. */
export interface Letter {
  readonly language: Language;
  readonly subject: string;
  readonly greeting: string;
  readonly paragraphs: readonly string[];
  readonly rows: readonly (readonly [label: string, value: string])[];
  readonly link: { readonly label: string; readonly url: string; readonly hint: string };
  readonly closing: string;
  readonly automatic: string;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Everything that people or institutions wrote goes through here. */
export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => entities[character] ?? '');

const lines = (text: string): string => escapeHtml(text).replaceAll('\n', '<br>');

const font = 'font-family:Arial,Helvetica,sans-serif';
const paragraphStyle = `margin:0 0 14px;${font};font-size:16px;line-height:1.5;color:#1b2430`;
const smallStyle = `margin:0 0 10px;${font};font-size:13px;line-height:1.5;color:#4f5b68`;
const cellStyle = `padding:6px 12px 6px 0;${font};font-size:15px;line-height:1.4;color:#1b2430;vertical-align:top`;
const buttonStyle = `display:inline-block;padding:12px 20px;background:#123a63;color:#ffffff;${font};font-size:16px;font-weight:bold;text-decoration:none;border-radius:4px`;

const paragraph = (text: string): string => `<p style="${paragraphStyle}">${lines(text)}</p>`;

const row = ([label, value]: readonly [string, string]): string =>
  `<tr><th scope="row" style="${cellStyle};text-align:left;font-weight:normal;color:#4f5b68">${escapeHtml(label)}</th><td style="${cellStyle}">${lines(value)}</td></tr>`;

/** The letter as a small HTML page: one column, inline styles, nothing loaded from anywhere, no hidden picture. */
export function mailHtml(letter: Letter): string {
  const url = escapeHtml(letter.link.url);
  const body = [
    paragraph(letter.greeting),
    ...letter.paragraphs.map(paragraph),
    letter.rows.length > 0
      ? `<table style="border-collapse:collapse;margin:0 0 18px">${letter.rows.map(row).join('')}</table>`
      : '',
    `<p style="margin:0 0 18px"><a href="${url}" style="${buttonStyle}">${escapeHtml(letter.link.label)}</a></p>`,
    `<p style="${smallStyle}">${escapeHtml(letter.link.hint)}<br><span style="word-break:break-all">${url}</span></p>`,
    paragraph(letter.closing),
    `<p style="${smallStyle};border-top:1px solid #c3ccd6;padding-top:10px">${lines(letter.automatic)}</p>`,
  ].join('\n');
  return `<!doctype html>
<html lang="${letter.language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(letter.subject)}</title></head>
<body style="margin:0;padding:24px;background:#ffffff">
<main style="max-width:600px;margin:0 auto">
${body}
</main>
</body>
</html>
`;
}
