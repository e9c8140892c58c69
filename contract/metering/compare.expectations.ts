import type { ComparableElement } from './person.ts';

/**
 * What comparing must give, worked out and changed by hand: element, what SIAK knows, what the caller says, and the
 * answer at a threshold of 90 (a score where there is one).
 */
export const comparisonExpectations: readonly (readonly [
  element: ComparableElement,
  known: string | null,
  said: string,
  matches: boolean,
  score: number | null,
])[] = [
  // Spelling that does not matter.
  ['namaLengkap', 'SITI AMINAH', 'SITI AMINAH', true, 100],
  ['namaLengkap', 'SITI AMINAH', '  siti   aminah ', true, 100],
  ['namaLengkap', "MA'RUF", 'Ma’ruf', true, 100],
  ['namaLengkap', 'ANDRE', 'André', true, 100],
  ['namaLengkap', 'NUR-AINI', 'NUR AINI', true, 100],

  // Titles and degrees.
  ['namaLengkap', 'BAMBANG WIDODO', 'DR. H. BAMBANG WIDODO, S.H., M.Si', true, 100],
  ['namaLengkap', 'DRS. BAMBANG WIDODO', 'BAMBANG WIDODO', true, 100],
  ['namaLengkap', 'BAMBANG WIDODO', 'BAMBANG WIDODO S.PD.', true, 100],
  ['namaLengkap', 'SANTOSO BUDI', 'SANTOSO, BUDI', true, 100],
  ['namaLengkap', 'AGUS SE', 'AGUS', false, 57],
  ['namaLengkap', 'HAJI', 'H. HAJI', true, 100],

  // One letter of eleven; two of eleven; neighbours swapped; another order of the words; another person.
  ['namaLengkap', 'SITI AMINAH', 'SITI AMINA', true, 90],
  ['namaLengkap', 'SITI AMINAH', 'SITI AMENAH', true, 90],
  ['namaLengkap', 'SITI AMINAH', 'SITI AMENA', false, 81],
  ['namaLengkap', 'SITI AMINAH', 'SITI AMNIAH', true, 90],
  ['namaLengkap', 'SITI', 'BUDI', false, 25],
  ['namaLengkap', 'SITI', 'WAHYU', false, 0],
  ['namaIbu', 'SRI WAHYUNI', 'SRI WAHYUNI', true, 100],
  ['namaIbu', 'SRI WAHYUNI', 'HJ. SRI WAHYUNI', true, 100],

  // Nothing known, nothing readable.
  ['namaLengkap', null, 'SITI', false, 0],
  ['namaLengkap', '', 'SITI', false, 0],
  ['namaLengkap', '', '---', false, 0],

  ['tempatLahir', 'SEMARANG', 'Kab. Semarang', true, 100],
  ['tempatLahir', 'SEMARANG', 'SEMARNAG', false, 87],
  ['alamat', 'JALAN MERDEKA NOMOR 12', 'Jl. Merdeka No.12', true, 100],
  ['alamat', 'GANG MAWAR', 'GG MAWAR', true, 100],
  ['alamat', 'JALAN MERDEKA', 'JALAN MERDEKAN', true, 92],

  // Equal or not.
  ['noKk', '3374010101100001', '3374 0101 0110 0001', true, null],
  ['noKk', '3374010101100001', '3374010101100002', false, null],
  ['tanggalLahir', '05-07-1990', '05-07-1990', true, null],
  ['tanggalLahir', '05-07-1990', '5/7/1990', true, null],
  ['tanggalLahir', '05-07-1990', '1990-07-05', true, null],
  ['tanggalLahir', '05-07-1990', '07-05-1990', false, null],
  ['tanggalLahir', '05-07-1990', '05-07-90', false, null],
  ['tanggalLahir', '31-02-1990', '31-02-1990', false, null],
  ['tanggalLahir', null, '05-07-1990', false, null],
  ['jenisKelamin', 'LAKI-LAKI', 'Laki-Laki', true, null],
  ['jenisKelamin', 'LAKI-LAKI', 'L', true, null],
  ['jenisKelamin', 'PEREMPUAN', 'P', true, null],
  ['jenisKelamin', 'PEREMPUAN', 'L', false, null],
  ['jenisKelamin', 'PEREMPUAN', 'constructor', false, null],
  ['jenisPekerjaan', 'PEGAWAI NEGERI SIPIL', 'Pegawai Negeri Sipil', true, null],
  ['jenisPekerjaan', 'PEGAWAI NEGERI SIPIL', 'Pegawai Negri Sipil', false, null],
  ['statusKawin', 'BELUM KAWIN', 'belum kawin', true, null],
  ['noProp', '33', '33', true, null],
  ['noKab', '74', '074', true, null],
  ['noKec', '7', '007', true, null],
  ['noKel', '1004', '1005', false, null],
  ['noRt', '5', '005', true, null],
  ['noRt', '0', '000', true, null],
  ['noRw', '4', 'empat', false, null],
  ['namaKab', 'KABUPATEN BADUNG', 'badung', true, null],
  ['namaKab', 'KOTA BANDUNG', 'KABUPATEN BANDUNG', false, null],
  ['namaKec', 'SEMARANG TENGAH', 'SEMARANG-TENGAH', true, null],
  ['namaKel', 'PEKUNDEN', 'PEKUNDEN 2', false, null],
  ['namaProp', 'DKI JAKARTA', 'Dki. Jakarta', true, null],
];
