import type { z } from 'zod';
import type { InvitationView } from '#contract/accounts/schemas';
import { fill, type Language } from '#contract/i18n/index';
import { post } from './api.ts';
import { box, el, facts, fillWith } from './dom.ts';
import { passwordForm } from './password-form.ts';
import { formatInstant, pageTexts } from './texts.ts';
import { readToken } from './token.ts';

type View = z.infer<typeof InvitationView>;

const loginLink = (language: Language): HTMLElement =>
  el('p', {}, el('a', { class: 'button', href: '/#/login' }, pageTexts(language).login));

function invited(language: Language, token: string, view: View, body: HTMLElement): Node[] {
  const texts = pageTexts(language);
  const { invitation: t } = texts;
  const rows: [string, string][] = [[t.roles, view.roles.map((role) => texts.actors[role]).join(', ')]];
  if (view.institutionName) rows.unshift([t.institution, view.institutionName]);
  if (view.officeName) rows.unshift([t.office, view.officeName]);
  const form = passwordForm(language, t.submit, async (password) => {
    const { email } = await post<{ email: string }>(language, '/api/v1/public/invitations/accept', {
      token,
      password,
    });
    fillWith(body, box('good', t.title, fill(t.done, { email })), loginLink(language));
  });
  return [
    el(
      'p',
      {},
      el('strong', {}, fill(t.welcome, { name: view.name })),
      ' ',
      fill(t.text, { email: view.email }),
    ),
    facts(rows),
    form,
    el('p', { class: 'soft small' }, fill(t.expires, { time: formatInstant(language, view.expiresAt) })),
  ];
}

/** What an invitation is for, and the password that opens the account. */
export function invitationPage(language: Language): Node[] {
  const texts = pageTexts(language);
  const { invitation: t } = texts;
  const token = readToken(window.location.href);
  const body = el('div', {}, el('p', { class: 'soft' }, token ? texts.loading : ''));
  if (!token) {
    fillWith(body, box('bad', t.title, t.noToken));
  } else {
    post<View>(language, '/api/v1/public/invitations/view', { token })
      .then((view) => fillWith(body, ...invited(language, token, view, body)))
      .catch((error: unknown) =>
        fillWith(
          body,
          box('bad', t.title, error instanceof Error ? error.message : texts.unexpected),
          loginLink(language),
        ),
      );
  }
  return [el('h1', {}, t.title), body];
}
