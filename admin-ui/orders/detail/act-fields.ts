import { type ReturnKind, returnKinds } from '#contract/orders/lifecycle';

/** What some actions need beside the note, as typed. */
export interface ActFields {
  readonly kodeBilling: string;
  /** Local date and time in WIB, `2023-03-16T14:05`. */
  readonly expiresAt: string;
  readonly kind: ReturnKind;
  readonly letter: string;
  readonly date: string;
}

export const emptyFields: ActFields = {
  kodeBilling: '',
  expiresAt: '',
  kind: returnKinds[0],
  letter: '',
  date: '',
};

/** A WIB wall clock time as the instant that the API takes. WIB has no summer time: always seven hours ahead. */
export const wibToInstant = (local: string): string => new Date(`${local}:00+07:00`).toISOString();

/** Fields of the action that are not right yet. */
export function wrongFields(action: string, fields: ActFields): (keyof ActFields)[] {
  const wrong: (keyof ActFields)[] = [];
  if (action === 'enterBilling') {
    if (!/^\d{6,20}$/.test(fields.kodeBilling.trim())) wrong.push('kodeBilling');
    if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(fields.expiresAt)) wrong.push('expiresAt');
  }
  if (action === 'completeReturn') {
    if (fields.letter.trim().length < 3) wrong.push('letter');
    if (!/^\d{4}-\d{2}-\d{2}$/.test(fields.date)) wrong.push('date');
  }
  return wrong;
}

/** The body that the API takes for this action. */
export function bodyFor(
  action: string,
  fields: ActFields,
  note: string | undefined,
): Record<string, unknown> {
  const noted = note === undefined ? {} : { note };
  if (action === 'enterBilling') {
    return { ...noted, kodeBilling: fields.kodeBilling.trim(), expiresAt: wibToInstant(fields.expiresAt) };
  }
  if (action === 'completeReturn') {
    return { ...noted, kind: fields.kind, letter: fields.letter.trim(), date: fields.date };
  }
  return noted;
}
