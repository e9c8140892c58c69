/** Closed lists of codes around a synchronisation request. The database keeps them as text; a test holds both together. */

/** How a request reached us: the citizen's own page, or an operator who files it for him. */
export const requestChannels = ['DARING', 'LOKET', 'TELEPON', 'SURAT'] as const;
export type RequestChannel = (typeof requestChannels)[number];
/** Channels that an operator may name. */
export const counterChannels = ['LOKET', 'TELEPON', 'SURAT'] as const satisfies readonly RequestChannel[];

/** For whom: himself, a member of the same KK with that NIK, another person with a surat kuasa. */
export const applicantKinds = ['DIRI_SENDIRI', 'ANGGOTA_KK', 'KUASA'] as const;
export type ApplicantKind = (typeof applicantKinds)[number];

/** Where the NIK or KK was not read. */
export const readerKinds = ['BPJS', 'BANK', 'IMIGRASI', 'LAINNYA'] as const;
export type ReaderKind = (typeof readerKinds)[number];

/** Causes that people may name; none is needed. */
export const causeCodes = [
  'BELUM_PEREKAMAN',
  'ANGGOTA_BARU',
  'KK_BARU',
  'KEPALA_KELUARGA_BERUBAH',
  'ELEMEN_BERUBAH',
  'BIOMETRIK_GANDA',
  'DATA_TERTAHAN',
  'LEMBAGA_TANPA_PKS',
  'SERVER_LEMBAGA',
  'TIDAK_TAHU',
] as const;
export type CauseCode = (typeof causeCodes)[number];

/** Pictures of a request, by the form's field. */
export const photoKinds = [
  'KARTU_KELUARGA',
  'KTP_EL',
  'KTP_EL_ORANG_TUA',
  'KIA_ATAU_AKTA',
  'SURAT_KUASA',
] as const;
export type PhotoKind = (typeof photoKinds)[number];

/** Field of the form for each picture. */
export const photoFields = {
  KARTU_KELUARGA: 'fotoKk',
  KTP_EL: 'fotoKtp',
  KTP_EL_ORANG_TUA: 'fotoKtpOrangTua',
  KIA_ATAU_AKTA: 'fotoKiaAtauAkta',
  SURAT_KUASA: 'fotoSuratKuasa',
} as const satisfies Record<PhotoKind, string>;

/** Bytes of one picture as it is sent. */
export const maxPhotoBytes = 10 * 1024 * 1024;

/**
 * Under 17 there is no KTP-el: a parent's, and a KIA or the birth certificate, stand for it (UU 24/2013). Who phones
 * sends no picture; the officer decides by what he sees elsewhere.
 */
export function requiredPhotos(form: {
  untukSiapa: ApplicantKind;
  diBawah17: boolean;
  kanal?: RequestChannel;
}): PhotoKind[] {
  if (form.kanal === 'TELEPON') return [];
  const own: PhotoKind[] = form.diBawah17 ? ['KTP_EL_ORANG_TUA', 'KIA_ATAU_AKTA'] : ['KTP_EL'];
  return ['KARTU_KELUARGA', ...own, ...(form.untukSiapa === 'KUASA' ? (['SURAT_KUASA'] as const) : [])];
}

/** Why one request follows another. */
export const requestLinks = ['PERBAIKAN', 'BELUM_TERBACA'] as const;
export type RequestLink = (typeof requestLinks)[number];

/** What the DWH says of a NIK. `TIDAK_DIKETAHUI`: it gave no answer, or its interface is off. */
export const dwhReadings = ['TERBACA', 'TIDAK_TERBACA', 'TIDAK_AKTIF', 'TIDAK_DIKETAHUI'] as const;
export type DwhReading = (typeof dwhReadings)[number];

/** Why the clock of a promise stands still. */
export const clockStops = ['KLARIFIKASI', 'GANGGUAN_DWH'] as const;
export type ClockStop = (typeof clockStops)[number];

/** Warnings to the officer; none refuses a request. */
export const requestWarnings = [
  'NIK_TANGGAL_JANGGAL',
  'NIK_WILAYAH_TIDAK_DIKENAL',
  'NIK_WILAYAH_BERBEDA',
  'NIK_TERBUKA_DI_TEMPAT_LAIN',
  'KETIGA_DALAM_SEBULAN',
  'INGIN_BERHENTI',
] as const;
export type RequestWarning = (typeof requestWarnings)[number];

/** For what the DWH was asked: by a person, when the request was filed, or as the evidence before SELESAI. */
export const readingPurposes = ['ASKED', 'SUBMITTED', 'EVIDENCE'] as const;
export type ReadingPurpose = (typeof readingPurposes)[number];

export const lookupKinds = ['NIK', 'KK'] as const;
export type LookupKind = (typeof lookupKinds)[number];

/** Version of the notice about personal data that a citizen reads before he sends; each wording has its own. */
export const privacyNoticeVersion = '2026-11';

/** Documents that we print for a request. */
export const requestDocumentKinds = ['tanda-terima'] as const;
export type RequestDocumentKind = (typeof requestDocumentKinds)[number];

/** Fields that an officer may correct, as the form names them. */
export const correctedFields = ['namaPemohon', 'nik', 'noKk', 'nomorWa', 'wilayahKk'] as const;
export type CorrectedField = (typeof correctedFields)[number];
