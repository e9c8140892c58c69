import { type Child, html, type Markup } from '#platform/html';

/** What is wrong, by the field's name, as a sentence. */
export type FieldProblems = Readonly<Record<string, string>>;

/** What a field is drawn from: what was typed, what is wrong with it. */
export interface FormContent {
  readonly values: Readonly<Record<string, string | undefined>>;
  readonly problems: FieldProblems;
}

interface FieldText {
  readonly label: string;
  readonly help?: string;
  /** "Boleh kosong". */
  readonly optional?: string;
}

const attribute = (name: string, value: string | null): Markup | null =>
  value === null ? null : html` ${{ markup: name }}="${value}"`;

/** Attributes that tie a field to its help and its problem. */
function described(name: string, { problems }: FormContent, help: string | undefined): Markup {
  const parts = [help ? `${name}-help` : '', `${name}-problem`].filter(Boolean).join(' ');
  return html` aria-describedby="${parts}"${problems[name] ? html` aria-invalid="true"` : null}`;
}

const problemLine = (name: string, { problems }: FormContent): Markup =>
  html`<p class="problem" id="${name}-problem"${problems[name] ? null : html` hidden`}>${problems[name]}</p>`;

const helpLine = (name: string, help: string | undefined): Markup | null =>
  help ? html`<p class="help" id="${name}-help">${help}</p>` : null;

const labelText = ({ label, optional }: FieldText): Markup =>
  html`${label}${optional ? html` <span class="optional">(${optional})</span>` : null}`;

const frame = (name: string, form: FormContent, inside: Child): Markup =>
  html`<div class="field${form.problems[name] ? ' wrong' : ''}" data-field="${name}">${inside}</div>`;

interface TextOptions {
  readonly inputMode?: 'numeric' | 'tel';
  readonly autocomplete?: string;
  readonly maxLength?: number;
  readonly rows?: number;
}

/** One line of text, or a text area where `rows` is given. */
export function textField(
  name: string,
  text: FieldText,
  form: FormContent,
  options: TextOptions = {},
): Markup {
  const { inputMode, autocomplete = 'off', maxLength = 100, rows } = options;
  const common = html`id="${name}" name="${name}" maxlength="${maxLength}" autocomplete="${autocomplete}"${
    text.optional ? null : html` required`
  }${described(name, form, text.help)}`;
  const value = form.values[name] ?? '';
  const input = rows
    ? html`<textarea ${common} rows="${rows}">${value.startsWith('\n') ? `\n${value}` : value}</textarea>`
    : html`<input type="${inputMode === 'tel' ? 'tel' : 'text'}" ${common}${attribute('inputmode', inputMode ?? null)} value="${value}">`;
  return frame(
    name,
    form,
    html`<label for="${name}">${labelText(text)}</label>${helpLine(name, text.help)}${problemLine(name, form)}${input}`,
  );
}

export type Choice = readonly [value: string, label: string];

/** One of few, as round buttons. */
export function radioField(
  name: string,
  text: FieldText,
  form: FormContent,
  choices: readonly Choice[],
): Markup {
  const chosen = form.values[name];
  return frame(
    name,
    form,
    html`<fieldset class="choice" id="${name}" aria-describedby="${name}-problem">
<legend>${labelText(text)}</legend>${helpLine(name, text.help)}${problemLine(name, form)}
${choices.map(
  ([value, label]) =>
    html`<label class="check"><input type="radio" name="${name}" value="${value}" id="${name}-${value}"${
      value === chosen ? html` checked` : null
    }${text.optional ? null : html` required`}><span>${label}</span></label>`,
)}</fieldset>`,
  );
}

/** A box to tick. */
export const tickField = (
  name: string,
  text: FieldText & { readonly value: string },
  form: FormContent,
): Markup =>
  frame(
    name,
    form,
    html`${problemLine(name, form)}<label class="check"><input type="checkbox" name="${name}" id="${name}" value="${text.value}"${
      form.values[name] ? html` checked` : null
    }${text.optional ? null : html` required`}${described(name, form, undefined)}><span>${text.label}</span></label>`,
  );

/** One of many, in groups. */
export function selectField(
  name: string,
  text: FieldText & { readonly empty: string },
  form: FormContent,
  groups: readonly { readonly label: string | null; readonly options: readonly Choice[] }[],
): Markup {
  const chosen = form.values[name];
  const option = ([value, label]: Choice) =>
    html`<option value="${value}"${value === chosen ? html` selected` : null}>${label}</option>`;
  return frame(
    name,
    form,
    html`<label for="${name}" id="${name}-label">${labelText(text)}</label>${helpLine(name, text.help)}${problemLine(name, form)}
<select id="${name}" name="${name}"${text.optional ? null : html` required`}${described(name, form, text.help)}>
<option value="">${text.empty}</option>${groups.map(({ label, options }) =>
      label === null
        ? options.map(option)
        : html`<optgroup label="${label}">${options.map(option)}</optgroup>`,
    )}</select>`,
  );
}

/** A picture; iPhones turn HEIC into JPEG by themselves where only JPEG and PNG are asked for. */
export const photoField = (
  name: string,
  text: FieldText & { readonly kept?: string | null; readonly needed: boolean },
  form: FormContent,
): Markup =>
  frame(
    name,
    form,
    html`<label for="${name}">${labelText(text)}</label>${helpLine(name, text.help)}${problemLine(name, form)}
${text.kept ? html`<p class="box good">${text.kept}</p>` : null}
<input type="file" id="${name}" name="${name}" accept="image/jpeg,image/png" data-photo${
      text.kept ? html` data-kept` : null
    }${text.needed && !text.kept ? html` required` : null}${described(name, form, text.help)}>`,
  );

export const hidden = (name: string, value: string): Markup =>
  html`<input type="hidden" name="${name}" value="${value}">`;
