import type { AccessPurpose } from '#contract/metering/codes';
import type { AskedElements, ComparableElement } from '#contract/metering/person';
import { normalizeNumber, sixteenDigits } from '#contract/requests/identity';
import type { Bundle } from '../i18n/texts.ts';

/** Who is asked about, and why, as typed. */
export interface WhomForm {
  readonly purpose: AccessPurpose | '';
  readonly caseNumber: string;
  readonly nik: string;
}

/** What a document says of him, as typed, and from which likeness on it counts as the same. */
export interface SaidForm {
  readonly said: Readonly<Partial<Record<ComparableElement, string>>>;
  readonly threshold: number;
}

export const emptyWhom: WhomForm = { purpose: '', caseNumber: '', nik: '' };
export const emptySaid: SaidForm = { said: {}, threshold: 90 };
export const leastCaseLetters = 3;

/** What is wrong, as the key of its sentence, by field. */
export type Wrong = Readonly<Partial<Record<keyof WhomForm | 'elements', keyof Bundle['fieldErrors']>>>;

export function whatIsWrong(whom: WhomForm, said: SaidForm | null): Wrong {
  return {
    ...(whom.purpose === '' ? { purpose: 'REQUIRED' } : {}),
    ...wrongCaseNumber(whom.caseNumber.trim()),
    ...(sixteenDigits.test(normalizeNumber(whom.nik)) ? {} : { nik: 'BAD_NIK' }),
    ...(said && Object.keys(saidOf(said)).length === 0 ? { elements: 'ELEMENT_NEEDED' } : {}),
  };
}

const wrongCaseNumber = (caseNumber: string): Wrong =>
  caseNumber.length >= leastCaseLetters ? {} : { caseNumber: caseNumber === '' ? 'REQUIRED' : 'TOO_SMALL' };

/** What is filled in; an empty field asks nothing. */
export const saidOf = ({ said }: SaidForm): AskedElements =>
  Object.fromEntries(
    Object.entries(said)
      .map(([element, text]) => [element, text.trim()] as const)
      .filter(([, text]) => text !== ''),
  );

/** What a KTP-el says beside its NIK, in the order of the card. */
export const cardElements = [
  'namaLengkap',
  'tempatLahir',
  'tanggalLahir',
  'jenisKelamin',
  'alamat',
  'noRt',
  'noRw',
  'namaKel',
  'namaKec',
  'statusKawin',
  'jenisPekerjaan',
] as const satisfies readonly ComparableElement[];

/** With what most comparisons are made. */
export const usualComparison = [
  'namaLengkap',
  'tanggalLahir',
  'namaIbu',
] as const satisfies readonly ComparableElement[];
