import { fileURLToPath } from 'node:url';
import { type Child, html } from '#platform/html';

/** What the pages of one simulator have in common. */
export interface PageFrame {
  readonly name: string;
  readonly tagline: string;
  /** One sentence on every page that says that nothing here is real. */
  readonly ribbon: string;
  /** Address and label of each entry. */
  readonly menu: readonly (readonly [string, string])[];
  /** Address of a stylesheet of its own, besides the shared one. */
  readonly stylesheet?: string;
}

/** Folder of the stylesheet that the pages name. */
export const sharedFiles = fileURLToPath(new URL('./public', import.meta.url));

/** A whole page; `current` is the address of the menu's entry that it belongs to. It runs no script. */
export const page = (frame: PageFrame, title: string, current: string, body: Child): string =>
  html`<!doctype html>
<html lang="id">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · ${frame.name}</title>
<link rel="stylesheet" href="/simulator.css">
${frame.stylesheet !== undefined && html`<link rel="stylesheet" href="${frame.stylesheet}">`}
<link rel="icon" href="/icon.svg" type="image/svg+xml">
</head>
<body>
<a class="skip" href="#isi">Langsung ke isi</a>
<p class="ribbon">${frame.ribbon}</p>
<header>
  <p class="brand"><img src="/icon.svg" alt="" width="36" height="36"> <span>${frame.name}<small>${frame.tagline}</small></span></p>
  <nav aria-label="Menu">${frame.menu.map(
    ([href, label]) =>
      html`<a href="${href}"${href === current ? html` aria-current="page"` : ''}>${label}</a>`,
  )}</nav>
</header>
<main id="isi">${body}</main>
</body>
</html>
`.markup;

/** Rows of name and value. */
export const facts = (rows: readonly (readonly [string, Child])[]) =>
  html`<dl>${rows.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`;
