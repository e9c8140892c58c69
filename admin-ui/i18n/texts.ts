import { useSyncExternalStore } from 'react';
import type { Language } from '#contract/i18n/index';
import type { Translated } from '#contract/i18n/translated';
import type { bundle as idBundle } from './bundle-id.ts';

/** All texts of the console in one language. */
export type Bundle = Translated<typeof idBundle>;

const storageKey = 'loket.language';
const listeners = new Set<() => void>();
let language: Language = 'id';
let texts: Bundle | null = null;

const load = async (wanted: Language): Promise<Bundle> =>
  wanted === 'en' ? (await import('./bundle-en.ts')).bundle : (await import('./bundle-id.ts')).bundle;

/** The language that the person chose last on this machine; Indonesian otherwise. */
export function rememberedLanguage(): Language {
  try {
    return localStorage.getItem(storageKey) === 'en' ? 'en' : 'id';
  } catch {
    return 'id';
  }
}

/** Loads a language and tells every component. Rejects when its chunk cannot be fetched; the old one stays. */
export async function switchLanguage(wanted: Language): Promise<void> {
  texts = await load(wanted);
  language = wanted;
  document.documentElement.lang = wanted;
  try {
    localStorage.setItem(storageKey, wanted);
  } catch {
    // A browser that keeps nothing still shows the language until it is closed.
  }
  for (const listener of listeners) listener();
}

/** Texts for code outside components. Throws before the first language has been loaded (`main.tsx` waits for it). */
export function currentTexts(): Bundle {
  if (texts === null) throw new Error('No language has been loaded yet');
  return texts;
}

export const currentLanguage = (): Language => language;

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** Texts in the language of the moment; a component that uses it is drawn again when the language changes. */
export const useT = (): Bundle => useSyncExternalStore(subscribe, currentTexts);
