import type { whatsapp as id } from '../id/whatsapp.ts';
import type { Translated } from '../translated.ts';

export const whatsapp: Translated<typeof id> = {
  template: {
    pengajuan_diterima: 'Request received, with the tracking link',
    pengajuan_status: 'Status of the request changed',
    pengajuan_dibatalkan: 'Request cancelled',
    pengajuan_selesai: 'Request completed',
    pengajuan_tautan_baru: 'New tracking link',
    kode_verifikasi: 'Verification code',
    kode_catatan_akses: 'Code of Who checked my NIK',
    pengaduan_dijawab: 'Complaint answered',
  },
  delivery: { SENT: 'Sent', DELIVERED: 'On the phone', READ: 'Read', FAILED: 'Did not arrive' },
  problem: {
    noNumber: 'Not sent: the applicant left no WhatsApp number. Tell him in another way.',
    noProvenNumber:
      'Not sent: no WhatsApp number was proven at a counter for this NIK. The person reads the answer with number and secret of the receipt.',
    notConfigured: 'WhatsApp is not set up. Tell the person in another way.',
    expired: 'Not sent: the message no longer holds.',
    overtaken: 'Not sent: a later message has taken its place.',
    unavailable: 'WhatsApp has not taken this message yet; it is tried again on schedule.',
    number:
      'The message cannot arrive: this number may not be on WhatsApp. Check the number, or reach the person in another way.',
    text: 'WhatsApp does not take the text of this message. System staff must check the approved texts.',
    lost: 'WhatsApp reports that this message did not arrive. Reach the person in another way.',
    unreadable: 'This message could not be written. System staff must look at it.',
  },
};
