import type { DeliveryStatus, WhatsappTemplate } from '../../shared/delivery.ts';

/** Messages by WhatsApp as staff read of them; the messages' own texts are approved ones (contract/external). */
export const whatsapp = {
  template: {
    pengajuan_diterima: 'Pengajuan diterima, dengan tautan pelacakan',
    pengajuan_status: 'Status pengajuan berubah',
    pengajuan_dibatalkan: 'Pengajuan dibatalkan',
    pengajuan_selesai: 'Pengajuan selesai',
    pengajuan_tautan_baru: 'Tautan pelacakan baru',
    kode_verifikasi: 'Kode verifikasi',
    kode_catatan_akses: 'Kode Siapa mengecek NIK saya',
    pengaduan_dijawab: 'Pengaduan dijawab',
  } satisfies Record<WhatsappTemplate, string>,
  delivery: {
    SENT: 'Terkirim',
    DELIVERED: 'Sampai di ponsel',
    READ: 'Sudah dibaca',
    FAILED: 'Gagal sampai',
  } satisfies Record<DeliveryStatus, string>,
  /** Why a message was not sent, or did not arrive. */
  problem: {
    noNumber: 'Tidak dikirim: pemohon tidak meninggalkan nomor WhatsApp. Beri tahu dengan cara lain.',
    noProvenNumber:
      'Tidak dikirim: belum ada nomor WhatsApp yang dibuktikan di loket untuk NIK ini. Orangnya membaca jawaban dengan nomor dan kunci tanda terimanya.',
    notConfigured: 'WhatsApp belum diatur. Beri tahu pemohon dengan cara lain.',
    expired: 'Tidak dikirim: pesannya tidak berlaku lagi.',
    overtaken: 'Tidak dikirim: pesan yang lebih baru sudah menggantikannya.',
    unavailable: 'WhatsApp belum menerima pesan ini; dicoba lagi menurut jadwal.',
    number:
      'Pesan tidak dapat sampai: nomor ini mungkin tidak memakai WhatsApp. Periksa nomornya, atau hubungi pemohon dengan cara lain.',
    text: 'WhatsApp tidak menerima teks pesan ini. Petugas sistem perlu memeriksa teks yang disetujui.',
    lost: 'WhatsApp melaporkan pesan ini tidak sampai. Hubungi pemohon dengan cara lain.',
    unreadable: 'Pesan ini tidak dapat disusun. Petugas sistem perlu memeriksanya.',
  },
} as const;
