import type { LookupKind } from '#contract/requests/codes';
import { normalizeNumber, readRequestCode, sixteenDigits } from '#contract/requests/identity';

/** What somebody typed into the search: a code, 16 digits of a NIK or KK number, or neither. */
export type Sought =
  | { readonly by: 'code'; readonly code: string }
  | { readonly by: 'number'; readonly number: string }
  | { readonly by: 'nothing' };

/** Reads the search field. A code may be typed in any case and with or without dashes; a number with blanks or dots. */
export function readSearch(typed: string): Sought {
  const number = normalizeNumber(typed);
  if (sixteenDigits.test(number)) return { by: 'number', number };
  const code = readRequestCode(typed);
  return code === null ? { by: 'nothing' } : { by: 'code', code };
}

/** What stands behind a lookup token, masked, for as long as the page lives: the token itself says nothing. */
export interface KnownLookup {
  readonly kind: LookupKind;
  readonly masked: string;
}

const known = new Map<string, KnownLookup>();

export const rememberLookup = (token: string, lookup: KnownLookup): void => {
  known.set(token, lookup);
};

export const lookupOf = (token: string): KnownLookup | undefined => known.get(token);
