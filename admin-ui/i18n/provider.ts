import type { I18nProvider } from 'react-admin';
import { currentLanguage, currentTexts, switchLanguage } from './texts.ts';

const find = (key: string): string | null => {
  let node: unknown = currentTexts();
  for (const part of key.split('.')) {
    if (typeof node !== 'object' || node === null || !Object.hasOwn(node, part)) return null;
    node = (node as Record<string, unknown>)[part];
  }
  return typeof node === 'string' ? node : null;
};

/** Picks the form of a `one |||| many` text and fills `%{name}`. */
export function interpolate(template: string, options: Record<string, unknown>): string {
  const forms = template.split(' |||| ');
  const count = options.smart_count;
  const form = forms.length > 1 && typeof count === 'number' && count !== 1 ? forms[1] : forms[0];
  return (form ?? template).replace(/%\{(\w+)\}/g, (_, name: string) => String(options[name] ?? ''));
}

/**
 * react-admin asks by key (`ra.action.save`); our own components use `useT`. What is no key of ours is a sentence
 * already, such as the API's `detail`, and is said as it is.
 */
export const i18nProvider: I18nProvider = {
  translate: (key, options = {}) => interpolate(find(key) ?? options._ ?? key, options),
  changeLocale: (locale) => switchLanguage(locale === 'en' ? 'en' : 'id'),
  getLocale: currentLanguage,
  getLocales: () => [
    { locale: 'id', name: 'Bahasa Indonesia' },
    { locale: 'en', name: 'English' },
  ],
};
