import type { RequestDetail, RequestPersonalData } from '#contract/requests/schemas';

/** The fields that an operator may correct, as typed. */
export interface Correction {
  readonly namaPemohon: string;
  readonly nik: string;
  readonly noKk: string;
  readonly nomorWa: string;
  readonly wilayahKk: string;
}

export const correctionFields = ['namaPemohon', 'nik', 'noKk', 'nomorWa', 'wilayahKk'] as const;

/** What stands in the request now. */
export const standing = (
  request: Pick<RequestDetail, 'regionCode'>,
  personal: RequestPersonalData,
): Correction => ({
  namaPemohon: personal.namaPemohon,
  nik: personal.nik,
  noKk: personal.noKk,
  nomorWa: personal.nomorWa ?? '',
  wilayahKk: request.regionCode,
});

/** Only what differs, since each changed field becomes a line of the history that the citizen reads. */
export const changedFields = (before: Correction, typed: Correction): Partial<Correction> =>
  Object.fromEntries(
    correctionFields
      .map((field) => [field, typed[field].trim()] as const)
      .filter(([field, value]) => value !== before[field]),
  );
