/**
 * Messages by WhatsApp: which there are, and how far one came after it was sent. Pure and without zod.
 *
 * WhatsApp carries only texts that were approved beforehand, so a message is a template's name and its parameters; the
 * approved wording stands in `contract/external/whatsapp-templates.ts`.
 */
export const whatsappTemplates = [
  'pengajuan_diterima',
  'pengajuan_status',
  'pengajuan_dibatalkan',
  'pengajuan_selesai',
  'pengajuan_tautan_baru',
  'kode_verifikasi',
  'kode_catatan_akses',
  'pengaduan_dijawab',
] as const;
export type WhatsappTemplate = (typeof whatsappTemplates)[number];

/** What the carrier says of a sent message. No word yet is null. */
export const deliveryStatuses = ['SENT', 'DELIVERED', 'READ', 'FAILED'] as const;
export type DeliveryStatus = (typeof deliveryStatuses)[number];

/**
 * Known so far -> what may replace it. Reports come in any order and more than once, so a later one may be older: a
 * message never becomes less delivered than it was, and one that reached the phone has not failed.
 */
const laterThan: Readonly<Record<DeliveryStatus | 'NONE', readonly DeliveryStatus[]>> = {
  NONE: ['SENT', 'DELIVERED', 'READ', 'FAILED'],
  SENT: ['DELIVERED', 'READ', 'FAILED'],
  DELIVERED: ['READ'],
  READ: [],
  FAILED: [],
};

/** Whether a report changes what is known of a message. */
export const movesDelivery = (known: DeliveryStatus | null, reported: DeliveryStatus): boolean =>
  laterThan[known ?? 'NONE'].includes(reported);

/** What must be known for a report to change anything: for the condition of an UPDATE. Null = no word yet. */
export const deliveryBefore = (reported: DeliveryStatus): readonly (DeliveryStatus | null)[] =>
  [null, ...deliveryStatuses].filter((known) => movesDelivery(known, reported));
