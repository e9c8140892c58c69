import type { FiledComplaint, TrackedComplaint } from '#contract/complaints/schemas';
import { longestComplaint } from '#contract/complaints/schemas';
import { pagePaths } from '#contract/shared/pages';
import { html } from '#platform/html';
import { textField } from '../../requests/pages/fields.ts';
import type { PageContent, PageSetting } from '../../requests/pages/page.ts';
import { complaintWords, field, type Outcome, press, timeOf, trailWords, trouble } from './parts.ts';
import { accessFacts } from './record-page.ts';

export interface ComplaintState extends Outcome {
  readonly token: string;
  readonly line: string;
  readonly after: string | null;
  readonly key: string;
}

/** The complaint's form. What it is about the citizen has just read on the page before. */
export function complaintFormPage(setting: PageSetting, state: ComplaintState): PageContent {
  const { page: t } = complaintWords(setting);
  const { token, line, after, key } = state;
  const given = { [field.token]: token, [field.after]: after };
  const body = html`<h1 tabindex="-1" data-focus>${t.title}</h1>
${trouble(state)}
<p>${t.lead}</p>
${press({
  act: 'kirim-aduan',
  label: t.submit,
  given: { ...given, [field.line]: line, [field.key]: key },
  fields: textField('uraian', { label: t.text, help: t.textHelp }, state, {
    rows: 6,
    maxLength: longestComplaint,
  }),
})}
${press({ act: 'lihat', label: t.back, quiet: true, given })}`;
  return { title: t.title, current: 'whoChecked', body };
}

/** The tanda terima as a file, for whoever brings number and secret. */
const receiptPress = (setting: PageSetting, opening: Readonly<Record<string, string>>) =>
  press({
    act: 'tanda-terima',
    label: complaintWords(setting).page.download,
    given: opening,
    path: pagePaths.complaint(),
    ...{ quiet: true, file: true },
  });

/** The tanda terima: the only page that shows the secret. */
export function complaintSentPage(
  setting: PageSetting,
  { filed, token }: { filed: FiledComplaint; token: string },
): PageContent {
  const { page: t } = complaintWords(setting);
  const opening = { [field.number]: filed.number, [field.secret]: filed.secret };
  const body = html`<h1 tabindex="-1" data-focus>${t.sentTitle}</h1>
<p class="box good" role="status">${t.sentLead}</p>
<dl><dt>${t.number}</dt><dd class="code big">${filed.number}</dd>
<dt>${t.secret}</dt><dd class="code">${filed.secret}</dd>
<dt>${t.filedAt}</dt><dd>${timeOf(setting, filed.filedAt)}</dd></dl>
<p>${t.told}</p>
${receiptPress(setting, opening)}
<p class="actions" data-with-script hidden><button type="button" class="quiet" data-print>${t.print}</button></p>
${press({ act: 'status', label: t.open, given: opening, path: pagePaths.complaint() })}
${press({ act: 'lihat', label: t.back, quiet: true, given: { [field.token]: token } })}`;
  return { title: t.sentTitle, current: 'whoChecked', body };
}

/** Asks for number and secret. */
export function complaintLookupPage(setting: PageSetting, outcome: Outcome): PageContent {
  const { page: t } = complaintWords(setting);
  const body = html`<h1>${t.trackTitle}</h1>
${trouble(outcome)}
<p>${t.trackLead}</p>
${press({
  act: 'status',
  label: t.trackSubmit,
  path: pagePaths.complaint(),
  fields: html`${textField(field.number, { label: t.number }, outcome, { maxLength: 40 })}
${textField(field.secret, { label: t.secret }, outcome, { maxLength: 200 })}`,
})}
<p class="soft">${t.lost}</p>
<p><a href="${pagePaths.whoChecked()}">${trailWords(setting).title}</a></p>`;
  return { title: t.trackTitle, current: 'whoChecked', body };
}

/** How the citizen came to his complaint: with its secret, or from his opened record. */
export type ComplaintEntry =
  | { readonly secret: string }
  | { readonly token: string; readonly after: string | null };

const wayOn = (setting: PageSetting, { number }: TrackedComplaint, cameBy: ComplaintEntry) =>
  'secret' in cameBy
    ? receiptPress(setting, { [field.number]: number, [field.secret]: cameBy.secret })
    : press({
        act: 'lihat',
        label: complaintWords(setting).page.back,
        quiet: true,
        given: { [field.token]: cameBy.token, [field.after]: cameBy.after },
      });

/** One complaint as the citizen follows it. */
export function complaintPage(
  setting: PageSetting,
  complaint: TrackedComplaint,
  cameBy: ComplaintEntry,
): PageContent {
  const { page: t, status, statusHelp, action, outcome, outcomeLabel } = complaintWords(setting);
  const title = t.heading.replace('{number}', complaint.number);
  const named = (name: string) => (action as Readonly<Record<string, string>>)[name] ?? name;
  const entry = ({ at, action: done, to, note }: TrackedComplaint['history'][number]) => html`<li>
<strong>${done === 'submit' ? named(done) : status[to]}</strong><p><time datetime="${at}">${timeOf(setting, at)}</time></p>
${note ? html`<p class="note"><span class="soft">${t.answer}:</span> ${note}</p>` : null}</li>`;
  const body = html`<h1 tabindex="-1" data-focus>${title}</h1>
<div class="box ${complaint.status === 'SELESAI' ? 'good' : 'plain'}"><p class="big"><strong>${status[complaint.status]}</strong></p>
<p>${statusHelp[complaint.status]}</p><p>${t.since.replace('{time}', timeOf(setting, complaint.statusSince))}</p>
${complaint.outcome ? html`<p>${outcomeLabel}: <strong>${outcome[complaint.outcome]}</strong></p>` : null}</div>
<h2>${t.history}</h2><ol class="history">${complaint.history.map(entry)}</ol>
<h2>${t.access}</h2>${accessFacts(setting, { ...complaint, at: complaint.accessAt })}
<h2>${t.said}</h2><p class="note">${complaint.text}</p>
${wayOn(setting, complaint, cameBy)}`;
  return { title: `${title}: ${status[complaint.status]}`, current: 'whoChecked', body };
}
