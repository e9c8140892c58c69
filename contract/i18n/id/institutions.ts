/** The list of institutions as a file. */
export const institutions = {
  csv: [
    'Kode',
    'Nama',
    'Kategori',
    'Surel',
    'Telepon',
    'NPWP',
    'PKS',
    'PKS berakhir',
    'Nomor juknis',
    'Tanggal juknis',
    'Status',
  ],
  agreement: { active: 'Aktif', ended: 'Berakhir', none: 'Belum ada' },
  status: { active: 'Aktif', suspended: 'Ditangguhkan' },
} as const;
