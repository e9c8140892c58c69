/** Accounts: words that the system itself writes about people, and what it prints at a first start. */
export const accounts = {
  /** Place of a staff member whose unit was not filled in. */
  defaultUnit: 'Ditjen Dukcapil',
  /** Whoever acts without being signed in, as the audit trail names him. */
  anonymous: 'Belum masuk',
  setup: {
    title: 'Belum ada administrator.',
    open: 'Buka {link} dan isikan kode pemasangan {token} untuk membuat administrator pertama. Kode ini berlaku satu kali, selama {hours} jam.',
  },
  status: { AKTIF: 'Aktif', NONAKTIF: 'Dinonaktifkan', DIUNDANG: 'Diundang' },
  /** Columns of the audit trail's export. */
  auditColumns: [
    'Waktu (UTC)',
    'Peristiwa',
    'Kode peristiwa',
    'Pelaku',
    'Unit',
    'Peran',
    'Id pelaku',
    'Alamat jaringan',
    'Jenis objek',
    'Id objek',
    'Id lembaga',
    'Hasil',
    'Rincian',
    'Id permintaan',
    'Nomor',
  ],
} as const;
