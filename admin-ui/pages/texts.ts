import { actors as actorsEn } from '#contract/i18n/en/orders';
import { pagesTexts as en } from '#contract/i18n/en/pages';
import { actors as actorsId } from '#contract/i18n/id/orders';
import { pagesTexts as id } from '#contract/i18n/id/pages';
import type { Language } from '#contract/i18n/index';
import type { Translated } from '#contract/i18n/translated';

/** Everything that a public page says. */
export interface PageTexts extends Translated<typeof id> {
  readonly actors: Translated<typeof actorsId>;
}

const byLanguage: Record<Language, PageTexts> = {
  id: { ...id, actors: actorsId },
  en: { ...en, actors: actorsEn },
};
const storageKey = 'loket.language';

/** The language chosen last on this machine, the same that the console uses. */
export function rememberedLanguage(): Language {
  try {
    return localStorage.getItem(storageKey) === 'en' ? 'en' : 'id';
  } catch {
    return 'id';
  }
}

export function rememberLanguage(language: Language): void {
  try {
    localStorage.setItem(storageKey, language);
  } catch {
    // A browser that keeps nothing still shows the language on this page.
  }
}

export const pageTexts = (language: Language): PageTexts => byLanguage[language];

const locales: Record<Language, string> = { id: 'id-ID', en: 'en-GB' };

/** `09 Mar 2023, 14.05 WIB`. */
export const formatInstant = (language: Language, instant: string): string => {
  const zone = { timeZone: 'Asia/Jakarta' } as const;
  const date = new Date(instant);
  const day = new Intl.DateTimeFormat(locales[language], {
    ...zone,
    day: '2-digit',
    month: 'short',
    year: 'numeric',
  });
  const clock = new Intl.DateTimeFormat(locales[language], {
    ...zone,
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
  });
  return `${day.format(date)}, ${clock.format(date)} WIB`;
};
