/**
 * The names under which the elements of a person travel, in SIAK and in the service that institutions call (seen in
 * public integrators' code).
 */
import type { PersonElement, PersonRecord } from '../metering/person.ts';

export const personFields = {
  NIK: 'nik',
  NO_KK: 'noKk',
  NAMA_LGKP: 'namaLengkap',
  TMPT_LHR: 'tempatLahir',
  TGL_LHR: 'tanggalLahir',
  JENIS_KLMIN: 'jenisKelamin',
  AGAMA: 'agama',
  STATUS_KAWIN: 'statusKawin',
  GOL_DARAH: 'golonganDarah',
  PDDK_AKH: 'pendidikanAkhir',
  JENIS_PKRJN: 'jenisPekerjaan',
  NAMA_LGKP_AYAH: 'namaAyah',
  NAMA_LGKP_IBU: 'namaIbu',
  ALAMAT: 'alamat',
  NO_RT: 'noRt',
  NO_RW: 'noRw',
  KODE_POS: 'kodePos',
  NO_PROP: 'noProp',
  PROP_NAME: 'namaProp',
  NO_KAB: 'noKab',
  KAB_NAME: 'namaKab',
  NO_KEC: 'noKec',
  KEC_NAME: 'namaKec',
  NO_KEL: 'noKel',
  KEL_NAME: 'namaKel',
  EKTP_STATUS: 'statusEktp',
} as const satisfies Record<string, PersonElement>;

export type PersonField = keyof typeof personFields;

const pairs = Object.entries(personFields) as [PersonField, PersonElement][];

/** Which name an element has on the wire. */
export const fieldOf = Object.fromEntries(pairs.map(([field, element]) => [element, field])) as Readonly<
  Record<PersonElement, PersonField>
>;

export type WirePerson = Readonly<Record<PersonField, string | null>> & { readonly NIK: string };

export const personFromWire = (wire: WirePerson): PersonRecord =>
  Object.fromEntries(pairs.map(([field, element]) => [element, wire[field]])) as unknown as PersonRecord;
