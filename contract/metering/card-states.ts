/** What people are told of the state of a KTP-el, in the order in which a card comes about. Pure and without zod. */
export const cardStates = [
  'BELUM_WAJIB',
  'BELUM_REKAM',
  'SUDAH_REKAM',
  'SIAP_CETAK',
  'MENUNGGU_CETAK',
  'SUDAH_CETAK',
  'DIKIRIM',
  'DITERBITKAN',
] as const;
export type CardState = (typeof cardStates)[number];

export const isCardState = (text: string): text is CardState =>
  (cardStates as readonly string[]).includes(text);
