import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Language, Texts } from '#contract/i18n/index';
import { texts } from '#contract/i18n/index';
import { pagePaths } from '#contract/shared/pages';
import type { Config } from '#platform/config';
import { type Child, html, type Markup } from '#platform/html';

/** What every citizen's page is made with. */
export interface PageSetting {
  readonly language: Language;
  /** Of this one answer; inline style carries it. */
  readonly nonce: string;
  readonly requests: Config['requests'];
  /** Address of the script that betters the pages; null before the pages were built: they work without it. */
  readonly script: string | null;
  /** The answer to a post: to change the language would lose what was typed. */
  readonly posted: boolean;
}

/** One page: what stands in it, and which entry of the menu it is. */
export interface PageContent {
  readonly title: string;
  readonly current: 'guide' | 'form' | 'track' | 'lostCode' | 'whoChecked' | null;
  readonly body: Child;
}

export const wordsOf = ({ language }: PageSetting): Texts['citizen'] => texts(language).citizen;

/** All of the style: it goes with the page, so that the first paint waits for nothing. */
const style = readFileSync(fileURLToPath(new URL('./pages.css', import.meta.url)), 'utf8')
  .replace(/\/\*[\s\S]*?\*\//g, '')
  .replace(/\s*\n\s*/g, '');

const raw = (markup: string): Markup => ({ markup });

/** JSON inside a script element: nothing in it can end the element. */
const jsonBlock = (value: unknown): Markup => raw(JSON.stringify(value).replaceAll('<', '\\u003c'));

const menu = [
  ['guide', pagePaths.requestGuide()],
  ['form', pagePaths.requestForm()],
  ['track', pagePaths.trackingPage()],
  ['lostCode', pagePaths.lostCode()],
  ['whoChecked', pagePaths.whoChecked()],
] as const;

/** The whole document. It is complete without a script; the script finds its words in the page. */
export function renderPage(setting: PageSetting, { title, current, body }: PageContent): string {
  const t = wordsOf(setting);
  const other: Language = setting.language === 'id' ? 'en' : 'id';
  const page = html`<!doctype html>
<html lang="${setting.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="theme-color" content="#12424a">
<title>${title} · ${t.name}</title>
<link rel="icon" href="/favicon.svg" type="image/svg+xml">
<style nonce="${setting.nonce}">${raw(style)}</style>
${setting.script ? html`<script src="${setting.script}" defer></script>` : null}
</head>
<body>
<a class="skip" href="#content">${t.skip}</a>
<header><a class="brand" href="${pagePaths.requestGuide()}">${t.name}</a>
${
  setting.posted
    ? null
    : html`<a class="language" href="?bahasa=${other}" lang="${other}" hreflang="${other}">${t.otherLanguage}</a>`
}</header>
<nav aria-label="${t.menu.label}"><ul>${menu.map(
    ([name, path]) =>
      html`<li><a href="${path}"${name === current ? html` aria-current="page"` : null}>${t.menu[name]}</a></li>`,
  )}</ul></nav>
<main id="content" tabindex="-1">
${body}
</main>
<footer><p>${t.free} ${fillContact(setting)}</p><p>${t.directorate}</p><p>${regionData(t.regionData)}</p></footer>
<script type="application/json" id="words">${jsonBlock(clientWords(setting))}</script>
</body>
</html>
`;
  return page.markup;
}

const named = {
  source: ['idn-area-data', 'https://github.com/fityannugroho/idn-area-data'],
  license: ['ODbL 1.0', 'https://opendatacommons.org/licenses/odbl/1-0/'],
} as const;

/** Names where the list of regions comes from, as its license asks (docs/OPERATIONS.md). */
const regionData = (sentence: string): Child =>
  sentence.split(/\{(source|license)\}/).map((part) => {
    if (part !== 'source' && part !== 'license') return part;
    const [name, address] = named[part];
    return html`<a href="${address}" rel="noreferrer">${name}</a>`;
  });

/** What the script says. */
function clientWords(setting: PageSetting) {
  const { client, form } = wordsOf(setting);
  const { BAD_NIK, BAD_KK, KK_IS_NIK, BAD_PHONE, BAD_REGION, REQUIRED, CONSENT_NEEDED, PHOTO_MISSING } =
    texts(setting.language).fieldErrors;
  const problems = {
    BAD_NIK,
    BAD_KK,
    KK_IS_NIK,
    BAD_PHONE,
    BAD_REGION,
    REQUIRED,
    CONSENT_NEEDED,
    PHOTO_MISSING,
  };
  return { ...client, summaryTitle: form.summaryTitle, summaryLead: form.summaryLead, problems };
}

/** Where to report somebody who asks for money. */
export const fillContact = (setting: PageSetting): string =>
  wordsOf(setting).freeReport.replace('{contact}', setting.requests.reportContact);
