import type { DwhReasonCode } from '../../external/dwh.ts';

/** The DWH's reasons as staff read them. */
export const dwh = {
  reasons: {
    BIOMETRIK_GANDA: 'Biometrik ganda: rekaman sidik jari, iris, atau wajah cocok dengan NIK lain',
    NIK_TIDAK_ADA_DI_SIAK: 'NIK tidak ada di SIAK pusat',
    ELEMEN_TIDAK_COCOK: 'Elemen data (nama, tanggal lahir, atau nomor KK) tidak cocok dengan SIAK',
    NIK_TIDAK_AKTIF: 'NIK tidak aktif',
    DATA_TERKUNCI: 'Data sedang dikunci proses lain di DWH',
    GANGGUAN_SISTEM: 'Gangguan sistem di DWH',
  },
} as const satisfies { reasons: Record<DwhReasonCode, string> };
