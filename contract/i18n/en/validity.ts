import type { validity as idValidity } from '../id/validity.ts';
import type { Translated } from '../translated.ts';

export const validity: Translated<typeof idValidity> = {
  noTerm: 'Quota has no end of its own.',
  term: 'Quota is valid for {months} months from the issue of the voucher; what is left then lapses.',
  agreementEnd: {
    KEPT: 'The end of a PKS lets no quota lapse, but its use needs a PKS and technical guide in force.',
  },
  suspension: {
    FROZEN: 'A suspension freezes quota, and its term goes on.',
  },
  yearEnd: {
    KEPT: 'The turn of the year lets no quota lapse.',
    LAPSES: 'Quota that is left lapses after 31 December of the year in which the voucher was issued.',
  },
  page: {
    title: 'Validity of quota',
    validUntil: 'Valid until',
    noEnd: 'No end of its own',
    lapsed: 'Lapsed',
  },
};
