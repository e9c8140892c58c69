/**
 * A person as the population registry (SIAK) knows him: the elements that access to population data is about.
 * Pure and without zod.
 */
export const personElements = [
  'nik',
  'noKk',
  'namaLengkap',
  'tempatLahir',
  'tanggalLahir',
  'jenisKelamin',
  'agama',
  'statusKawin',
  'golonganDarah',
  'pendidikanAkhir',
  'jenisPekerjaan',
  'namaAyah',
  'namaIbu',
  'alamat',
  'noRt',
  'noRw',
  'kodePos',
  'noProp',
  'namaProp',
  'noKab',
  'namaKab',
  'noKec',
  'namaKec',
  'noKel',
  'namaKel',
  'statusEktp',
] as const;

export type PersonElement = (typeof personElements)[number];

/** What a juknis lets an institution read unless it says otherwise: enough to know a person again, no family, no faith. */
export const usualElements = [
  'nik',
  'namaLengkap',
  'tempatLahir',
  'tanggalLahir',
  'jenisKelamin',
  'statusKawin',
  'alamat',
  'noRt',
  'noRw',
  'namaProp',
  'namaKab',
  'namaKec',
  'namaKel',
  'statusEktp',
] as const satisfies readonly PersonElement[];

/** Personal data, all of it: it is answered, never stored or logged. Text as SIAK has it; null where it has nothing. */
export type PersonRecord = Readonly<Record<PersonElement, string | null>> & { readonly nik: string };

/** What a caller may ask to have compared instead of being told. */
export const comparableElements = [
  'noKk',
  'namaLengkap',
  'tempatLahir',
  'tanggalLahir',
  'jenisKelamin',
  'jenisPekerjaan',
  'statusKawin',
  'namaIbu',
  'alamat',
  'noProp',
  'noKab',
  'noKec',
  'noKel',
  'namaProp',
  'namaKab',
  'namaKec',
  'namaKel',
  'noRt',
  'noRw',
] as const satisfies readonly PersonElement[];

export type ComparableElement = (typeof comparableElements)[number];

/** What a caller says of a person, by element. */
export type AskedElements = Readonly<Partial<Record<ComparableElement, string>>>;
