import type { citizen } from '#contract/i18n/id/citizen';
import type { fieldErrors } from '#contract/i18n/id/errors';
import type { Translated } from '#contract/i18n/translated';

/** What the script says, in the page's language: the server hands it over with the page. */
export interface Words extends Translated<(typeof citizen)['client']> {
  readonly summaryTitle: string;
  readonly summaryLead: string;
  readonly problems: Readonly<Record<keyof typeof fieldErrors, string>>;
}

let read: Words | null = null;

export function words(): Words {
  read = read || (JSON.parse((document.getElementById('words') as HTMLElement).textContent || '{}') as Words);
  return read;
}

/** Fills `{name}`. */
export const fill = (text: string, values: Readonly<Record<string, string | number>>): string =>
  text.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name]));
