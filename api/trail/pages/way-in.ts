import type { Challenge } from '#contract/requests/schemas';
import { pagePaths } from '#contract/shared/pages';
import { html } from '#platform/html';
import { textField } from '../../requests/pages/fields.ts';
import { proofPart } from '../../requests/pages/form-page.ts';
import { type PageContent, type PageSetting, wordsOf } from '../../requests/pages/page.ts';
import { complaintWords, field, type Outcome, press, trailWords, trouble } from './parts.ts';

const nikField = (setting: PageSetting, outcome: Outcome, name: string) => {
  const { nikHelp } = wordsOf(setting).form;
  return textField(name, { label: trailWords(setting).nik, help: nikHelp }, outcome, {
    inputMode: 'numeric',
    maxLength: 30,
  });
};

/** The two ways in: by a code to a proven phone, by a code from the counter. */
export function wayInPage(
  setting: PageSetting,
  { challenge, said, ...outcome }: Outcome & { challenge: Challenge; said: string | null },
): PageContent {
  const t = trailWords(setting);
  const body = html`<h1>${t.title}</h1>
${said ? html`<p class="box good" role="status">${said}</p>` : null}
${trouble(outcome)}
<p>${t.lead}</p><p class="soft">${t.law}</p>
<h2>${t.phoneTitle}</h2><p>${t.phoneLead}</p>
${press({
  act: 'kirim-kode',
  label: t.phoneSubmit,
  fields: html`${nikField(setting, outcome, 'nik')}${proofPart(setting, { challenge, problems: outcome.problems })}`,
})}
<h2>${t.counterTitle}</h2><p>${t.counterLead}</p>
${press({
  act: 'loket',
  label: t.counterSubmit,
  fields: html`${nikField(setting, outcome, 'nikLoket')}
${textField('kodeLoket', { label: t.counterCode, help: t.counterCodeHelp }, outcome, { maxLength: 30 })}`,
})}
<p><a href="${pagePaths.complaint()}">${complaintWords(setting).page.trackLink}</a></p>`;
  return { title: t.title, current: 'whoChecked', body };
}

/** Asks for the code; the same page for every NIK. */
export function phoneCodePage(
  setting: PageSetting,
  { proofId, message, ...outcome }: Outcome & { proofId: string; message: string | null },
): PageContent {
  const t = trailWords(setting);
  const body = html`<h1 tabindex="-1" data-focus>${t.codeTitle}</h1>
${message ? html`<p class="box good" role="status">${message}</p>` : null}
${trouble(outcome)}
${press({
  act: 'kode',
  label: t.codeSubmit,
  given: { [field.proof]: proofId },
  fields: textField('kode', { label: t.code, help: t.codeHelp }, outcome, {
    inputMode: 'numeric',
    autocomplete: 'one-time-code',
    maxLength: 12,
  }),
})}
<p class="soft">${t.notArrived}</p>
<p><a href="${pagePaths.whoChecked()}">${t.title}</a></p>`;
  return { title: t.codeTitle, current: 'whoChecked', body };
}
