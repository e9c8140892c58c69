import type { CardState } from '../metering/card-states.ts';

/**
 * How SIAK spells the state of a KTP-el (`EKTP_STATUS`): the words of public village and integrators' software. `S` and
 * `B` are an assumption of ours.
 */
const spellings = new Map<string, CardState>(
  Object.entries({
    'BELUM WAJIB': 'BELUM_WAJIB',
    'BELUM REKAM': 'BELUM_REKAM',
    B: 'BELUM_REKAM',
    'SUDAH REKAM': 'SUDAH_REKAM',
    S: 'SUDAH_REKAM',
    'PRINT READY RECORD': 'SIAP_CETAK',
    'SENT FOR CARD PRINTING': 'MENUNGGU_CETAK',
    'CARD PRINTED': 'SUDAH_CETAK',
    'SUDAH CETAK': 'SUDAH_CETAK',
    'CARD SHIPPED': 'DIKIRIM',
    'CARD ISSUED': 'DITERBITKAN',
  } satisfies Record<string, CardState>),
);

/** The state that a spelling of SIAK's means, whatever its case and blanks; null when it is none that we know. */
export const cardStateOf = (said: string): CardState | null =>
  spellings.get(
    said
      .trim()
      .toUpperCase()
      .replace(/[\s_]+/g, ' '),
  ) ?? null;
