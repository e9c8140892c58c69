import {
  type ApplicantKind,
  type CauseCode,
  type counterChannels,
  maxPhotoBytes,
  type PhotoKind,
  photoFields,
  privacyNoticeVersion,
  type ReaderKind,
  requiredPhotos,
} from '#contract/requests/codes';
import { normalizeNumber, sixteenDigits } from '#contract/requests/identity';

/** "Input Loket" as typed. Names of fields are the form's own words, as the API takes them. */
export interface IntakeForm {
  readonly kanal: (typeof counterChannels)[number];
  readonly namaPemohon: string;
  readonly nik: string;
  readonly noKk: string;
  readonly untukSiapa: ApplicantKind;
  readonly diBawah17: boolean;
  readonly permasalahan: string;
  readonly penyebab: CauseCode | '';
  readonly belumTerbacaDi: ReaderKind;
  readonly wilayahKk: string;
  readonly nomorWa: string;
  readonly persetujuan: boolean;
}

export type Photos = Readonly<Partial<Record<PhotoKind, File>>>;

/** What is wrong with a field, as the key of its sentence. */
export type FieldProblem =
  | 'tooShort'
  | 'sixteen'
  | 'kkIsNik'
  | 'pickRegion'
  | 'consentMissing'
  | PhotoProblem
  | 'photoMissing';
export type PhotoProblem = 'photoType' | 'photoHeic' | 'photoTooLarge';

export const emptyForm: IntakeForm = {
  kanal: 'LOKET',
  namaPemohon: '',
  nik: '',
  noKk: '',
  untukSiapa: 'DIRI_SENDIRI',
  diBawah17: false,
  permasalahan: '',
  penyebab: '',
  belumTerbacaDi: 'BPJS',
  wilayahKk: '',
  nomorWa: '',
  persetujuan: false,
};

/** Digits of a number so far, for "12 dari 16 angka". */
export const digitsIn = (typed: string): number => normalizeNumber(typed).replace(/\D/g, '').length;

/** What a photo cannot be; the server looks at the bytes themselves. */
export function photoProblem(file: Pick<File, 'name' | 'type' | 'size'>): PhotoProblem | null {
  if (/hei[cf]$/i.test(file.type) || /\.hei[cf]$/i.test(file.name)) return 'photoHeic';
  if (file.type !== 'image/jpeg' && file.type !== 'image/png') return 'photoType';
  return file.size > maxPhotoBytes ? 'photoTooLarge' : null;
}

const numberProblem = (typed: string): FieldProblem | null =>
  sixteenDigits.test(normalizeNumber(typed)) ? null : 'sixteen';

/** Fields that are not right yet, by their names on the form. */
export function problemsOf(form: IntakeForm, photos: Photos): Readonly<Record<string, FieldProblem>> {
  const found: [string, FieldProblem | null][] = [
    ['namaPemohon', form.namaPemohon.trim().length < 2 ? 'tooShort' : null],
    ['nik', numberProblem(form.nik)],
    ['noKk', numberProblem(form.noKk)],
    ['permasalahan', form.permasalahan.trim().length < 5 ? 'tooShort' : null],
    ['wilayahKk', form.wilayahKk === '' ? 'pickRegion' : null],
    ['persetujuan', form.persetujuan ? null : 'consentMissing'],
  ];
  if (numberProblem(form.noKk) === null && normalizeNumber(form.nik) === normalizeNumber(form.noKk)) {
    found.push(['noKk', 'kkIsNik']);
  }
  for (const kind of requiredPhotos(form)) {
    const file = photos[kind];
    found.push([photoFields[kind], file ? photoProblem(file) : 'photoMissing']);
  }
  return Object.fromEntries(found.filter((entry): entry is [string, FieldProblem] => entry[1] !== null));
}

/** Text fields and pictures as the API takes them; what was left open is left out. */
export function partsOf(form: IntakeForm, photos: Photos) {
  const texts: Record<string, string> = {
    kanal: form.kanal,
    namaPemohon: form.namaPemohon.trim(),
    nik: normalizeNumber(form.nik),
    noKk: normalizeNumber(form.noKk),
    untukSiapa: form.untukSiapa,
    diBawah17: form.diBawah17 ? 'ya' : '',
    permasalahan: form.permasalahan.trim(),
    penyebab: form.penyebab,
    belumTerbacaDi: form.belumTerbacaDi,
    wilayahKk: form.wilayahKk,
    nomorWa: form.nomorWa.trim(),
    persetujuan: privacyNoticeVersion,
  };
  const files = requiredPhotos(form).flatMap((kind) => {
    const file = photos[kind];
    return file ? [[photoFields[kind], file] as const] : [];
  });
  return {
    fields: Object.fromEntries(Object.entries(texts).filter(([, value]) => value !== '')),
    files: Object.fromEntries(files),
  };
}
