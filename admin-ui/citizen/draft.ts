/** What was typed survives a reload, in this tab only, until it is sent or cleared. Photos and the consent do not. */

const prefix = 'loket.isian';
const left = ['tantangan', 'jawaban', 'kode', 'rahasia', 'persetujuan'];

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

const nameOf = (form: HTMLFormElement): string => {
  const code = form.querySelector<HTMLInputElement>('[name="kode"]');
  return prefix + (code ? `.${code.value}` : '');
};

const controls = (form: HTMLFormElement): Control[] =>
  Array.from(form.querySelectorAll<Control>('input, select, textarea')).filter(
    ({ name, type }) => name !== '' && type !== 'file' && left.indexOf(name) < 0,
  );

const isTick = (control: Control): control is HTMLInputElement =>
  control.type === 'radio' || control.type === 'checkbox';

/** A browser that keeps nothing still sends forms. */
function storage(): Storage | null {
  try {
    return window.sessionStorage;
  } catch {
    return null;
  }
}

export function keepDraft(form: HTMLFormElement): void {
  const values: Record<string, string> = {};
  for (const control of controls(form)) {
    if (!isTick(control)) values[control.name] = control.value;
    else if (control.checked) values[control.name] = control.value;
  }
  try {
    const store = storage();
    if (store) store.setItem(nameOf(form), JSON.stringify(values));
  } catch {
    // Full or forbidden: the page itself still holds it.
  }
}

/** Puts back what was typed, with the key under which it may have been sent already. Says whether there was any. */
export function restoreDraft(form: HTMLFormElement): boolean {
  const store = storage();
  const kept = store?.getItem(nameOf(form));
  if (!kept) return false;
  const values = JSON.parse(kept) as Record<string, string>;
  for (const control of controls(form)) {
    const value = values[control.name];
    if (isTick(control)) control.checked = value === control.value;
    else if (value !== undefined) control.value = value;
  }
  return true;
}

/** Forgets every form of this tab. */
export function forgetDrafts(): void {
  const store = storage();
  if (!store) return;
  for (const name of Object.keys(store)) if (name.indexOf(prefix) === 0) store.removeItem(name);
}
