import type { NoticeTemplate } from '../../orders/codes.ts';

/** One mail: what happened, what to do and by when, where. `{name}` is filled from the notice's params. */
export interface MailText {
  readonly subject: string;
  /** Paragraphs. A paragraph with a value that is missing for this mail is left out. */
  readonly body: readonly string[];
  /** Label of the link. */
  readonly action: string;
}

/** Mails. Only what is needed to act: no NTPN, no personal data of citizens. */
export const mails = {
  greeting: 'Yth. {name},',
  greetingOffice: 'Yth. Bapak/Ibu di {institutionName},',
  greetingDesk: 'Yth. petugas kerja sama Ditjen Dukcapil,',
  greetingStaff: 'Yth. petugas PNBP dan pejabat Ditjen Dukcapil,',
  closing: 'Loket Dukcapil\nDirektorat Jenderal Kependudukan dan Pencatatan Sipil\nKementerian Dalam Negeri',
  automatic:
    'Surel ini dikirim otomatis; jangan dibalas. Kami tidak pernah meminta kata sandi, dan pembayaran hanya melalui kode billing, tidak ke rekening perorangan.',
  linkHint: 'Bila tombol tidak dapat dibuka, salin alamat ini ke peramban:',
  /** Rows of the small table under the text. */
  field: {
    kuitansi: 'Kode kuitansi',
    product: 'Produk',
    kodeBilling: 'Kode billing',
    total: 'Jumlah',
    expiresAt: 'Bayar paling lambat',
    expiredAt: 'Batas waktu',
    note: 'Catatan',
    institution: 'Lembaga',
    submittedBy: 'Diajukan oleh',
    submittedAt: 'Diajukan pada',
    lineCount: 'Jumlah produk',
    decidedBy: 'Diputuskan oleh',
    status: 'Status',
    requestCode: 'Kode pengajuan',
    dueAt: 'Batas waktu',
    since: 'Sejak',
    voucher: 'Nomor voucher',
    quantity: 'Kuota',
    paidAt: 'Dibayar pada',
    returnKind: 'Cara pengembalian',
    letter: 'Nomor surat',
    returnedOn: 'Tanggal',
    termEnds: 'Berlaku sampai',
    validUntil: 'Tautan berlaku sampai',
    roles: 'Peran',
    agreement: 'Nomor PKS',
    lastDay: 'Hari terakhir PKS',
    left: 'Sisa kuota',
    complaint: 'Nomor pengaduan',
  },
  flagReason: {
    LATE: 'pembayaran masuk sesudah batas waktu',
    CANCELLED: 'pembayaran masuk sesudah pesanan dibatalkan',
    AMOUNT: 'jumlah yang dibayar berbeda dari tagihan',
  },
  templates: {
    INVITATION: {
      subject: 'Undangan akun Loket Dukcapil',
      body: [
        '{invitedByName} mengundang Anda membuka akun Loket Dukcapil untuk {place}.',
        'Buka tautan di bawah dan tentukan kata sandi Anda sendiri. Tautan hanya dapat dipakai satu kali, sampai {expiresAt}.',
        'Bila Anda tidak mengenal undangan ini, abaikan saja: tidak ada akun yang dibuat.',
      ],
      action: 'Buka akun',
    },
    PASSWORD_RESET: {
      subject: 'Atur ulang kata sandi Loket Dukcapil',
      body: [
        'Ada permintaan untuk mengatur ulang kata sandi akun Anda.',
        'Buka tautan di bawah sampai {expiresAt} untuk menentukan kata sandi baru. Semua sesi yang sedang terbuka akan berakhir.',
        'Bila bukan Anda yang meminta, abaikan surel ini: kata sandi Anda tidak berubah.',
      ],
      action: 'Tentukan kata sandi baru',
    },
    TWO_FACTOR_RESET: {
      subject: 'Verifikasi dua langkah akun Anda disetel ulang',
      body: [
        'Administrator {byName} menyetel ulang verifikasi dua langkah akun Anda pada {at}. Semua sesi Anda diakhiri.',
        'Aplikasi autentikator dan kode cadangan yang lama tidak berlaku lagi. Masuklah dengan kata sandi, lalu aktifkan kembali verifikasi dua langkah di ponsel Anda.',
        'Bila bukan Anda yang meminta, segera ganti kata sandi Anda dan beri tahu administrator.',
      ],
      action: 'Masuk',
    },
    ACCOUNT_CHANGED: {
      subject: 'Perubahan pada akun Anda: {change}',
      body: [
        'Pada {at} tercatat pada akun Loket Dukcapil Anda: {change}.',
        'Bila Anda sendiri yang melakukannya, tidak ada yang perlu dilakukan.',
        'Bila bukan Anda, segera buat kata sandi baru lewat "Lupa kata sandi" di halaman masuk dan beri tahu administrator.',
      ],
      action: 'Buka Loket Dukcapil',
    },
    CHECKOUT_WAITING: {
      subject: 'Pesanan menunggu persetujuan Anda: {total}',
      body: [
        '{submittedByName} mengajukan pesanan yang melebihi batas lembaga, sehingga memerlukan persetujuan penyetuju.',
        'Periksa isinya, lalu setujui atau tolak. Pesanan belum dibuat sampai Anda memutuskan.',
      ],
      action: 'Periksa pengajuan',
    },
    CHECKOUT_REJECTED: {
      subject: 'Pengajuan pesanan ditolak',
      body: [
        '{decidedByName} menolak pengajuan pesanan senilai {total}. Tidak ada pesanan yang dibuat.',
        'Anda dapat menyusun kembali keranjang belanja dan mengajukannya lagi.',
      ],
      action: 'Lihat pengajuan',
    },
    BILLING_ISSUED: {
      subject: 'Kode billing {kodeBilling}: bayar sebelum {expiresAt}',
      body: [
        'Tagihan untuk pesanan {kuitansi} sudah terbit.',
        'Bayar {total} dengan kode billing {kodeBilling} melalui bank, pos, atau kanal lain paling lambat {expiresAt}. Cara bayar ada pada dokumen terlampir.',
        'Voucher kuota terbit otomatis setelah SIMPONI membenarkan pembayaran.',
      ],
      action: 'Buka pesanan',
    },
    PAYMENT_REMINDER: {
      subject: 'Pengingat: tagihan {kodeBilling} berakhir dalam {daysLeft} hari',
      body: [
        'Tagihan untuk pesanan {kuitansi} belum dibayar dan akan berakhir {expiresAt}.',
        'Bayar {total} dengan kode billing {kodeBilling}. Bila sudah membayar, buka pesanan lalu pilih “Saya sudah bayar”.',
      ],
      action: 'Buka pesanan',
    },
    ORDER_EXPIRED: {
      subject: 'Tagihan {kodeBilling} kedaluwarsa',
      body: [
        'Batas waktu tagihan untuk pesanan {kuitansi} berakhir {expiresAt}, dan SIMPONI belum mencatat pembayaran.',
        'Jangan membayar dengan kode billing ini lagi. Gunakan “Pesan Ulang” untuk memperoleh kode baru.',
        'Bila Anda membayar sebelum batas waktu, tidak perlu berbuat apa-apa: pembayaran itu tetap akan dicatat.',
      ],
      action: 'Pesan ulang',
    },
    ORDER_CANCELLED: {
      subject: 'Pesanan {kuitansi} dibatalkan',
      body: [
        'Pesanan {kuitansi} telah dibatalkan.',
        'Jangan membayar kode billing {kodeBilling}: kode itu akan berakhir dengan sendirinya.',
        'Bila masih diperlukan, gunakan “Pesan Ulang”.',
      ],
      action: 'Lihat pesanan',
    },
    ORDER_APPROVED: {
      subject: 'Pesanan {kuitansi} disetujui',
      body: [
        'Pejabat Ditjen Dukcapil menyetujui pesanan {kuitansi}. Langkah berikutnya berjalan otomatis; Anda akan menerima surel lagi.',
      ],
      action: 'Lihat pesanan',
    },
    ORDER_REJECTED: {
      subject: 'Pesanan {kuitansi} ditolak',
      body: [
        'Pejabat Ditjen Dukcapil menolak pesanan {kuitansi}. Alasannya ada pada catatan di bawah.',
        'Perbaiki yang diminta, lalu buat pesanan baru.',
      ],
      action: 'Lihat pesanan',
    },
    PAYMENT_FLAGGED: {
      subject: 'Pembayaran pesanan {kuitansi} sedang diperiksa',
      body: [
        'Pembayaran untuk pesanan {kuitansi} sudah tercatat di SIMPONI, tetapi {reason}.',
        'Dana Anda aman dan tercatat. Petugas PNBP akan mengusulkan penyelesaian kepada pejabat; jangan membayar lagi. Anda akan menerima surel setelah ada keputusan.',
      ],
      action: 'Lihat pesanan',
    },
    RETURN_DECIDED: {
      subject: 'Pengembalian untuk pesanan {kuitansi} disetujui',
      body: [
        'Pejabat memutuskan bahwa pembayaran {total} untuk pesanan {kuitansi} dikembalikan.',
        'Petugas PNBP akan menghubungi Anda mengenai surat permohonan dan kelengkapannya.',
      ],
      action: 'Lihat pesanan',
    },
    RETURN_COMPLETED: {
      subject: 'Pengembalian untuk pesanan {kuitansi} selesai',
      body: [
        'Pengembalian {total} untuk pesanan {kuitansi} sudah selesai. Tidak ada yang perlu Anda lakukan.',
      ],
      action: 'Lihat pesanan',
    },
    VOUCHER_ISSUED: {
      subject: 'Voucher {voucherNumber} terbit: {quantity} {unit}',
      body: [
        'Pembayaran pesanan {kuitansi} dibenarkan SIMPONI pada {paidAt}.',
        'Voucher kuota {quantity} {unit} untuk {productName} sudah terbit dan dapat dipakai sekarang.',
        '{validity}',
        'Salinan data penerimaan negara untuk pembayaran {paidAt} terlampir, dan dapat diunduh pada halaman pesanan. BPN diterbitkan oleh bank/pos tempat membayar.',
      ],
      action: 'Buka pesanan',
    },
    STAFF_REMINDER: {
      subject: 'Pengingat: pesanan {kuitansi} menunggu Anda',
      body: [
        'Pesanan {kuitansi} sudah {days} hari berstatus “{status}”.',
        'Buka pesanan untuk melihat apa yang terjadi dan tindakan yang tersedia.',
      ],
      action: 'Buka pesanan',
    },
    REQUEST_REMINDER: {
      subject: 'Pengingat: pengajuan {code} mendekati batas waktu',
      body: [
        'Pengajuan sinkronisasi {code} berstatus “{status}” dan harus ditangani paling lambat {dueAt}.',
        'Buka pengajuan untuk melihat tindakan yang tersedia.',
      ],
      action: 'Buka pengajuan',
    },
    REQUEST_ESCALATION: {
      subject: 'Eskalasi: pengajuan {code} melewati batas waktu',
      body: [
        'Pengajuan sinkronisasi {code} masih berstatus “{status}”, padahal batas waktunya {dueAt} sudah lewat.',
        'Mohon pastikan petugas yang berwenang segera menindaklanjuti.',
      ],
      action: 'Buka pengajuan',
    },
    REQUEST_QUESTION: {
      subject: 'Pertanyaan pusat tentang pengajuan {code}',
      body: [
        'Staf konsolidasi di pusat bertanya tentang pengajuan {code} (tahap {step}) pada {askedAt}. Jam layanan berhenti sampai pertanyaannya dijawab.',
        'Buka pengajuan untuk membaca dan menjawabnya.',
      ],
      action: 'Baca dan jawab',
    },
    REQUEST_QUESTION_OPEN: {
      subject: 'Belum dijawab: pertanyaan pusat tentang pengajuan {code}',
      body: [
        'Pertanyaan pusat tentang pengajuan {code} (tahap {step}) sejak {askedAt} belum dijawab selama satu hari kerja. Pemohon menunggu, dan jam layanan berhenti.',
        'Mohon pastikan petugas kantor Anda menjawabnya.',
      ],
      action: 'Baca dan jawab',
    },
    HANDOVER_RECORDED: {
      subject: '{productName} sudah diserahkan: {quantity}',
      body: [
        '{quantity} untuk {productName} sudah diserahkan oleh petugas pada {handedOn} dan dipotong dari voucher lembaga.',
        'Layanan berlaku sampai {validUntil}.',
        'Bila serah terima ini tidak Anda kenali, hubungi bagian kerja sama Ditjen Dukcapil.',
      ],
      action: 'Lihat serah terima',
    },
    HANDOVER_REVERSED: {
      subject: 'Serah terima {productName} dibatalkan: {quantity}',
      body: [
        'Serah terima {quantity} untuk {productName} tertanggal {handedOn} dibatalkan karena salah catat. Alasan: {reason}',
        'Unitnya dikembalikan sebagai voucher {voucherNumber}, dengan masa berlaku voucher asalnya.',
        'Bila pembatalan ini tidak sesuai, hubungi bagian kerja sama Ditjen Dukcapil.',
      ],
      action: 'Lihat serah terima',
    },
    AGREEMENT_ENDING: {
      subject: 'PKS {institutionName} berakhir {endsOn}',
      body: [
        'PKS {agreementNumber} berakhir pada {endsOn}, {daysLeft} hari lagi. Setelah hari itu pesanan baru tidak dapat diproses dan akses berhenti.',
        'Perpanjangan diurus bersama bagian kerja sama Ditjen Dukcapil. Bila PKS penggantinya sudah ditandatangani, mintalah agar dicatat.',
      ],
      action: 'Lihat lembaga',
    },
    QUOTA_LOW: {
      subject: 'Kuota {productName} tinggal {threshold}%: {left} {unit}',
      body: [
        'Kuota {productName} {institutionName} tinggal {left} dari {base} {unit} yang ada sesudah voucher terakhir terbit.',
        'Akses berhenti bila kuota habis. Pesan kuota baru sekarang bila masih diperlukan: kode billing perlu dibayar dahulu sebelum voucher terbit.',
      ],
      action: 'Lihat kuota',
    },
    VOUCHER_ENDING: {
      subject: 'Voucher {voucherNumber} berakhir {validUntil}: masih tersisa {left} {unit}',
      body: [
        'Kuota {productName} dari voucher {voucherNumber} masih tersisa {left} {unit} dan berlaku sampai {validUntil}, {daysLeft} hari lagi.',
        'Yang belum dipakai hangus sesudah hari itu. Voucher lain tidak terpengaruh.',
      ],
      action: 'Lihat voucher',
    },
    SEMESTER_REPORT_DUE: {
      subject: 'Laporan {half}: {daysLeft} hari lagi',
      body: [
        'Laporan pemanfaatan data {institutionName} untuk {half} harus diajukan paling lambat {dueOn}.',
        'Angkanya sudah disiapkan dari catatan akses. Lengkapi tujuan pemakaian, kendala, dan tindak lanjut, lalu ajukan.',
      ],
      action: 'Buka laporan',
    },
    SEMESTER_REPORT_LATE: {
      subject: 'Peringatan: laporan {half} terlambat {daysLate} hari',
      body: [
        'Laporan pemanfaatan data {institutionName} untuk {half} seharusnya diajukan paling lambat {dueOn}.',
        'Ajukan secepatnya. Lembaga yang tidak melapor dapat ditangguhkan aksesnya dengan surat Ditjen Dukcapil.',
      ],
      action: 'Buka laporan',
    },
    SEMESTER_REPORT_RETURNED: {
      subject: 'Laporan {half} dikembalikan untuk diperbaiki',
      body: [
        'Laporan pemanfaatan data {institutionName} untuk {half} dikembalikan dengan catatan di bawah ini.',
        'Perbaiki, lalu ajukan lagi. Isi yang sudah ditulis tetap tersimpan.',
      ],
      action: 'Buka laporan',
    },
    COMPLAINT_OVERDUE: {
      subject: 'Pengaduan {number} terlambat dijawab',
      body: [
        'Pengaduan {number} tentang akses oleh {institutionName} seharusnya dijawab paling lambat {dueOn}, tetapi pengadu belum mendapat kabar.',
        'Buka pengaduannya, lalu jawab pengadu atau tutup pengaduan dengan hasilnya. Bila masih menunggu lembaga, tarik kembali dan beri tahu pengadu sampai di mana pemeriksaannya.',
      ],
      action: 'Buka pengaduan',
    },
    COMPLAINT_FORWARDED: {
      subject: 'Pengaduan {number} menunggu penjelasan lembaga',
      body: [
        'Ditjen Dukcapil meneruskan pengaduan {number} tentang sebuah akses data kependudukan yang dilakukan {institutionName}.',
        'Baca pengaduan dan permintaan penjelasannya di Loket Dukcapil, lalu tulis jawaban lembaga di sana. Isinya tidak dikirim lewat surel karena memuat data pribadi.',
      ],
      action: 'Buka pengaduan',
    },
    STAFF_ESCALATION: {
      subject: 'Eskalasi: pesanan {kuitansi} belum ditangani {days} hari',
      body: [
        'Pesanan {kuitansi} sudah {days} hari berstatus “{status}” dan belum ditangani.',
        'Mohon pastikan petugas atau pejabat yang berwenang segera menindaklanjuti.',
      ],
      action: 'Buka pesanan',
    },
  } satisfies Record<NoticeTemplate, MailText>,
} as const;
