import type { ValidityRule } from '../../metering/validity.ts';

/** Validity of quota as documents and pages print it. `{name}` is filled in. */
export const validity = {
  noTerm: 'Kuota tidak mempunyai batas waktu sendiri.',
  term: 'Kuota berlaku {months} bulan sejak voucher terbit, lalu hangus.',
  agreementEnd: {
    KEPT: 'Akhir PKS tidak menghanguskan kuota, tetapi pemakaiannya memerlukan PKS dan juknis yang berlaku.',
  } satisfies Record<ValidityRule['agreementEnd'], string>,
  suspension: {
    FROZEN: 'Penangguhan akses membekukan kuota, dan masanya tetap berjalan.',
  } satisfies Record<ValidityRule['suspension'], string>,
  yearEnd: {
    KEPT: 'Pergantian tahun tidak menghanguskan kuota.',
    LAPSES: 'Sisa kuota hangus sesudah 31 Desember tahun voucher terbit.',
  } satisfies Record<ValidityRule['yearEnd'], string>,
  page: {
    title: 'Masa berlaku kuota',
    validUntil: 'Berlaku sampai',
    noEnd: 'Tanpa batas waktu sendiri',
    lapsed: 'Hangus',
  },
} as const;
