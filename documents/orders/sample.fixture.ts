import type { Bill, RevenueCopy } from './data.ts';

/** The seed document's own order, for tests of what is printed. */
export const seedBill: Bill = {
  kuitansi: 'KW-B1-0903230016',
  kodeBilling: '820230309000123',
  payer: {
    name: 'DEMO PUSAT',
    category: 'KEMENTERIAN',
    address: 'Jl. Raya Pasar Minggu KM 19 Jakarta Selatan Daerah Khusus Ibukota Jakarta 12072',
    email: 'dukcapil@kemendagri.go.id',
    phone: '(021) 79194075',
    npwp: '001234567890123',
    agreement: { number: '119/1234/Dukcapil', endsOn: '2029-02-13' },
  },
  item: {
    serviceName: 'Verifikasi Data Kependudukan Berbasis Web',
    productName: 'Webservice NIK',
    unit: 'NIK',
    quantity: 100,
    unitPrice: 1_000,
    total: 100_000,
    tariffArticle: 'PP 10/2023, Lampiran angka I',
    kodeAkun: '425129',
  },
  createdAt: new Date('2023-03-09T07:05:12Z'),
  issuedAt: new Date('2023-03-09T07:05:30Z'),
  expiresAt: new Date('2023-03-16T07:05:30Z'),
  state: 'BELUM_BAYAR',
  validity: { from: '2023-01-01', months: null, agreementEnd: 'KEPT', suspension: 'FROZEN', yearEnd: 'KEPT' },
  revenue: { kodeKl: '010', kodeEselon1: '08', kodeSatker: '664090', jenisPnbp: 'F' },
  verification: {
    document: `https://loket.example/verifikasi#${'A'.repeat(130)}.${'b'.repeat(86)}`,
    page: 'https://loket.example/verifikasi',
  },
  printedAt: new Date('2023-03-09T07:06:00Z'),
};

export const seedCopy: RevenueCopy = {
  ...seedBill,
  state: 'SUDAH_DIBAYAR',
  payment: {
    ntpn: 'A1B2C3D4E5F60718',
    ntb: '000012345678',
    paidAt: new Date('2023-03-10T02:15:09Z'),
    bookDate: '2023-03-10',
    bankCode: '008',
    channelCode: '7012',
    reportedAmount: null,
  },
};

/** Texts and figures at the edges of what the system takes. */
export const extremeBill: Bill = {
  ...seedBill,
  kodeBilling: '82023030900012345678',
  payer: {
    ...seedBill.payer,
    name: `${'PERUSAHAANTANPASPASI'.repeat(8)} Śrī Ñandú & "Rekan" (Persero) Tbk`.slice(0, 200),
    address: 'Gedung Menara Kembar Lantai 27 Blok C Nomor 12A, '.repeat(10).trim(),
    email: `${'bagian.keuangan.dan.perbendaharaan.'.repeat(3)}pusat@lembaga-keuangan-mikro.example`,
    npwp: null,
  },
  item: {
    ...seedBill.item,
    serviceName: 'Verifikasi Data Kependudukan Melalui Blangko KTP Elektronik dan Perangkat Pembaca '
      .repeat(2)
      .trim(),
    quantity: 1_000_000_000,
    unitPrice: 9_007_199,
    total: 9_007_199_000_000_000,
    tariffArticle:
      'Peraturan Pemerintah Nomor 10 Tahun 2023, Lampiran romawi I huruf A angka 1 butir b, jo. Pasal 7 ayat (2)',
  },
};
