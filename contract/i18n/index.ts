import { en } from './en.ts';
import { id } from './id.ts';
import type { Translated } from './translated.ts';

export const languages = ['id', 'en'] as const;
export type Language = (typeof languages)[number];

export type Texts = Translated<typeof id>;

const byLanguage: Record<Language, Texts> = { id, en };

export const texts = (language: Language): Texts => byLanguage[language];

/** Fills `{name}` from params; a name without a value becomes a dash, so that no brace reaches a person. */
export const fill = (template: string, params: Readonly<Record<string, string | number>> = {}): string =>
  template.replace(/\{(\w+)\}/g, (_, name: string) => String(params[name] ?? '–'));

/** `en` when the person's browser prefers it over Indonesian, else Indonesian. */
export const languageFrom = (acceptLanguage: string | undefined): Language =>
  /^\s*en\b/i.test(acceptLanguage ?? '') ? 'en' : 'id';
