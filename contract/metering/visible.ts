/**
 * What of a person the web portal shows: the elements of the juknis and no others. Pure and without zod.
 */
import { maskNumber } from '../requests/identity.ts';
import { type PersonElement, type PersonRecord, personElements } from './person.ts';

/** Outside the juknis they still tell two people apart, so they stand with their middle digits hidden. */
export const maskedNumbers = ['nik', 'noKk'] as const satisfies readonly PersonElement[];

export interface VisiblePerson {
  /** Only what may be seen; null: the registry has nothing there. */
  readonly elements: Readonly<Partial<Record<PersonElement, string | null>>>;
  /** Which of them stand with hidden digits. */
  readonly masked: readonly PersonElement[];
}

/** Masks a person to a juknis; an element outside it is left out, not emptied. */
export function visibleTo(person: PersonRecord, juknis: readonly string[]): VisiblePerson {
  const elements: Partial<Record<PersonElement, string | null>> = {};
  const masked: PersonElement[] = [];
  for (const element of personElements) {
    const value = person[element];
    if (juknis.includes(element)) elements[element] = value;
    else if ((maskedNumbers as readonly PersonElement[]).includes(element)) {
      elements[element] = value === null ? null : maskNumber(value);
      masked.push(element);
    }
  }
  return { elements, masked };
}
