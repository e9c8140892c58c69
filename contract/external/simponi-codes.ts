/**
 * Code tables of SIMPONI. No official interface specification is public: every code here was seen in public
 * integrators' code only, unless its comment says otherwise. A code that is not listed is no error, it has no name.
 */

/** What `response.code` of an answer says. */
export const simponiAnswerCodes = {
  '00': 'OK',
  '30': 'number of parameters',
  '99': 'format',
  ID: 'parameter',
  IS: 'satker',
  IU: 'user',
  GE: 'general error',
  NF: 'not yet paid, or not found',
} as const;

export type SimponiAnswerCode = keyof typeof simponiAnswerCodes;

/**
 * Answers that refuse for certain: nothing was created, and the same request would be refused again.
 * `GE` is not among them, since a general error may strike after the code was made; `NF` is not one either.
 */
export const simponiRefusalCodes = [
  '30',
  '99',
  'ID',
  'IS',
  'IU',
] as const satisfies readonly SimponiAnswerCode[];

/** What we answer to a notice of payment. SIMPONI does not tell a failure from a duplicate. */
export const noticeResponseCodes = { accepted: '3', failedOrDuplicate: '2' } as const;

export type NoticeResponse = keyof typeof noticeResponseCodes;

/** Channels through which a payer paid. */
export const simponiChannels: Readonly<Record<string, string>> = {
  '7010': 'ATM',
  '7011': 'Pos',
  '7012': 'Teller',
  '7013': 'Phone Banking',
  '7014': 'Internet Banking',
  '7015': 'Mobile Banking',
  '7017': 'EDC',
  '8011': 'Dompet Elektronik',
  '8012': 'Transfer',
  '8013': 'Virtual Account',
};

/**
 * Well-known collecting agents by their three-digit sandi bank (Bank Indonesia's own numbers). The Treasury writes
 * them as twelve digits, `52xNNN000990`, with the sandi as NNN; `bankName` reads both.
 */
export const simponiBanks: Readonly<Record<string, string>> = {
  '002': 'Bank Rakyat Indonesia',
  '008': 'Bank Mandiri',
  '009': 'Bank Negara Indonesia',
  '011': 'Bank Danamon Indonesia',
  '013': 'Bank Permata',
  '014': 'Bank Central Asia',
  '016': 'Maybank Indonesia',
  '019': 'Panin Bank',
  '022': 'Bank CIMB Niaga',
  '028': 'Bank OCBC NISP',
  '110': 'Bank BJB',
  '111': 'Bank DKI',
  '112': 'Bank BPD DIY',
  '113': 'Bank Jateng',
  '114': 'Bank Jatim',
  '147': 'Bank Muamalat Indonesia',
  '200': 'Bank Tabungan Negara',
  '426': 'Bank Mega',
  '451': 'Bank Syariah Indonesia',
  // Pos Indonesia is no bank and has no sandi; this number is an assumption of ours.
  '600': 'Pos Indonesia',
};

const treasuryBankCode = /^52\d(\d{3})\d{6}$/;

/** Name of a collecting agent, from its sandi or its twelve-digit code; null for one we do not know. */
export function bankName(code: string): string | null {
  return simponiBanks[treasuryBankCode.exec(code)?.[1] ?? code] ?? null;
}

/** Name of a channel; null for one we do not know. */
export const channelName = (code: string): string | null => simponiChannels[code] ?? null;
