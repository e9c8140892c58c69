import type { DwhReasonCode } from '../../external/dwh.ts';

/** The DWH's reasons as staff read them. */
export const dwh = {
  reasons: {
    BIOMETRIK_GANDA: 'Duplicate biometrics: fingerprints, iris or face match another NIK',
    NIK_TIDAK_ADA_DI_SIAK: "The NIK is not in the centre's SIAK",
    ELEMEN_TIDAK_COCOK: 'Data (name, date of birth or KK number) do not match SIAK',
    NIK_TIDAK_AKTIF: 'The NIK is inactive',
    DATA_TERKUNCI: 'The record is locked by another process of the DWH',
    GANGGUAN_SISTEM: 'System failure in the DWH',
  },
} as const satisfies { reasons: Record<DwhReasonCode, string> };
