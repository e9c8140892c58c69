import type { Language } from '#contract/i18n/index';
import { box, el, fillWith } from './dom.ts';
import { pageTexts } from './texts.ts';

const shortest = 12;

/** Two password fields that must agree; `send` throws with the sentence to show when it did not work. */
export function passwordForm(
  language: Language,
  submit: string,
  send: (password: string) => Promise<void>,
): HTMLElement {
  const { password: t } = pageTexts(language);
  const problem = el('div', { 'aria-live': 'assertive' });
  const field = (id: string, label: string) => {
    const input = el('input', {
      id,
      type: 'password',
      autocomplete: 'new-password',
      required: '',
      maxlength: '128',
    });
    return { input, row: el('div', {}, el('label', { for: id }, label), input) };
  };
  const first = field('password', t.label);
  const second = field('repeat', t.repeat);
  const show = el('input', { type: 'checkbox', id: 'show' });
  show.addEventListener('change', () => {
    for (const { input } of [first, second]) input.type = show.checked ? 'text' : 'password';
  });
  const button = el('button', { type: 'submit' }, submit);
  const form = el(
    'form',
    {},
    problem,
    first.row,
    el('p', { class: 'soft small' }, t.help),
    second.row,
    el('label', { class: 'check', for: 'show' }, show, t.show),
    button,
  );
  const save = async (): Promise<void> => {
    const [password, repeated] = [first.input.value, second.input.value];
    const wrong = password.length < shortest ? t.short : password !== repeated ? t.different : null;
    fillWith(problem, ...(wrong ? [box('bad', t.notSaved, wrong)] : []));
    if (wrong) return;
    button.disabled = true;
    try {
      await send(password);
    } catch (error) {
      const sentence = error instanceof Error ? error.message : pageTexts(language).unexpected;
      fillWith(problem, box('bad', t.notSaved, sentence));
      button.disabled = false;
    }
  };
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void save();
  });
  return form;
}
