import type { SubmittedRequest } from '#contract/requests/schemas';
import { pagePaths } from '#contract/shared/pages';
import { isZone } from '#contract/shared/zones';
import { formatDateTime } from '#platform/clock';
import { html, type Markup } from '#platform/html';
import { hidden } from './fields.ts';
import { formFields } from './form-page.ts';
import { type PageContent, type PageSetting, wordsOf } from './page.ts';

/** `26 November 2026 16.00 WIB`, in the office's zone. */
export const timeIn = (setting: PageSetting, instant: string, zone: string): string =>
  formatDateTime(new Date(instant), isZone(zone) ? zone : 'WIB', setting.language);

/** The only page that shows the secret: code, link, and what comes next. */
export function sentPage(setting: PageSetting, sent: SubmittedRequest): PageContent {
  const { sent: t, free } = wordsOf(setting);
  const body = html`<div data-sent data-tracking="${pagePaths.tracking(sent.code, sent.secret)}">
<h1 tabindex="-1" data-focus>${t.title}</h1>
<p class="box good" role="status">${t.lead}</p>
<dl><dt>${t.code}</dt><dd class="code big">${sent.code}</dd>
<dt>${t.secret}</dt><dd class="code">${sent.secret}</dd>
<dt>${t.link}</dt><dd class="code"><a href="${sent.trackingUrl}">${sent.trackingUrl}</a></dd>
<dt>${t.office}</dt><dd>${sent.officeName}</dd>
${sent.expectedAt ? html`<dt>${t.expected}</dt><dd>${timeIn(setting, sent.expectedAt, sent.zone)}</dd>` : null}</dl>
<p class="soft">${t.linkHelp}</p>
<p>${t.whatsapp}</p>
<p>${t.next} ${free}</p>
${openForm(sent, t.open)}
<p class="actions" data-with-script hidden><button type="button" class="quiet" data-copy="${sent.trackingUrl}">${t.copy}</button>
<button type="button" class="quiet" data-print>${t.print}</button> <span data-said role="status"></span></p></div>`;
  return { title: t.title, current: 'form', body };
}

/** Opens a tracking page by a plain post: its secret must not stand in an address. */
const openForm = ({ code, secret }: { code: string; secret: string }, label: string): Markup =>
  html`<form method="post" action="${pagePaths.trackingPage()}" enctype="multipart/form-data" data-form="track">
${hidden(formFields.code, code)}${hidden(formFields.secret, secret)}<button type="submit">${label}</button></form>`;
