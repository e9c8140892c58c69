import { pagePaths } from '#contract/shared/pages';
import { html } from '#platform/html';
import { textField } from './fields.ts';
import { type FormState, problemSummary, proofPart } from './form-page.ts';
import { type PageContent, type PageSetting, wordsOf } from './page.ts';

type State = Pick<FormState, 'values' | 'problems' | 'notice' | 'challenge'>;

/** "Lupa kode": by NIK; the answer is the same for every one. */
export function lostCodePage(setting: PageSetting, state: State): PageContent {
  const { lostCode: t, form, track } = wordsOf(setting);
  const body = html`<h1>${t.title}</h1>
${problemSummary(setting, state, track.notDone)}
<p>${t.lead}</p>
<form method="post" action="${pagePaths.lostCode()}" enctype="multipart/form-data" data-form="lost-code">
${textField('nik', { label: form.nik, help: form.nikHelp }, state, { inputMode: 'numeric', maxLength: 30 })}
${proofPart(setting, state)}
<div data-sending aria-live="polite"></div>
<button type="submit">${t.submit}</button></form>
<p class="soft">${t.office}</p>`;
  return { title: t.title, current: 'lostCode', body };
}

export function lostCodeSentPage(setting: PageSetting): PageContent {
  const { lostCode: t } = wordsOf(setting);
  const body = html`<h1 tabindex="-1" data-focus>${t.sentTitle}</h1>
<p class="box good" role="status">${t.sent}</p><p class="soft">${t.office}</p>`;
  return { title: t.sentTitle, current: 'lostCode', body };
}

/** Something of ours is away: what happened, what was kept, what to do. */
export function brokenPage(setting: PageSetting, sentence: string, again: string): PageContent {
  const { broken: t } = wordsOf(setting);
  const body = html`<h1 tabindex="-1" data-focus>${t.title}</h1>
<p class="box bad" role="alert" data-summary>${sentence}</p><p><a class="button" href="${again}">${t.again}</a></p>`;
  return { title: t.title, current: null, body };
}
