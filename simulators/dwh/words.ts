import type { DwhReasonCode } from '#contract/external/dwh';

/** What the simulated DWH says for each reason. */
export const reasonWords: Readonly<Record<DwhReasonCode, string>> = {
  BIOMETRIK_GANDA: 'Rekaman biometrik cocok dengan NIK lain',
  NIK_TIDAK_ADA_DI_SIAK: 'NIK tidak ditemukan di SIAK',
  ELEMEN_TIDAK_COCOK: 'Elemen data tidak cocok dengan SIAK',
  NIK_TIDAK_AKTIF: 'NIK tidak aktif',
  DATA_TERKUNCI: 'Data sedang dikunci proses lain',
  GANGGUAN_SISTEM: 'Gangguan sistem',
};
