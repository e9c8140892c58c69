import type { Language } from '#contract/i18n/index';
import { pagePaths } from '#contract/shared/pages';
import { el, fillWith } from './dom.ts';
import { invitationPage } from './invitation.ts';
import './pages.css';
import { resetPage } from './reset.ts';
import { pageTexts, rememberedLanguage, rememberLanguage } from './texts.ts';
import { verifyPage } from './verify.ts';

const pathOf = (address: string): string => address.split('#')[0] ?? address;

/** The public pages by path; one file serves all. */
const pages: Readonly<Record<string, (language: Language) => Node[]>> = {
  [pathOf(pagePaths.verificationPage())]: verifyPage,
  [pathOf(pagePaths.invitation(''))]: invitationPage,
  [pathOf(pagePaths.passwordReset(''))]: resetPage,
};

function draw(language: Language): void {
  const texts = pageTexts(language);
  const root = document.getElementById('page');
  const page = pages[window.location.pathname.replace(/\/$/, '')] ?? verifyPage;
  const content = page(language);
  document.documentElement.lang = language;
  document.title = `${content[0]?.textContent ?? ''} · ${texts.name}`;
  const other: Language = language === 'id' ? 'en' : 'id';
  const change = el('button', { type: 'button', class: 'language', lang: other }, texts.language);
  change.addEventListener('click', () => {
    rememberLanguage(other);
    draw(other);
  });
  if (!root) return;
  fillWith(
    root,
    el('header', {}, el('a', { href: pagePaths.home(), class: 'name' }, texts.name), change),
    el('main', {}, ...content),
    el('footer', {}, texts.directorate),
  );
}

// A pasted or scanned address often differs only behind the #, which loads no new page.
window.addEventListener('hashchange', () => draw(rememberedLanguage()));
draw(rememberedLanguage());
