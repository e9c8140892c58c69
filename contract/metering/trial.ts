/**
 * Mode Uji: what a test credential gets, without the register and without a debit. Every answer that the real service
 * can give has a NIK that asks for it; the cases marked `needed` are those of the proof of concept before production.
 *
 * Pure and without zod.
 */
import type { PersonRecord } from './person.ts';

/** The NIK's people and absences exist nowhere: district 99 is no district. */
export const trialCases = {
  FOUND: { nik: '9999010101800001', needed: true },
  FOUND_WOMAN: { nik: '9999014101900002', needed: false },
  DECEASED: { nik: '9999010101405001', needed: true },
  DOUBLE: { nik: '9999010101706001', needed: true },
  NOT_FOUND: { nik: '9999010101807001', needed: true },
  INACTIVE: { nik: '9999010101608001', needed: true },
  QUOTA_EXHAUSTED: { nik: '9999010101909001', needed: true },
  UNAVAILABLE: { nik: '9999010101909002', needed: true },
} as const satisfies Record<string, { readonly nik: string; readonly needed: boolean }>;

export type TrialCase = keyof typeof trialCases;
export const trialCaseNames = Object.keys(trialCases) as TrialCase[];

/**
 * What a client does wrong on purpose, to see that its program bears the answer. A wrong secret is none of them: whoever
 * calls with it has not shown that he is the institution, and neither has a call that lacks a field of its own. MALFORMED
 * is a comparison without any element, which not every client makes; another address is not everybody's either.
 */
export const trialMistakes = {
  BAD_NIK: { needed: true },
  MALFORMED: { needed: false },
  ADDRESS_NOT_ALLOWED: { needed: false },
} as const satisfies Record<string, { readonly needed: boolean }>;

export type TrialMistake = keyof typeof trialMistakes;
export type TrialExercise = TrialCase | TrialMistake;

/** The checklist in its order: the cases, then the mistakes. Tried with either method it is ticked. */
export const trialExercises: readonly { readonly exercise: TrialExercise; readonly needed: boolean }[] = [
  ...trialCaseNames.map((exercise) => ({ exercise, needed: trialCases[exercise].needed })),
  ...(Object.keys(trialMistakes) as TrialMistake[]).map((exercise) => ({
    exercise,
    needed: trialMistakes[exercise].needed,
  })),
];
export const trialExerciseNames = [...trialCaseNames, ...(Object.keys(trialMistakes) as TrialMistake[])] as [
  TrialExercise,
  ...TrialExercise[],
];

/** The NIK that asks for an exercise; null for a mistake. */
export const trialNikOf = (exercise: TrialExercise): string | null =>
  exercise in trialCases ? trialCases[exercise as TrialCase].nik : null;

/** What is needed and was not tried. Nothing: the proof of concept is complete. */
export const trialMissing = (tried: Iterable<string>): TrialExercise[] => {
  const done = new Set(tried);
  return trialExercises.flatMap(({ exercise, needed }) => (needed && !done.has(exercise) ? [exercise] : []));
};

/** The exercise that a NIK is, or null: not found is a tick only with the NIK of the list. */
export const trialExerciseOf = (nik: string): TrialCase | null =>
  trialCaseNames.find((name) => trialCases[name].nik === nik) ?? null;

/** Which case a NIK asks for; every other NIK is not found. */
export const trialCaseOf = (nik: string): TrialCase =>
  trialCaseNames.find((name) => trialCases[name].nik === nik) ?? 'NOT_FOUND';

const common = {
  noKk: '9999010101100001',
  agama: 'ISLAM',
  golonganDarah: 'O',
  pendidikanAkhir: 'SLTA/SEDERAJAT',
  jenisPekerjaan: 'WIRASWASTA',
  namaAyah: 'AYAH CONTOH',
  namaIbu: 'IBU CONTOH',
  alamat: 'JALAN CONTOH NOMOR 1',
  noRt: '001',
  noRw: '002',
  kodePos: '99999',
  noProp: '99',
  namaProp: 'PROVINSI UJI',
  noKab: '99',
  namaKab: 'KOTA UJI',
  noKec: '01',
  namaKec: 'KECAMATAN UJI',
  noKel: '1001',
  namaKel: 'KELURAHAN UJI',
  statusEktp: 'SUDAH CETAK',
} as const;

/** The two people of Mode Uji. */
export const trialPeople: Readonly<Record<'FOUND' | 'FOUND_WOMAN', PersonRecord>> = {
  FOUND: {
    ...common,
    nik: trialCases.FOUND.nik,
    namaLengkap: 'BUDI CONTOH',
    tempatLahir: 'KOTA UJI',
    tanggalLahir: '01-01-1980',
    jenisKelamin: 'LAKI-LAKI',
    statusKawin: 'KAWIN',
  },
  FOUND_WOMAN: {
    ...common,
    nik: trialCases.FOUND_WOMAN.nik,
    namaLengkap: 'SITI CONTOH',
    tempatLahir: 'KOTA UJI',
    tanggalLahir: '01-01-1990',
    jenisKelamin: 'PEREMPUAN',
    statusKawin: 'BELUM KAWIN',
  },
};
