/** What staff of the partnership desk look after; each is a filter of the list and a counter of their dashboard. */
export const institutionAttentions = [
  /** The PKS in force ends within `agreementReminderDays[0]` days, and no later one is recorded. */
  'AGREEMENT_ENDING',
  /** No PKS is in force. */
  'AGREEMENT_ENDED',
  'TECHNICAL_GUIDE_MISSING',
  'SUSPENDED',
] as const;
export type InstitutionAttention = (typeof institutionAttentions)[number];

/** Days before the last day of a PKS at which its institution and the desk are reminded, once each. */
export const agreementReminderDays = [90, 30, 7] as const;
