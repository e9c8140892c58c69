import type { Language } from '#contract/i18n/index';
import { post } from './api.ts';
import { box, el, fillWith } from './dom.ts';
import { passwordForm } from './password-form.ts';
import { pageTexts } from './texts.ts';
import { readToken } from './token.ts';

/** A new password behind a link that came by mail. */
export function resetPage(language: Language): Node[] {
  const texts = pageTexts(language);
  const { reset: t } = texts;
  const token = readToken(window.location.href);
  const login = el('p', {}, el('a', { class: 'button', href: '/#/login' }, texts.login));
  const body = el('div', {});
  if (!token) {
    body.append(box('bad', t.title, t.noToken), login);
  } else {
    const form = passwordForm(language, t.submit, async (password) => {
      await post(language, '/api/auth/reset-password', { newPassword: password, token });
      fillWith(body, box('good', t.title, t.done), login);
    });
    body.append(el('p', {}, t.text), form);
  }
  return [el('h1', {}, t.title), body];
}
