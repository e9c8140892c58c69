import type { WhatsappTemplate } from '../shared/delivery.ts';

/**
 * The texts that WhatsApp approved, word for word as they are registered there: outside of 24 hours after a person's
 * last message nothing else is carried. Changing one means having it approved again; a text here sends nothing by
 * itself. The simulator shows messages by this table.
 *
 * No text holds a name, NIK, KK number or note, and each says that the service is free. Meta may insist on wording of
 * its own for one-time codes (category AUTHENTICATION): register `kode_verifikasi` by what it allows.
 */
export interface ApprovedTemplate {
  readonly category: 'UTILITY' | 'AUTHENTICATION';
  /** As the WhatsApp Manager shows it; only an approved one is carried. */
  readonly status: 'APPROVED' | 'PENDING' | 'REJECTED' | 'PAUSED' | 'DISABLED';
  /** What {{1}}, {{2}}, … are, in their order. */
  readonly parameters: readonly string[];
  readonly body: string;
}

const free = 'Layanan ini tidak dipungut biaya.';

export const whatsappTemplateTexts: Readonly<Record<WhatsappTemplate, ApprovedTemplate>> = {
  pengajuan_diterima: {
    category: 'UTILITY',
    status: 'APPROVED',
    parameters: ['kode pengajuan', 'nama kantor', 'tautan pelacakan', 'perkiraan tanggal selesai'],
    body: `Pengajuan sinkronisasi data Anda sudah kami terima.

Kode pengajuan: {{1}}
Diperiksa oleh: {{2}}
Perkiraan selesai: {{4}}

Lihat perkembangannya di tautan berikut. Simpan tautan ini dan jangan bagikan kepada siapa pun:
{{3}}

${free}`,
  },
  pengajuan_status: {
    category: 'UTILITY',
    status: 'APPROVED',
    parameters: ['kode pengajuan', 'status', 'kalimat tentang langkah sekarang', 'tautan pelacakan'],
    body: `Status pengajuan {{1}} sekarang: {{2}}.

{{3}}

Lihat rinciannya di halaman pelacakan:
{{4}}

${free}`,
  },
  pengajuan_dibatalkan: {
    category: 'UTILITY',
    status: 'APPROVED',
    parameters: ['kode pengajuan', 'tautan pelacakan'],
    body: `Pengajuan {{1}} dibatalkan.

Alasannya ada di catatan petugas. Baca catatan petugas di halaman pelacakan; di sana Anda juga dapat memperbaiki dan mengajukan ulang:
{{2}}

${free}`,
  },
  pengajuan_selesai: {
    category: 'UTILITY',
    status: 'APPROVED',
    parameters: ['kode pengajuan', 'tautan pelacakan'],
    body: `Pengajuan {{1}} sudah selesai.

Silakan coba lagi di BPJS, bank, atau layanan yang Anda perlukan. Jika data Anda masih belum terbaca, beri tahu kami di halaman pelacakan:
{{2}}

${free}`,
  },
  pengajuan_tautan_baru: {
    category: 'UTILITY',
    status: 'APPROVED',
    parameters: ['kode pengajuan', 'tautan pelacakan baru'],
    body: `Ini tautan pelacakan yang baru untuk pengajuan {{1}}:
{{2}}

Tautan yang lama tidak berlaku lagi. Jangan bagikan tautan ini kepada siapa pun.

${free}`,
  },
  kode_catatan_akses: {
    category: 'UTILITY',
    status: 'APPROVED',
    parameters: ['kode'],
    body: `Kode untuk melihat catatan akses data kependudukan Anda: {{1}}. Berlaku 10 menit.

Jangan berikan kode ini kepada siapa pun, termasuk petugas. Jika bukan Anda yang meminta, abaikan pesan ini.

${free}`,
  },
  pengaduan_dijawab: {
    category: 'UTILITY',
    status: 'APPROVED',
    parameters: ['nomor pengaduan', 'halaman pengaduan'],
    body: `Petugas menulis jawaban atas pengaduan {{1}}.

Baca jawabannya di halaman berikut, dengan nomor pengaduan ini dan kunci dari tanda terima Anda:
{{2}}

${free}`,
  },
  kode_verifikasi: {
    category: 'UTILITY',
    status: 'APPROVED',
    parameters: ['kode'],
    body: `Kode verifikasi Anda: {{1}}. Jangan berikan kode ini kepada siapa pun, termasuk petugas.

${free}`,
  },
};

/** The message as the phone shows it. A parameter that is missing stays as its number. */
export const renderWhatsappText = (template: ApprovedTemplate, parameters: readonly string[]): string =>
  template.body.replace(
    /\{\{(\d+)\}\}/g,
    (placeholder, number) => parameters[Number(number) - 1] ?? placeholder,
  );
