import { requiredPhotos } from '#contract/requests/codes';
import { normalizeNumber, sixteenDigits } from '#contract/requests/identity';
import { el } from '../pages/dom.ts';
import { neededPhotos } from './needed-photos.ts';
import { focusOn } from './page.ts';
import { hasPhoto } from './photo-store.ts';
import { words } from './words.ts';

/** The same sentences at the same places as the server's, as soon as a field is left. The server has the last word. */

type Check = (form: HTMLFormElement) => string | null;

/** By name, since the search field of the regions has the id of the list that is sent. */
function typedIn(form: HTMLFormElement, name: string): string {
  const controls = Array.from(
    form.querySelectorAll<HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement>(`[name="${name}"]`),
  );
  const one = controls.find((control) => control.type !== 'radio' || (control as HTMLInputElement).checked);
  return one ? one.value.trim() : '';
}

const number =
  (name: string, code: 'BAD_NIK' | 'BAD_KK'): Check =>
  (form) =>
    sixteenDigits.test(normalizeNumber(typedIn(form, name))) ? null : words().problems[code];

const checks: Readonly<Record<string, Check>> = {
  namaPemohon: (form) => (typedIn(form, 'namaPemohon').length < 2 ? words().nameShort : null),
  nik: number('nik', 'BAD_NIK'),
  noKk: (form) =>
    number('noKk', 'BAD_KK')(form) ||
    (normalizeNumber(typedIn(form, 'noKk')) === normalizeNumber(typedIn(form, 'nik'))
      ? words().problems.KK_IS_NIK
      : null),
  wilayahKk: (form) => (typedIn(form, 'wilayahKk') === '' ? words().problems.BAD_REGION : null),
  // Roughly: what a mobile number is, the server knows.
  nomorWa: (form) =>
    /^(\+?62|0)?8\d{7,11}$/.test(typedIn(form, 'nomorWa').replace(/[\s.()-]/g, '')) ||
    /^\+(?!62)\d{8,15}$/.test(typedIn(form, 'nomorWa').replace(/[\s.()-]/g, ''))
      ? null
      : words().problems.BAD_PHONE,
  belumTerbacaDi: (form) => (typedIn(form, 'belumTerbacaDi') === '' ? words().problems.REQUIRED : null),
  permasalahan: (form) => (typedIn(form, 'permasalahan').length < 5 ? words().problemShort : null),
  persetujuan: (form) =>
    form.querySelector('[name="persetujuan"]:checked') ? null : words().problems.CONSENT_NEEDED,
  jawaban: (form) => (typedIn(form, 'jawaban') === '' ? words().problems.REQUIRED : null),
};

/** Shows or takes away the sentence at a field. */
export function setProblem(name: string, sentence: string | null): void {
  const line = document.getElementById(`${name}-problem`);
  const field = line?.closest('.field');
  if (!line || !field) return;
  line.textContent = sentence || '';
  line.hidden = !sentence;
  field.classList.toggle('wrong', !!sentence);
  const control = document.getElementById(name);
  if (!control || control.tagName === 'FIELDSET') return;
  if (sentence) control.setAttribute('aria-invalid', 'true');
  else control.removeAttribute('aria-invalid');
}

/** Checks one field by its name; a field that has no check is right. */
export function checkField(form: HTMLFormElement, name: string): string | null {
  const check = checks[name];
  const problem = check ? check(form) : null;
  if (check) setProblem(name, problem);
  return problem;
}

const namesOf = (form: HTMLFormElement): string[] =>
  Array.from(form.querySelectorAll<HTMLElement>('[data-field]'))
    .filter((field) => !field.closest('[hidden]'))
    .map((field) => field.getAttribute('data-field') || '');

/** Checks a whole form before it is sent: a summary with links on top, and what is wrong at each field. */
export function checkForm(form: HTMLFormElement): boolean {
  const needed = neededPhotos(form, requiredPhotos);
  const wrong: [string, string][] = [];
  for (const name of namesOf(form)) {
    const missing = needed.indexOf(name) >= 0 && !hasPhoto(name, form);
    const problem = missing ? words().problems.PHOTO_MISSING : checkField(form, name);
    if (missing) setProblem(name, problem);
    if (problem) wrong.push([name, problem]);
  }
  showSummary(form, wrong);
  return wrong.length === 0;
}

function labelOf(name: string): string {
  const field = document.querySelector(`[data-field="${name}"]`);
  const label = field?.querySelector('legend, label');
  return (label?.textContent || name).trim();
}

function showSummary(form: HTMLFormElement, wrong: readonly [string, string][]): void {
  const old = document.querySelector('[data-summary]');
  if (old) old.remove();
  if (wrong.length === 0) return;
  const link = ([name, problem]: readonly [string, string]): HTMLElement =>
    el('li', {}, el('a', { href: `#${name}` }, `${labelOf(name)}: ${problem}`));
  const summary = el(
    'div',
    { class: 'box bad', role: 'alert', tabindex: '-1', id: 'summary', 'data-summary': '' },
    el('h2', {}, words().summaryTitle),
    el('p', {}, words().summaryLead),
    el('ul', {}, ...wrong.map(link)),
  );
  (form.parentNode as ParentNode & Node).insertBefore(summary, form);
  focusOn(summary);
}

/** A link of the summary leads into its field, also into a group of buttons. */
export function followSummary(event: Event): void {
  const link = (event.target as Element).closest('[data-summary] a');
  const target = link && document.getElementById((link.getAttribute('href') || '').slice(1));
  if (!target) return;
  event.preventDefault();
  focusOn(target.tagName === 'FIELDSET' ? target.querySelector('input') : target);
}
