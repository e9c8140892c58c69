import { fill, type Language, texts } from '#contract/i18n/index';
import type { NoticeTemplate } from '#contract/orders/codes';
import { type NoticeParams, noticeParams } from '#contract/orders/notices';
import { AppError } from '#contract/shared/errors';
import { type MailContent, mailContent } from './content.ts';
import { type Letter, mailHtml } from './html.ts';

/** A mail in both forms. The subject has no line break, so it cannot add a header. */
export interface RenderedMail {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/**
 * Writes the mail of an outgoing notice. `params` come from the notice's row and are checked here.
 * @throws AppError INVALID_INPUT naming the params that do not fit the template; repeating will not help.
 */
export function renderMail(
  template: NoticeTemplate,
  params: unknown,
  language: Language,
  place: { readonly publicUrl: string },
): RenderedMail {
  const parsed = noticeParams[template].safeParse(params);
  if (!parsed.success) {
    const wrong = [...new Set(parsed.error.issues.map((issue) => issue.path.join('.')))].join(', ');
    throw new AppError('INVALID_INPUT', { message: `notice ${template}: params do not fit: ${wrong}` });
  }
  const content = mailContent(template, parsed.data as NoticeParams[typeof template], language);
  const letter = letterOf(template, content, language, place.publicUrl);
  return { subject: letter.subject, text: mailText(letter), html: mailHtml(letter) };
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

function letterOf(
  template: NoticeTemplate,
  content: MailContent,
  language: Language,
  publicUrl: string,
): Letter {
  const { mails } = texts(language);
  const text = mails.templates[template];
  const values = Object.fromEntries(
    Object.entries(content.values).filter((entry): entry is [string, string] => entry[1] !== null),
  );
  const isSayable = (paragraph: string) =>
    [...paragraph.matchAll(/\{(\w+)\}/g)].every(([, name]) => Object.hasOwn(values, name ?? ''));
  return {
    language,
    subject: oneLine(fill(text.subject, values)),
    greeting: content.greeting,
    paragraphs: text.body.filter(isSayable).map((paragraph) => fill(paragraph, values)),
    rows: content.rows.flatMap(([name, value]) => (value ? [[mails.field[name], value] as const] : [])),
    link: { label: text.action, url: `${publicUrl}${content.path}`, hint: mails.linkHint },
    closing: mails.closing,
    automatic: mails.automatic,
  };
}

function mailText(letter: Letter): string {
  const rows = letter.rows.map(([label, value]) => `${label}: ${value}`).join('\n');
  return [
    letter.greeting,
    ...letter.paragraphs,
    rows,
    `${letter.link.label}:\n${letter.link.url}`,
    letter.closing,
    `--\n${letter.automatic}\n`,
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}
