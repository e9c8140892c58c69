import { el } from '../pages/dom.ts';
import { forgetDrafts, keepDraft, restoreDraft } from './draft.ts';
import { trackingSecretHeader } from './header.ts';
import { type Sending, send } from './line.ts';
import { focusOn, isPage, showPage } from './page.ts';
import { dropPhotos } from './photo-store.ts';
import { addPhotos, wirePhotos } from './photos.ts';
import { checkField, checkForm } from './problems.ts';
import { isAnswered } from './proof.ts';
import { wireRegions } from './regions.ts';
import { fill, words } from './words.ts';

/** Betters the forms of the page that is shown. */
export function wireForms(): void {
  for (const form of Array.from(document.querySelectorAll<HTMLFormElement>('form[data-form]'))) {
    form.noValidate = true;
    form.addEventListener('focusout', (event) => leaveField(form, event.target as HTMLElement));
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      void submit(form);
    });
    if (form.getAttribute('data-form') === 'request') wireRequestForm(form);
  }
}

function wireRequestForm(form: HTMLFormElement): void {
  if (form.hasAttribute('data-fresh') && restoreDraft(form)) {
    say(form, form.querySelector('[data-kept]') ? words().restoredWithPhotos : words().restored);
  }
  wireRegions(form);
  wirePhotos(form);
  const keep = (): void => keepDraft(form);
  form.addEventListener('input', keep);
  form.addEventListener('change', keep);
  const clear = form.querySelector<HTMLAnchorElement>('[data-clear]');
  if (!clear) return;
  clear.addEventListener('click', (event) => {
    if (window.confirm(words().confirmClear)) {
      forgetDrafts();
      dropPhotos();
    } else {
      event.preventDefault();
    }
  });
}

let pressed = false;
let afterPress: (() => void)[] = [];
document.addEventListener('pointerdown', () => {
  pressed = true;
});
for (const end of ['pointerup', 'pointercancel']) {
  document.addEventListener(end, () => {
    pressed = false;
    const waiting = afterPress;
    afterPress = [];
    for (const work of waiting) setTimeout(work, 0);
  });
}

/** A sentence that comes or goes moves what stands below: not while a finger is about to press there. */
function whenNotPressed(work: () => void): void {
  if (pressed) afterPress.push(work);
  else setTimeout(work, 0);
}

/** Only what he filled in: a field that he walks past stays quiet until he sends. */
function leaveField(form: HTMLFormElement, target: HTMLElement): void {
  const field = target.closest('[data-field]');
  const name = field?.getAttribute('data-field');
  if (!name || !('value' in target) || (target as HTMLInputElement).value === '') return;
  whenNotPressed(() => checkField(form, name));
}

const sendingPlace = (form: HTMLFormElement): Element | null =>
  form.querySelector('[data-sending]') || document.querySelector('[data-sending]');

function say(form: HTMLFormElement, sentence: string, ...more: Node[]): void {
  const place = sendingPlace(form);
  if (!place) return;
  place.textContent = '';
  if (sentence === '') return;
  place.append(el('p', { class: 'box plain' }, sentence), ...more);
}

/** A link without its secret: what it says is filled in, and the rest asked for. */
export function askForSecret(form: HTMLFormElement, code: string): void {
  const field = form.querySelector<HTMLInputElement>('[name="kode"]');
  const secret = form.querySelector<HTMLInputElement>('[name="rahasia"]');
  if (!field || !secret || !/^SD-\w{5}-\w{5}$/.test(code)) return;
  field.value = code;
  say(form, words().codeOnly);
  secret.focus();
}

const busy = new WeakSet<HTMLFormElement>();

/** Checks, waits for the proof, sends, and shows the answer. A second press while it is sent does nothing. */
async function submit(form: HTMLFormElement): Promise<void> {
  if (busy.has(form)) return;
  if (form.getAttribute('data-form') !== 'track' && !checkForm(form)) return;
  setBusy(form, true);
  say(form, words().checking);
  if (form.querySelector('[data-proof]') && !(await isAnswered())) {
    setBusy(form, false);
    say(form, '');
    checkForm(form);
    return;
  }
  const body = new FormData(form);
  addPhotos(form, body);
  post(form, body, {});
}

function setBusy(form: HTMLFormElement, on: boolean): void {
  if (on) busy.add(form);
  else busy.delete(form);
  const button = form.querySelector('button[type="submit"]');
  if (button) button.setAttribute('aria-disabled', String(on));
}

/** Sends a form's content; a secret goes in its header. */
export function post(form: HTMLFormElement, body: FormData, given: Readonly<Record<string, string>>): void {
  const secret = body.get('rahasia');
  const headers: Record<string, string> = { Accept: 'text/html', ...given };
  if (form.getAttribute('data-form') === 'track' && typeof secret === 'string' && /^[\w-]+$/.test(secret)) {
    headers[trackingSecretHeader] = secret;
    body.delete('rahasia');
  }
  const upload = form.getAttribute('data-form') === 'request';
  let sending: Sending | null = null;
  const stop = (): void => {
    if (sending) sending.stop();
    setBusy(form, false);
    say(form, words().unexpected);
  };
  say(form, upload ? fill(words().sending, { percent: 0 }) : words().loading);
  sending = send(
    form.action,
    body,
    headers,
    {
      progress: (percent) => {
        if (upload) showProgress(form, percent);
      },
      lost: (seconds, offline) => {
        const again = el('button', { type: 'button' }, words().again);
        const end = el('button', { type: 'button', class: 'quiet' }, words().stop);
        again.addEventListener('click', () => sending?.again());
        end.addEventListener('click', stop);
        say(form, offline ? words().offline : fill(words().lost, { seconds }), again, end);
      },
      answered: (text) => {
        setBusy(form, false);
        showAnswer(form, text);
      },
    },
    isPage,
  );
}

function showProgress(form: HTMLFormElement, percent: number): void {
  const sentence = percent < 100 ? fill(words().sending, { percent }) : words().working;
  const bar = el('progress', { max: '100', value: String(percent), 'aria-label': sentence });
  say(form, sentence, bar);
}

let answeredAgain = false;

function showAnswer(form: HTMLFormElement, text: string): void {
  const wasRequest = form.getAttribute('data-form') === 'request';
  showPage(text);
  const sent = document.querySelector('[data-sent]');
  if (sent) {
    forgetDrafts();
    dropPhotos();
    // A reload then opens the tracking page, not an empty form.
    window.history.replaceState(null, '', sent.getAttribute('data-tracking') || window.location.href);
    return;
  }
  const next = document.querySelector<HTMLFormElement>('form[data-form="request"]');
  if (next && wasRequest) {
    keepDraft(next);
    // The page was open for so long that its challenge was over: the new one is answered and the form goes again, once.
    if (onlyTheProof() && !answeredAgain) {
      answeredAgain = true;
      void submit(next);
      return;
    }
  }
  answeredAgain = false;
  focusOn(document.querySelector<HTMLElement>('[data-summary], [data-focus]'));
}

function onlyTheProof(): boolean {
  const links = Array.from(document.querySelectorAll('[data-summary] a'));
  return links.length === 1 && (links[0] as Element).getAttribute('href') === '#jawaban';
}
