import { type Texts, texts } from '#contract/i18n/index';
import { pagePaths } from '#contract/shared/pages';
import { formatDateTime } from '#platform/clock';
import { type Child, html, type Markup } from '#platform/html';
import { hidden } from '../../requests/pages/fields.ts';
import type { PageSetting } from '../../requests/pages/page.ts';

/** Fields that say what a press is for. The token never stands in an address: each page is the answer to a post. */
export const field = {
  act: 'aksi',
  token: 'token',
  proof: 'proofId',
  line: 'line',
  after: 'after',
  key: 'kunciFormulir',
  number: 'nomor',
  secret: 'rahasia',
} as const;

export const trailWords = ({ language }: PageSetting): Texts['trail'] => texts(language).trail;
export const complaintWords = ({ language }: PageSetting): Texts['complaints'] => texts(language).complaints;

/** What was wrong with the last press; `problems` by the field's name. */
export interface Outcome {
  readonly notice: string | null;
  readonly problems: Readonly<Record<string, string>>;
  readonly values: Readonly<Record<string, string | undefined>>;
}

export const untouched: Outcome = { notice: null, problems: {}, values: {} };

/** What is wrong, read out when the page opens with it. */
export const trouble = ({ notice }: Outcome): Markup | null =>
  notice === null
    ? null
    : html`<div class="box bad" role="alert" tabindex="-1" id="summary" data-summary><p>${notice}</p></div>`;

/** All pages name their times in WIB: an access belongs to no office. */
export const timeOf = (setting: PageSetting, instant: string): string =>
  formatDateTime(new Date(instant), 'WIB', setting.language);

interface Press {
  readonly act: string;
  readonly label: string;
  readonly quiet?: boolean;
  /** Hidden fields by name; what is null stays away. */
  readonly given?: Readonly<Record<string, string | null>>;
  readonly fields?: Child;
  readonly path?: string;
  /** Brings a file: the browser sends it, a script would look for a page in the answer. */
  readonly file?: boolean;
}

/** One press as a form of its own: it works without a script. */
export const press = ({ act, label, quiet, given = {}, fields, path, file }: Press): Markup =>
  html`<form method="post" action="${path ?? pagePaths.whoChecked()}" enctype="multipart/form-data"${
    file ? null : html` data-form="who-checked"`
  }>
${hidden(field.act, act)}${Object.entries(given).map(([name, value]) => (value === null ? null : hidden(name, value)))}
${fields}<div data-sending aria-live="polite"></div>
<button type="submit"${quiet ? html` class="quiet"` : null}>${label}</button></form>`;
