import type { BillState } from '../../orders/documents.ts';

/** Printed documents: the bill and the copy of SIMPONI's data. `{name}` is filled when printed. */
export const documents = {
  letterhead: {
    ministry: 'Kementerian Dalam Negeri',
    ministryCapitals: 'KEMENTERIAN DALAM NEGERI REPUBLIK INDONESIA',
    directorate: 'Direktorat Jenderal Kependudukan dan Pencatatan Sipil',
    directorateCapitals: 'DIREKTORAT JENDERAL KEPENDUDUKAN DAN PENCATATAN SIPIL',
    address: 'Jl. Raya Pasar Minggu KM 19 Jakarta Selatan Daerah Khusus Ibukota Jakarta 12072',
    phone: 'Phone : (021) 79194075',
    fax: 'Fax : (021) 7980655, 7949770',
    page: 'Halaman {page} dari {pages}',
    printedAt: 'Dicetak {at}',
  },
  field: {
    kodeBilling: 'Kode Billing',
    amountDue: 'Jumlah yang harus dibayar',
    amountBilled: 'Jumlah tagihan',
    amountPaid: 'Jumlah setoran',
    payBefore: 'Bayar paling lambat',
    payer: 'Wajib Bayar',
    transaction: 'Data Transaksi',
    category: 'Kategori',
    address: 'Alamat',
    email: 'Surel',
    phone: 'Telepon',
    npwp: 'NPWP',
    noNpwp: 'belum dicatat',
    kuitansi: 'Kode Kuitansi',
    transactionDate: 'Tanggal Transaksi',
    issuedAt: 'Tagihan Terbit',
    expiresAt: 'Tanggal Kadaluarsa',
    status: 'Status',
    ministryUnit: 'K/L',
    echelonUnit: 'Unit Eselon I',
    workUnit: 'Satuan Kerja',
    account: 'Kode Akun',
    depositKind: 'Jenis Setoran',
    tariffArticle: 'Dasar Tarif',
    currency: 'Mata Uang',
    inWords: 'Terbilang',
    ntb: 'NTB',
    ntpn: 'NTPN',
    paidAt: 'Tanggal Bayar',
    bookDate: 'Tanggal Buku',
    payerName: 'Nama Wajib Bayar',
    bank: 'Bank/Pos',
    channel: 'Kanal Pembayaran',
    agreement: 'PKS',
    agreementUntil: '{number}, berlaku sampai {endsOn}',
  },
  unitNames: {
    ministry: 'Kementerian Dalam Negeri',
    echelon: 'Ditjen Dukcapil',
    work: 'Ditjen Dukcapil',
  },
  depositKind: { F: 'PNBP Fungsional', U: 'PNBP Umum' },
  currency: 'IDR (Rupiah)',
  rupiahWords: '{words} rupiah',
  unknownCode: 'kode {code}',
  table: {
    number: 'No',
    product: 'Produk',
    quantity: 'Kuantitas',
    price: 'Harga Layanan',
    lineTotal: 'Total Harga',
    total: 'Total',
    account: 'Kode Akun',
    depositKind: 'Jenis Setoran',
    description: 'Uraian',
    amount: 'Jumlah',
  },
  bill: {
    title: 'INVOICE',
    subtitle: 'Pemberitahuan Kode Billing PNBP',
    fileTitle: 'File Pemberitahuan Kode Billing {kuitansi}',
    subject: 'Tagihan PNBP dengan kode billing SIMPONI',
    details: 'Rincian Penerimaan Negara',
    notes: 'Catatan',
    note: {
      code: 'Sesudah tanggal kadaluarsa, kode ini tidak dapat dibayar; gunakan “Pesan Ulang” untuk memperoleh kode baru.',
      once: 'Bayarlah satu kali, sejumlah tagihan, dengan kode billing ini. Bank/pos tidak menerima pembayaran sebagian.',
      voucher:
        'Voucher kuota terbit setelah SIMPONI membenarkan pembayaran (NTPN); bukti transfer tidak menggantikannya.',
      /** Before the sentences of the rule. */
      validity: 'Aturan kuota pada hari tagihan ini; voucher mengikuti aturan hari terbitnya.',
      receipt:
        'Bukti Penerimaan Negara (BPN) diterbitkan oleh bank/pos tempat membayar. Simpanlah BPN tersebut.',
    },
  },
  billState: {
    BELUM_BAYAR: 'BELUM BAYAR',
    LEWAT_WAKTU: 'LEWAT BATAS WAKTU',
    KEDALUWARSA: 'KEDALUWARSA',
    DIBATALKAN: 'DIBATALKAN',
    SUDAH_DIBAYAR: 'SUDAH DIBAYAR',
    DALAM_PEMERIKSAAN: 'DALAM PEMERIKSAAN',
    PENGEMBALIAN: 'PROSES PENGEMBALIAN',
    DIKEMBALIKAN: 'SUDAH DIKEMBALIKAN',
  } satisfies Record<BillState, string>,
  /** One sentence in a frame when the bill is not simply to be paid. */
  billStateHelp: {
    BELUM_BAYAR: 'Tagihan ini menunggu pembayaran.',
    LEWAT_WAKTU:
      'Batas waktu pembayaran sudah lewat dan kode billing ini tidak dapat dibayar lagi. Status akhir sedang dipastikan kepada SIMPONI.',
    KEDALUWARSA:
      'Jangan membayar dengan kode billing ini: batas waktunya sudah lewat. Gunakan “Pesan Ulang” untuk memperoleh kode baru.',
    DIBATALKAN:
      'Jangan membayar dengan kode billing ini: pesanannya sudah dibatalkan. Gunakan “Pesan Ulang” bila masih diperlukan.',
    SUDAH_DIBAYAR:
      'Jangan membayar lagi: pembayaran tagihan ini sudah dibenarkan oleh SIMPONI. Lihat Salinan Data Penerimaan Negara.',
    DALAM_PEMERIKSAAN:
      'Jangan membayar lagi: pembayaran sudah diterima dan sedang diperiksa oleh petugas PNBP Ditjen Dukcapil.',
    PENGEMBALIAN: 'Jangan membayar lagi: pembayaran diterima dan pengembaliannya sedang diproses.',
    DIKEMBALIKAN: 'Jangan membayar lagi: pembayaran tagihan ini sudah dikembalikan.',
  } satisfies Record<BillState, string>,
  howToPay: {
    title: 'Cara Bayar',
    intro:
      'Bayar melalui bank, pos, atau lembaga persepsi lain yang ditunjuk Kementerian Keuangan (collecting agent). Siapkan kode billing {kodeBilling}.',
    channels: [
      {
        name: 'Teller bank',
        steps: [
          'Datang ke loket bank persepsi dan sampaikan “pembayaran PNBP dengan kode billing”.',
          'Berikan kode billing. Petugas menyebutkan nama wajib bayar dan jumlahnya; cocokkan dengan dokumen ini.',
          'Bayar, lalu minta BPN yang memuat NTPN.',
        ],
      },
      {
        name: 'Kantor Pos',
        steps: [
          'Sampaikan kode billing kepada petugas loket.',
          'Cocokkan nama wajib bayar dan jumlahnya.',
          'Bayar, lalu minta BPN yang memuat NTPN.',
        ],
      },
      {
        name: 'ATM',
        steps: [
          'Pilih Pembayaran, lalu Penerimaan Negara (MPN) atau PNBP.',
          'Masukkan kode billing tanpa spasi.',
          'Cocokkan nama dan jumlah di layar, lalu bayar dan simpan struknya.',
        ],
      },
      {
        name: 'Internet banking dan mobile banking',
        steps: [
          'Pilih Pembayaran, lalu Pajak/Penerimaan Negara (MPN) atau PNBP.',
          'Masukkan kode billing tanpa spasi.',
          'Cocokkan nama dan jumlah, setujui, lalu unduh BPN yang memuat NTPN.',
        ],
      },
      {
        name: 'EDC di loket atau kasir bank',
        steps: [
          'Sampaikan kode billing dan minta pembayaran penerimaan negara.',
          'Cocokkan jumlahnya, gesek/tempel kartu, lalu masukkan PIN.',
          'Simpan struk yang memuat NTPN.',
        ],
      },
      {
        name: 'Dompet elektronik, transfer, atau virtual account',
        steps: [
          'Hanya pada penyedia yang melayani penerimaan negara (MPN).',
          'Pilih Penerimaan Negara, masukkan kode billing, dan cocokkan jumlahnya.',
          'Jangan mentransfer ke rekening perorangan atau rekening kantor.',
        ],
      },
    ],
    menuNote: 'Nama menu dapat berbeda pada tiap bank.',
    help: 'Sudah membayar tetapi status belum berubah? Buka halaman pesanan lalu pilih “Saya sudah bayar”: sistem langsung menanyakan kepada SIMPONI.',
  },
  copy: {
    title: 'SALINAN DATA PENERIMAAN NEGARA',
    subtitle: 'Sumber: SIMPONI, Kementerian Keuangan',
    fileTitle: 'Salinan Data Penerimaan Negara {kuitansi}',
    subject: 'Salinan data pembayaran PNBP menurut SIMPONI',
    notice:
      'Dokumen ini adalah salinan data pembayaran yang dibaca dari SIMPONI, bukan Bukti Penerimaan Negara (BPN). BPN diterbitkan oleh bank/pos tempat pembayaran dilakukan.',
    payment: 'Data Pembayaran',
    billing: 'Data Tagihan',
    perAccount: 'Rincian per Akun',
    reportedAmount: 'Jumlah menurut laporan SIMPONI',
    /** SIMPONI's inquiry carries no amount: the figure on the copy is the billed one until a report was imported. */
    amountNote:
      'Jumlah adalah nilai tagihan pada kode billing ini; SIMPONI menerima pembayaran hanya sejumlah tagihan.',
  },
  /** Tanda terima of a synchronisation request. */
  requestReceipt: {
    title: 'TANDA TERIMA',
    subtitle: 'Pengajuan sinkronisasi data kependudukan',
    fileTitle: 'Tanda terima pengajuan {code}',
    subject: 'Bukti bahwa pengajuan sudah diterima',
    free: 'Layanan ini tidak dipungut biaya. Jangan memberi uang kepada siapa pun; laporkan bila ada yang meminta.',
    code: 'Kode pengajuan',
    submittedAt: 'Diajukan',
    channel: 'Melalui',
    name: 'Nama',
    nik: 'NIK',
    office: 'Diperiksa oleh',
    officeAddress: 'Alamat kantor',
    officePhone: 'Telepon kantor',
    expected: 'Perkiraan selesai',
    unknown: 'belum dapat dipastikan',
    request: 'Pengajuan',
    next: 'Selanjutnya',
    steps: [
      'Petugas Dinas memeriksa isian dan dokumen Anda.',
      'Setelah disetujui, pusat mengonsolidasi data lalu menyinkronkannya ke DWH.',
      'Setelah selesai, coba lagi di BPJS, bank, atau kantor imigrasi. Bila masih belum terbaca, beri tahu kami di halaman pelacakan.',
    ],
    tracking: 'Lihat perkembangannya',
    withLink:
      'Pindai QR ini untuk membuka halaman pelacakan Anda. Siapa pun yang memindainya dapat melihat pengajuan ini: simpanlah dan jangan difoto untuk orang lain.',
    withoutLink:
      'Pindai QR ini, lalu buka tautan yang Anda terima. Bila tautannya hilang, pilih “Lupa kode” di halaman itu atau datang ke kantor.',
    trackingAlt: 'Kode QR menuju halaman pelacakan pengajuan',
  },
  verification: {
    title: 'Periksa keaslian',
    text: 'Pindai QR ini untuk memeriksa apakah dokumen asli dan bagaimana statusnya sekarang, atau buka:',
    alt: 'Kode QR menuju halaman pemeriksaan keaslian dokumen',
  },
} as const;
