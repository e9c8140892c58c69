import { texts } from '#contract/i18n/index';
import {
  applicantKinds,
  causeCodes,
  type PhotoKind,
  photoFields,
  photoKinds,
  privacyNoticeVersion,
  readerKinds,
} from '#contract/requests/codes';
import type { Challenge } from '#contract/requests/schemas';
import { pagePaths } from '#contract/shared/pages';
import { type Child, html, type Markup } from '#platform/html';
import {
  type FormContent,
  hidden,
  photoField,
  radioField,
  selectField,
  textField,
  tickField,
} from './fields.ts';
import { privacyNotice } from './guide-page.ts';
import { fillContact, type PageContent, type PageSetting, wordsOf } from './page.ts';
import type { RegionGroup } from './regions.ts';

/** Names of the form's fields that are no data of the request. */
export const formFields = {
  /** The `Idempotency-Key`: pressing twice, or again after a lost connection, makes one request. */
  key: 'kunciFormulir',
  /** Whose tracking page this is, or which request is filed anew. */
  code: 'kode',
  secret: 'rahasia',
  act: 'aksi',
} as const;

/** The form as it stands on the page. */
export interface FormState extends FormContent {
  /** What is wrong as a whole; null while nothing is. */
  readonly notice: string | null;
  readonly key: string;
  readonly challenge: Challenge;
  readonly regions: readonly RegionGroup[];
  /** "Perbaiki dan ajukan ulang": the request that this one follows. */
  readonly previous: {
    readonly code: string;
    readonly secret: string;
    readonly photosKept: readonly PhotoKind[];
  } | null;
  /** Photos were sent along with what was refused. */
  readonly photosLost: boolean;
}

/** The request's form, empty, prefilled, or with what was wrong at each field. */
export function formPage(setting: PageSetting, state: FormState): PageContent {
  const { form: t, free } = wordsOf(setting);
  const { previous } = state;
  const wrong = state.notice !== null || Object.keys(state.problems).length > 0;
  const heading = previous ? t.resubmitTitle : t.title;
  const body = html`<h1>${heading}</h1>
${problemSummary(setting, state, t.notSent)}
<p>${previous ? t.resubmitLead.replace('{code}', previous.code) : t.lead}</p>
<p><strong>${free}</strong> ${fillContact(setting)}</p>
<p class="soft">${t.required}</p>
<form method="post" action="${pagePaths.requestForm()}" enctype="multipart/form-data" data-form="request"${
    wrong ? null : html` data-fresh`
  }>
${hidden(formFields.key, state.key)}
${previous ? html`${hidden(formFields.code, previous.code)}${hidden(formFields.secret, previous.secret)}` : null}
${personPart(setting, state)}
${problemPart(setting, state)}
${photosPart(setting, state)}
<fieldset class="section"><legend>${t.consentTitle}</legend>
<details><summary>${t.privacySummary}</summary>${privacyNotice(setting)}</details>
${tickField('persetujuan', { label: t.persetujuan, value: privacyNoticeVersion }, state)}
${proofPart(setting, state)}
</fieldset>
<div data-sending aria-live="polite"></div>
<p><button type="submit">${t.submit}</button>
<a class="button quiet" href="${pagePaths.requestForm()}" data-clear>${t.clear}</a></p>
<p class="help">${t.clearHelp}</p>
</form>`;
  return { title: wrong ? `${t.summaryTitle}: ${heading}` : heading, current: 'form', body };
}

/**
 * What is wrong, with a link to each field; read out when the page opens with it. `notDone`: what did not come about,
 * where no field is to blame.
 */
export function problemSummary(
  setting: PageSetting,
  { problems, notice }: Pick<FormState, 'problems' | 'notice'>,
  notDone: string,
): Markup | null {
  const { form: t } = wordsOf(setting);
  const names = Object.keys(problems);
  if (names.length === 0 && notice === null) return null;
  return html`<div class="box bad" role="alert" tabindex="-1" id="summary" data-summary>
<h2>${names.length > 0 ? t.summaryTitle : notDone}</h2>
<p>${names.length > 0 ? t.summaryLead : notice}</p>
${
  names.length > 0
    ? html`<ul>${names.map((name) => html`<li><a href="#${name}">${labelOf(setting, name)}: ${problems[name]}</a></li>`)}</ul>`
    : null
}</div>`;
}

/** A field's label by its name. */
export function labelOf(setting: PageSetting, name: string): string {
  const { form, track } = wordsOf(setting);
  const labels: Readonly<Record<string, string>> = {
    ...form,
    jawaban: form.question,
    kode: track.code,
    rahasia: track.secret,
  };
  const kind = photoKinds.find((each) => photoFields[each] === name);
  return kind ? texts(setting.language).requests.photo[kind] : (labels[name] ?? name);
}

function personPart(setting: PageSetting, state: FormState): Markup {
  const { form: t } = wordsOf(setting);
  const { requests } = texts(setting.language);
  const number = { inputMode: 'numeric', maxLength: 30 } as const;
  return section(t.personTitle, [
    textField('namaPemohon', { label: t.namaPemohon, help: t.namaPemohonHelp }, state),
    textField('nik', { label: t.nik, help: t.nikHelp }, state, number),
    textField('noKk', { label: t.noKk, help: t.noKkHelp }, state, number),
    selectField(
      'wilayahKk',
      { label: t.wilayahKk, help: t.wilayahKkHelp, empty: t.wilayahKkEmpty },
      state,
      state.regions,
    ),
    radioField(
      'untukSiapa',
      { label: t.untukSiapa, help: t.untukSiapaHelp },
      { ...state, values: { untukSiapa: 'DIRI_SENDIRI', ...state.values } },
      applicantKinds.map((kind) => [kind, requests.applicant[kind]]),
    ),
    tickField('diBawah17', { label: t.diBawah17, value: 'ya', optional: t.optional }, state),
    textField('nomorWa', { label: t.nomorWa, help: t.nomorWaHelp }, state, {
      inputMode: 'tel',
      maxLength: 30,
    }),
  ]);
}

function problemPart(setting: PageSetting, state: FormState): Markup {
  const { form: t } = wordsOf(setting);
  const { requests } = texts(setting.language);
  return section(t.problemTitle, [
    ...complaintFields(setting, state),
    selectField('penyebab', { label: t.penyebab, optional: t.optional, empty: t.penyebabEmpty }, state, [
      { label: null, options: causeCodes.map((code) => [code, requests.cause[code]]) },
    ]),
  ]);
}

/** Where it was not read, and what happened: also what "masih belum terbaca" asks. */
export function complaintFields(setting: PageSetting, form: FormContent): Markup[] {
  const { form: t } = wordsOf(setting);
  const { requests } = texts(setting.language);
  return [
    radioField(
      'belumTerbacaDi',
      { label: t.belumTerbacaDi },
      form,
      readerKinds.map((kind) => [kind, requests.reader[kind]]),
    ),
    textField('permasalahan', { label: t.permasalahan, help: t.permasalahanHelp }, form, {
      rows: 5,
      maxLength: 2_000,
    }),
  ];
}

function photosPart(setting: PageSetting, state: FormState): Markup {
  const { form: t } = wordsOf(setting);
  const { requests } = texts(setting.language);
  const helps: Readonly<Record<PhotoKind, string | undefined>> = {
    KARTU_KELUARGA: undefined,
    KTP_EL: t.photoOver17,
    KTP_EL_ORANG_TUA: t.photoUnder17,
    KIA_ATAU_AKTA: t.photoUnder17,
    SURAT_KUASA: t.photoProxy,
  };
  return section(t.photosTitle, [
    html`<p class="help">${t.photosLead}</p>`,
    state.photosLost ? html`<p class="box plain" data-photos-lost>${t.photosAgain}</p>` : null,
    photoKinds.map((kind) => {
      const help = helps[kind];
      return photoField(
        photoFields[kind],
        {
          label: requests.photo[kind],
          ...(help ? { help } : {}),
          kept: state.previous?.photosKept.includes(kind) ? t.photoKept : null,
          needed: kind === 'KARTU_KELUARGA',
        },
        state,
      );
    }),
  ]);
}

/** The question; the script answers the same challenge by work and puts the question away. */
export function proofPart(setting: PageSetting, state: Pick<FormState, 'challenge' | 'problems'>): Markup {
  const { form: t } = wordsOf(setting);
  const { token, bits, question } = state.challenge;
  return html`<div data-proof data-bits="${bits}">${hidden('tantangan', token)}
${textField(
  'jawaban',
  { label: `${t.question}: ${question}`, help: t.questionHelp },
  { values: {}, problems: state.problems },
)}</div>`;
}

const section = (title: string, inside: Child): Markup =>
  html`<fieldset class="section"><legend>${title}</legend>${inside}</fieldset>`;
