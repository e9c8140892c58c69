import { pagePaths } from '#contract/shared/pages';
import { el } from '../pages/dom.ts';
import { askForSecret, post, wireForms } from './forms.ts';
import { onShown, shown } from './page.ts';
import { followSummary } from './problems.ts';
import { answerByWork } from './proof.ts';
import { words } from './words.ts';

/** Betters the citizen's pages where it runs: every one of them works without it. */

function wireButtons(): void {
  for (const place of Array.from(document.querySelectorAll<HTMLElement>('[data-with-script]'))) {
    place.hidden = false;
  }
  for (const button of Array.from(document.querySelectorAll('[data-print]'))) {
    button.addEventListener('click', () => window.print());
  }
  for (const button of Array.from(document.querySelectorAll('[data-copy]'))) {
    button.addEventListener('click', () => {
      const address = button.getAttribute('data-copy') || '';
      copy(address === '#' ? window.location.href : address);
      const said = document.querySelector('[data-said]');
      if (said) said.textContent = words().copied;
    });
  }
}

/** The clipboard's own way is not there on plain http. */
function copy(text: string): void {
  const field = el('textarea', { class: 'seen', readonly: '' });
  field.value = text;
  document.body.append(field);
  field.select();
  document.execCommand('copy');
  field.remove();
}

/**
 * A tracking link carries code and secret behind the `#`, which no server sees in an address. The links of later messages
 * carry the code alone, since the secret is kept nowhere.
 */
function openLink(): void {
  const [code, secret] = window.location.hash.slice(1).split('.');
  const form = document.querySelector<HTMLFormElement>('form[data-lookup]');
  if (window.location.pathname !== pagePaths.trackingPage() || !form || !code) return;
  if (!secret) {
    askForSecret(form, code);
    return;
  }
  const body = new FormData();
  body.append('kode', code);
  body.append('rahasia', secret);
  post(form, body, {});
}

onShown(wireForms);
onShown(wireButtons);
onShown(answerByWork);
document.addEventListener('click', followSummary);
// Another link pasted into the same tab loads no new page.
window.addEventListener('hashchange', () => {
  if (/^#(SD-\w{5}-\w{5}$|[^.]+\.[\w-]+$)/.test(window.location.hash)) window.location.reload();
});
shown();
openLink();
