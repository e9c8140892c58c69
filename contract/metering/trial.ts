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
