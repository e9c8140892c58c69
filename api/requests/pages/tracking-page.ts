import { type Texts, texts } from '#contract/i18n/index';
import { isEnded } from '#contract/requests/lifecycle';
import type { StatusHistoryRow, StepHistoryRow, TrackedRequest } from '#contract/requests/schemas';
import { pagePaths } from '#contract/shared/pages';
import { type Child, html, type Markup } from '#platform/html';
import { type FormContent, hidden, textField } from './fields.ts';
import { complaintFields, formFields, problemSummary } from './form-page.ts';
import { type PageContent, type PageSetting, wordsOf } from './page.ts';
import { timeIn } from './sent-page.ts';

/** Asks for code and secret; a link's fragment reaches only the script, which fills this form and sends it. */
export function trackingForm(
  setting: PageSetting,
  form: FormContent & { notice: string | null },
): PageContent {
  const { track: t } = wordsOf(setting);
  const body = html`<h1>${t.title}</h1>
${problemSummary(setting, form, t.notDone)}
<div data-sending aria-live="polite"></div>
<p>${t.lead}</p>
<form method="post" action="${pagePaths.trackingPage()}" enctype="multipart/form-data" data-form="track" data-lookup>
${textField(formFields.code, { label: t.code, help: t.codeHelp }, form, { maxLength: 400 })}
${textField(formFields.secret, { label: t.secret, help: t.secretHelp, optional: wordsOf(setting).form.optional }, form, { maxLength: 200 })}
<button type="submit">${t.submit}</button></form>
<p><a href="${pagePaths.lostCode()}">${t.lost}</a></p>`;
  return { title: t.title, current: 'track', body };
}

/** One request as its citizen sees it. `said`: what his last press came to. */
export interface TrackingState extends FormContent {
  readonly request: TrackedRequest;
  readonly secret: string;
  readonly key: string;
  readonly said: string | null;
  readonly notice: string | null;
}

export function trackingPage(setting: PageSetting, state: TrackingState): PageContent {
  const { request, said } = state;
  const { track: t } = wordsOf(setting);
  const { requests } = texts(setting.language);
  const title = t.heading.replace('{code}', request.code);
  const at = (instant: string) => timeIn(setting, instant, request.zone);
  const body = html`<div data-tracked><h1 tabindex="-1" data-focus>${title}</h1>
${said ? html`<p class="box good" role="status">${said}</p>` : null}
${problemSummary(setting, state, t.notDone)}
<div data-sending aria-live="polite"></div>
<div class="box ${tones[request.status]}"><p class="big"><strong>${requests.status[request.status]}</strong></p>
<p>${isWithdrawn(request) ? t.withdrawn : requests.statusHelp[request.status]}</p><p>${t.since.replace('{time}', at(request.statusSince))}</p></div>
${factsOf(setting, request)}
${act(setting, state, { act: 'lihat', label: t.refresh, quiet: true })}
<h2>${t.statusHistory}</h2><ol class="history">${request.statusHistory.map((row) => statusRow(setting, row, at))}</ol>
<h2>${t.stepHistory}</h2>
${
  request.stepHistory.length === 0
    ? html`<p>${isEnded(request.status) ? t.stepsNever : t.stepsNone}</p>`
    : html`<ol class="history">${request.stepHistory.map((row) => stepRow(setting, row, at))}</ol>`
}
${actions(setting, state)}
<p class="actions" data-with-script hidden><button type="button" class="quiet" data-copy="#">${t.copy}</button>
<button type="button" class="quiet" data-print>${t.print}</button> <span data-said role="status"></span></p></div>`;
  return { title: `${title}: ${requests.status[request.status]}`, current: 'track', body };
}

const tones = {
  BARU: 'plain',
  DISETUJUI: 'plain',
  DIPROSES: 'plain',
  DIBATALKAN: 'bad',
  SELESAI: 'good',
} as const satisfies Record<TrackedRequest['status'], string>;

function factsOf(setting: PageSetting, request: TrackedRequest): Markup {
  const { track: t } = wordsOf(setting);
  const { requests } = texts(setting.language);
  const at = (instant: string) => timeIn(setting, instant, request.zone);
  const office = [request.officeName, request.officeAddress, request.officePhone].filter(Boolean).join(', ');
  const rows: readonly (readonly [string, Child])[] = [
    [t.expected, expectationOf(setting, request)],
    [t.name, request.nameMasked],
    [t.nik, request.nikMasked],
    [t.submittedAt, at(request.submittedAt)],
    [t.office, office],
    [
      t.previous,
      request.previous && html`${request.previous.code} (${requests.link[request.previous.link]})`,
    ],
    [t.follower, request.followers.map(({ code, link }) => `${code} (${requests.link[link]})`).join(', ')],
  ];
  return html`<h2>${t.facts}</h2><dl>${rows.map(([label, value]) => (value ? html`<dt>${label}</dt><dd>${value}</dd>` : null))}</dl>
${request.phoneEnding ? html`<p class="soft">${phoneSentence(t, request).replace('{ending}', request.phoneEnding)}</p>` : null}`;
}

/** When all is expected to be done: not while the clock stands still, and no date that is past without a word about it. */
function expectationOf(setting: PageSetting, { expectedAt, late, clockStopped, zone }: TrackedRequest) {
  const { track: t } = wordsOf(setting);
  if (clockStopped) return t.stopped[clockStopped];
  if (!expectedAt) return null;
  const time = timeIn(setting, expectedAt, zone);
  return late ? t.late.replace('{time}', time) : time;
}

/** News that did not arrive is read here, and he is told so. */
const phoneSentence = (t: Texts['citizen']['track'], { notices }: TrackedRequest): string =>
  notices.at(-1)?.status === 'FAILED' ? t.phoneFailed : t.phone;

/** Its citizen took it back himself: there is no note of an officer to be read. */
const isWithdrawn = ({ status, statusHistory }: TrackedRequest): boolean =>
  status === 'DIBATALKAN' && statusHistory.at(-1)?.action === 'withdraw';

type Clock = (instant: string) => string;

const entry = (
  setting: PageSetting,
  { at, actorUnit, actorRole, note }: Pick<StatusHistoryRow, 'at' | 'actorUnit' | 'actorRole' | 'note'>,
  what: Child,
  clock: Clock,
): Markup => html`<li>${what}<p><time datetime="${at}">${clock(at)}</time> · ${actorUnit || texts(setting.language).actors[actorRole]}</p>
${note ? html`<p class="note"><span class="soft">${noteLabel(setting, actorRole)}:</span> ${note}</p>` : null}</li>`;

/** What the reader wrote himself is not called an officer's. */
const noteLabel = (setting: PageSetting, by: StatusHistoryRow['actorRole']): string =>
  by === 'pemohon' ? wordsOf(setting).track.ownNote : wordsOf(setting).track.note;

function statusRow(setting: PageSetting, row: StatusHistoryRow, clock: Clock): Markup {
  const { requests } = texts(setting.language);
  const what = row.from === row.to ? nameOf(requests.action, row.action) : requests.status[row.to];
  return entry(setting, row, html`<strong>${what}</strong>`, clock);
}

function stepRow(setting: PageSetting, row: StepHistoryRow, clock: Clock): Markup {
  const { requests } = texts(setting.language);
  const result = row.result && requests.resultForCitizen[row.result];
  return entry(
    setting,
    row,
    html`<strong>${requests.step[row.step]}: ${requests.stepStatus[row.to]}</strong>${result ? html`<p>${result}</p>` : null}`,
    clock,
  );
}

const nameOf = (names: Texts['requests']['action'], action: string): string =>
  (names as Readonly<Record<string, string>>)[action] ?? action;

interface Act {
  readonly act: string;
  readonly label: string;
  readonly quiet?: boolean;
  readonly fields?: Child;
}

/** One press of the citizen as a form of its own: it works without a script. */
const act = (_setting: PageSetting, state: TrackingState, { act: name, label, quiet, fields }: Act): Markup =>
  html`<form method="post" action="${pagePaths.trackingPage()}" enctype="multipart/form-data" data-form="track">
${hidden(formFields.key, state.key)}${hidden(formFields.code, state.request.code)}${hidden(formFields.secret, state.secret)}${hidden(formFields.act, name)}
${fields}<button type="submit"${quiet ? html` class="quiet"` : null}>${label}</button></form>`;

function actions(setting: PageSetting, state: TrackingState): Markup {
  const { request } = state;
  const { track: t } = wordsOf(setting);
  const reason = (name: string) =>
    textField(
      `alasan-${name}`,
      { label: t.reason, optional: wordsOf(setting).form.optional },
      { ...state, problems: {} },
      { rows: 2, maxLength: 1_000 },
    );
  const folded = (title: string, lead: string, name: 'withdraw' | 'wishToStop', label: string) =>
    request.allowed.includes(name)
      ? html`<details><summary>${title}</summary><p>${lead}</p>${act(setting, state, { act: name, label, fields: reason(name) })}</details>`
      : null;
  return html`${
    request.mayResubmit
      ? html`<h2>${t.resubmitTitle}</h2><p>${isWithdrawn(request) ? t.resubmitWithdrawn : t.resubmitLead}</p>${act(setting, state, { act: 'perbaiki', label: t.resubmitSubmit })}`
      : null
  }${
    request.feedbackUntil
      ? html`<h2>${t.feedbackTitle}</h2><p>${t.feedbackLead.replace('{time}', timeIn(setting, request.feedbackUntil, request.zone))}</p>
${act(setting, state, { act: 'belum-terbaca', label: t.feedbackSubmit, fields: complaintFields(setting, state) })}`
      : null
  }${folded(t.withdrawTitle, t.withdrawLead, 'withdraw', t.withdrawSubmit)}${folded(
    t.wishToStopTitle,
    t.wishToStopLead,
    'wishToStop',
    t.wishToStopSubmit,
  )}`;
}
