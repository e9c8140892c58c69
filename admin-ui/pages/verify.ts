import { fill, type Language } from '#contract/i18n/index';
import type { DocumentCheck } from '#contract/orders/document-check';
import { formatCount, formatRupiah } from '#contract/shared/money';
import { PageProblem, post } from './api.ts';
import { box, el, facts, fillWith } from './dom.ts';
import { formatInstant, pageTexts } from './texts.ts';
import { readToken } from './token.ts';

type Genuine = DocumentCheck & { genuine: true };

/** What the signature covers, besides the paper's kind, number and time of printing. */
function signedFacts(language: Language, check: Genuine): (readonly [string, string])[] {
  const { verify: t } = pageTexts(language);
  if (check.about === 'request') {
    return [
      [t.office, check.office],
      [t.submittedAt, formatInstant(language, check.submittedAt)],
    ];
  }
  if (check.about === 'reconciliation') {
    return [
      [t.institution, check.institution],
      ...check.balances.map(
        ({ product, opening, received, taken, closing }) =>
          [
            product,
            fill(t.balance, {
              opening: formatCount(opening),
              received: formatCount(received),
              taken: formatCount(taken),
              closing: formatCount(closing),
            }),
          ] as const,
      ),
    ];
  }
  if (check.about === 'semester-report' || check.about === 'complaint') {
    return [
      [t.institution, check.institution],
      [t.submittedAt, formatInstant(language, check.submittedAt)],
    ];
  }
  if (check.about === 'disclaimer') {
    return [
      [t.operator, check.nameMasked],
      [t.institution, check.institution],
      ...(check.signedAt ? [[t.signedAt, formatInstant(language, check.signedAt)] as const] : []),
    ];
  }
  if (check.about === 'trial') {
    return [
      [t.institution, check.institution],
      [t.completedAt, formatInstant(language, check.completedAt)],
    ];
  }
  return [
    [t.kodeBilling, check.kodeBilling],
    [t.institution, check.institution],
    [t.total, formatRupiah(check.total)],
    ...(check.expiresAt ? [[t.expiresAt, formatInstant(language, check.expiresAt)] as const] : []),
    ...(check.ntpn ? [[t.ntpn, check.ntpn] as const] : []),
  ];
}

/** How it stands now; a paper of a month that is over stands as it stood. */
function statusFact(language: Language, check: Genuine): (readonly [string, string])[] {
  const { verify: t } = pageTexts(language);
  if (!('statusLabel' in check)) return [];
  const since = fill(t.since, { time: formatInstant(language, check.statusSince) });
  return [[t.status, `${check.statusLabel}, ${since}`]];
}

function genuineDocument(language: Language, check: Genuine): Node[] {
  const { verify: t } = pageTexts(language);
  return [
    box('good', t.genuine, t.genuineText),
    facts([
      [t.document, check.document],
      [t.number, check.number],
      ...signedFacts(language, check),
      [t.printedAt, formatInstant(language, check.printedAt)],
      ...statusFact(language, check),
    ]),
    ...(check.about === 'order' && !check.expiresAt ? [el('p', {}, t.oldForm)] : []),
    ...('statusLabel' in check ? [el('p', { class: 'soft' }, t.live)] : []),
  ];
}

async function answer(language: Language, token: string): Promise<Node[]> {
  const texts = pageTexts(language);
  try {
    const check = await post<DocumentCheck>(language, '/api/v1/public/document-checks', { token });
    return check.genuine
      ? genuineDocument(language, check)
      : [box('bad', texts.verify.forged, texts.verify.forgedText)];
  } catch (error) {
    // Too long or malformed is no code of ours: the paper is what is wrong, not the reader.
    if (error instanceof PageProblem && error.status === 422) {
      return [box('bad', texts.verify.forged, texts.verify.forgedText)];
    }
    return [box('plain', texts.verify.title, error instanceof Error ? error.message : texts.unexpected)];
  }
}

/** Is this document genuine, and what is its status now? */
export function verifyPage(language: Language): Node[] {
  const texts = pageTexts(language);
  const { verify: t } = texts;
  const result = el('div', { 'aria-live': 'polite' });
  const check = async (token: string): Promise<void> => {
    fillWith(result, el('p', { class: 'soft' }, texts.loading));
    fillWith(result, ...(await answer(language, token)));
  };
  const token = readToken(window.location.href);
  const field = el('input', { id: 'token', autocomplete: 'off', spellcheck: 'false', maxlength: '4500' });
  const form = el(
    'form',
    {},
    el('label', { for: 'token' }, t.paste),
    field,
    el('button', { type: 'submit' }, t.check),
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const typed = readToken(field.value) ?? field.value.trim();
    if (typed) void check(typed);
  });
  if (token) void check(token);
  else result.append(el('p', {}, t.noToken));
  return [el('h1', {}, t.title), el('p', { class: 'soft' }, t.help), result, form];
}
