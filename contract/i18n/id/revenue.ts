/** Revenue: report imports, cases, standing decisions. */
export const revenue = {
  missingColumns: 'kolom {names} tidak ditemukan',
  unreadable: 'isinya bukan tabel CSV',
  /** Note of a case that the system closes. */
  explained: 'Ditutup otomatis: laporan SIMPONI dan pembukuan sudah sesuai.',
} as const;
