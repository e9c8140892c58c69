import type {
  ApplicantKind,
  CauseCode,
  ClockStop,
  DwhReading,
  PhotoKind,
  ReaderKind,
  RequestChannel,
  RequestDocumentKind,
  RequestLink,
  RequestWarning,
} from '../../requests/codes.ts';
import type { RequestAction, RequestStatus } from '../../requests/lifecycle.ts';
import type { RequestStep, StepAction, StepResult, StepStatus } from '../../requests/steps.ts';

/** What people read for each code of a synchronisation request. A code without a text does not compile. */
export const requests = {
  status: {
    BARU: 'Baru',
    DISETUJUI: 'Disetujui',
    DIBATALKAN: 'Dibatalkan',
    DIPROSES: 'Diproses',
    SELESAI: 'Selesai',
  } satisfies Record<RequestStatus, string>,
  /** The guide's own sentence for each status, as the citizen reads it. */
  statusHelp: {
    BARU: 'Pengajuan Anda sudah diterima dan menunggu pemeriksaan petugas Dinas.',
    DISETUJUI: 'Pengajuan disetujui untuk diproses oleh petugas.',
    DIBATALKAN:
      'Pengajuan layanan belum dapat diproses. Bacalah catatan petugas pada histori Status Pengajuan.',
    DIPROSES: 'Pengajuan sedang diproses. Tahapannya dapat dilihat pada histori Proses Pengerjaan.',
    SELESAI: 'Pengajuan selesai. Silakan coba lagi di BPJS, bank, atau kantor imigrasi.',
  } satisfies Record<RequestStatus, string>,
  /** Label of the button and of the row of the history. */
  action: {
    correct: 'Perbaiki isian',
    forward: 'Teruskan ke kantor lain',
    approve: 'Setujui',
    cancel: 'Batalkan',
    withdraw: 'Tarik pengajuan',
    wishToStop: 'Minta dihentikan',
    startProcessing: 'Mulai diproses',
    complete: 'Selesai',
    moveDeadline: 'Batas waktu berubah karena kalender kerja',
  } satisfies Record<RequestAction, string>,
  submitted: 'Pengajuan dibuat',
  /** A small sum, for browsers that cannot do the proof of work: the words of 0 to 18. */
  challenge: {
    question: 'Berapa {left} ditambah {right}?',
    numbers: [
      'nol',
      'satu',
      'dua',
      'tiga',
      'empat',
      'lima',
      'enam',
      'tujuh',
      'delapan',
      'sembilan',
      'sepuluh',
      'sebelas',
      'dua belas',
      'tiga belas',
      'empat belas',
      'lima belas',
      'enam belas',
      'tujuh belas',
      'delapan belas',
    ],
  },
  /** The same for every NIK. */
  recoveryAnswer:
    'Jika NIK itu mempunyai pengajuan dengan nomor WhatsApp, tautan pelacakan yang baru kami kirim ke nomor itu dalam beberapa menit. Tautan yang lama tetap berlaku sampai tautan yang baru Anda terima.',
  step: {
    KONSOLIDASI_MANUAL: 'Konsolidasi Manual',
    SINKRONISASI_DWH: 'Sinkronisasi DWH',
  } satisfies Record<RequestStep, string>,
  stepHelp: {
    KONSOLIDASI_MANUAL: 'Proses konsolidasi manual ke Ditjen Dukcapil',
    SINKRONISASI_DWH: 'Proses sinkronisasi data ke DWH',
  } satisfies Record<RequestStep, string>,
  stepStatus: {
    MENUNGGU: 'Menunggu',
    DIKERJAKAN: 'Dikerjakan',
    KLARIFIKASI: 'Menunggu penjelasan Dinas',
    SELESAI: 'Selesai',
    GAGAL: 'Belum berhasil',
  } satisfies Record<StepStatus, string>,
  stepAction: {
    take: 'Ambil',
    send: 'Dikirim ke DWH',
    release: 'Lepas',
    ask: 'Tanyakan ke Dinas',
    answer: 'Jawab pertanyaan',
    complete: 'Selesaikan',
    fail: 'Nyatakan belum berhasil',
    retry: 'Coba lagi',
    redo: 'Kembalikan ke Konsolidasi Manual',
    reopen: 'Dibuka kembali',
  } satisfies Record<StepAction, string>,
  /** Result of a step as staff read it. */
  result: {
    SUDAH_DIKONSOLIDASI: 'Sudah dikonsolidasi',
    DATA_DIPERBAIKI: 'Data diperbaiki, lalu dikonsolidasi',
    SUDAH_SESUAI: 'Data sudah sesuai, tidak perlu konsolidasi',
    PERLU_PEREKAMAN: 'Perlu perekaman KTP-el',
    AJUKAN_HAPUS_DUPLIKAT: 'Perlu pengajuan hapus data duplikat',
    BIOMETRIK_ANOMALI: 'Biometrik anomali',
    PERLU_PERBAIKAN_DI_DINAS: 'Perlu perbaikan data di Dinas',
    NIK_TIDAK_DITEMUKAN: 'NIK tidak ditemukan',
    TERBACA_DI_DWH: 'Terbaca di DWH',
    DISINKRONKAN_MANUAL: 'Disinkronkan manual (dengan bukti)',
    DWH_MENOLAK: 'DWH menolak permintaan',
    DWH_GAGAL: 'Pekerjaan di DWH gagal',
    DWH_BELUM_TERBACA: 'DWH melaporkan selesai, tetapi NIK belum terbaca',
    DWH_TIDAK_MENJAWAB: 'DWH tidak menjawab sampai batas waktu',
    LAINNYA: 'Lainnya (lihat catatan)',
  } satisfies Record<StepResult, string>,
  /** The same result as the citizen reads it: what it means for him and what he has to do. */
  resultForCitizen: {
    SUDAH_DIKONSOLIDASI: 'Data Anda sudah dikonsolidasi.',
    DATA_DIPERBAIKI: 'Data Anda sudah diperbaiki dan dikonsolidasi.',
    SUDAH_SESUAI: 'Data Anda sudah sesuai.',
    PERLU_PEREKAMAN:
      'Anda perlu melakukan perekaman KTP-el. Datanglah ke kantor Dukcapil atau kecamatan dengan membawa Kartu Keluarga. Tidak dipungut biaya.',
    AJUKAN_HAPUS_DUPLIKAT:
      'Ada data ganda. Datanglah ke kantor Dukcapil untuk mengajukan penghapusan data duplikat. Tidak dipungut biaya.',
    BIOMETRIK_ANOMALI:
      'Sidik jari atau foto Anda perlu diperiksa ulang. Datanglah ke kantor Dukcapil dengan membawa KTP-el.',
    PERLU_PERBAIKAN_DI_DINAS:
      'Ada data yang perlu diperbaiki di kantor Dukcapil. Bacalah catatan petugas, lalu datang dengan dokumen pendukung.',
    NIK_TIDAK_DITEMUKAN: 'NIK tidak ditemukan. Periksa NIK pada Kartu Keluarga, lalu ajukan ulang.',
    TERBACA_DI_DWH: 'Data Anda sudah dapat dibaca. Silakan coba lagi di BPJS, bank, atau kantor imigrasi.',
    DISINKRONKAN_MANUAL:
      'Data Anda sudah disinkronkan. Silakan coba lagi di BPJS, bank, atau kantor imigrasi.',
    DWH_MENOLAK:
      'Sinkronisasi belum berhasil. Petugas sedang memeriksanya; Anda tidak perlu melakukan apa pun.',
    DWH_GAGAL:
      'Sinkronisasi belum berhasil. Petugas sedang memeriksanya; Anda tidak perlu melakukan apa pun.',
    DWH_BELUM_TERBACA:
      'Sinkronisasi sudah dijalankan tetapi data belum terbaca. Petugas sedang memeriksanya; Anda tidak perlu melakukan apa pun.',
    DWH_TIDAK_MENJAWAB: 'Sinkronisasi tertunda karena gangguan sistem. Anda tidak perlu melakukan apa pun.',
    LAINNYA: 'Bacalah catatan petugas.',
  } satisfies Record<StepResult, string>,
  channel: { DARING: 'Daring', LOKET: 'Loket', TELEPON: 'Telepon', SURAT: 'Surat' } satisfies Record<
    RequestChannel,
    string
  >,
  applicant: {
    DIRI_SENDIRI: 'Diri sendiri',
    ANGGOTA_KK: 'Anggota keluarga dalam KK yang sama',
    KUASA: 'Orang lain, dengan surat kuasa',
  } satisfies Record<ApplicantKind, string>,
  reader: { BPJS: 'BPJS', BANK: 'Bank', IMIGRASI: 'Imigrasi', LAINNYA: 'Lainnya' } satisfies Record<
    ReaderKind,
    string
  >,
  cause: {
    BELUM_PEREKAMAN: 'Belum pernah perekaman KTP-el, atau KTP-el belum dicetak',
    ANGGOTA_BARU: 'Anggota keluarga baru',
    KK_BARU: 'KK baru setelah menikah, cerai, atau pindah',
    KEPALA_KELUARGA_BERUBAH: 'Kepala keluarga meninggal atau pindah',
    ELEMEN_BERUBAH: 'Ada data yang baru diubah',
    BIOMETRIK_GANDA: 'Biometrik ganda atau anomali',
    DATA_TERTAHAN: 'Data tertahan karena jaringan',
    LEMBAGA_TANPA_PKS: 'Lembaga yang membaca belum bekerja sama atau datanya lama',
    SERVER_LEMBAGA: 'Server lembaga yang membaca sedang terganggu',
    TIDAK_TAHU: 'Tidak tahu',
  } satisfies Record<CauseCode, string>,
  photo: {
    KARTU_KELUARGA: 'Foto Kartu Keluarga',
    KTP_EL: 'Foto KTP-el',
    KTP_EL_ORANG_TUA: 'Foto KTP-el orang tua',
    KIA_ATAU_AKTA: 'Foto KIA atau akta kelahiran',
    SURAT_KUASA: 'Foto surat kuasa',
  } satisfies Record<PhotoKind, string>,
  link: {
    PERBAIKAN: 'Perbaikan dari pengajuan sebelumnya',
    BELUM_TERBACA: 'Lanjutan: masih belum terbaca',
  } satisfies Record<RequestLink, string>,
  reading: {
    TERBACA: 'Terbaca di DWH',
    TIDAK_TERBACA: 'Belum terbaca di DWH',
    TIDAK_AKTIF: 'Terbaca, tetapi tidak aktif',
    TIDAK_DIKETAHUI: 'DWH tidak menjawab',
  } satisfies Record<DwhReading, string>,
  clockStop: {
    KLARIFIKASI: 'Waktu berhenti: menunggu penjelasan Dinas',
    GANGGUAN_DWH: 'Waktu berhenti: DWH terganggu',
  } satisfies Record<ClockStop, string>,
  warning: {
    NIK_TANGGAL_JANGGAL: 'Tanggal lahir dalam NIK janggal. Periksa pada KTP-el; NIK tetap boleh benar.',
    NIK_WILAYAH_TIDAK_DIKENAL: 'Kode wilayah dalam NIK tidak dikenal. Periksa pada KTP-el.',
    NIK_WILAYAH_BERBEDA: 'Wilayah dalam NIK berbeda dari wilayah KK. Wajar bagi penduduk yang pindah.',
    NIK_TERBUKA_DI_TEMPAT_LAIN: 'NIK yang sama sedang diproses dalam pengajuan lain.',
    KETIGA_DALAM_SEBULAN: 'Ini pengajuan ketiga atau lebih dengan NIK yang sama dalam 30 hari.',
    INGIN_BERHENTI: 'Pemohon meminta pengajuan ini dihentikan.',
  } satisfies Record<RequestWarning, string>,
  document: { 'tanda-terima': 'Tanda terima pengajuan' } satisfies Record<RequestDocumentKind, string>,
  counter: {
    new: 'Baru',
    mine: 'Saya kerjakan',
    overdue: 'Lewat batas waktu',
    dueToday: 'Jatuh tempo hari ini',
    approved: 'Menunggu pusat',
    inProcess: 'Diproses',
    questions: 'Menunggu jawaban Dinas',
    failed: 'Belum berhasil',
    doneThisMonth: 'Selesai bulan ini',
  },
  /** Notes that an operator may begin with when he cancels. */
  cancelTemplates: {
    /** The photos have to be taken anew. */
    photos: [
      'Foto Kartu Keluarga tidak terbaca. Mohon foto ulang di tempat terang, seluruh kartu terlihat.',
      'Foto KTP-el tidak terbaca. Mohon foto ulang di tempat terang, seluruh kartu terlihat.',
    ],
    other: [
      'NIK pada isian berbeda dari NIK pada KTP-el. Mohon periksa dan ajukan ulang.',
      'Nomor Kartu Keluarga pada isian berbeda dari foto Kartu Keluarga. Mohon periksa dan ajukan ulang.',
      'Data Anda sudah terbaca. Silakan coba lagi di BPJS, bank, atau kantor imigrasi.',
      'Pengajuan yang sama sudah kami proses. Gunakan kode pengajuan yang pertama.',
    ],
  },
  /** Sentences to the citizen about acts that the status alone does not explain. */
  newsForCitizen: {
    correct: 'Petugas memperbaiki isian pengajuan Anda. Rinciannya ada di halaman pelacakan.',
    forward: 'Pengajuan Anda diteruskan ke kantor Dukcapil lain. Anda tidak perlu mengajukan ulang.',
    withdraw: 'Pengajuan ditarik atas permintaan Anda.',
  } as Partial<Record<RequestAction, string>>,
  /** Fields that a correction names. */
  field: {
    namaPemohon: 'Nama Pemohon',
    nik: 'NIK Pemohon',
    noKk: 'Nomor Kartu Keluarga',
    nomorWa: 'Nomor WA',
    wilayahKk: 'Kabupaten/kota KK',
  },
  /** Words of the system in the histories' notes. */
  systemNote: {
    deadlineMoved: 'Batas waktu menjadi {due} karena perubahan kalender kerja.',
    dwhReason: 'Keterangan DWH: {reason}',
    forwardedTo: 'Diteruskan ke {office}. {note}',
    corrected: '{field}: {before} → {after}',
  },
  /** Header line of the list's CSV. */
  csv: [
    'Kode',
    'Status',
    'Tahap',
    'Status tahap',
    'Diajukan',
    'Batas waktu',
    'Kantor',
    'Kanal',
    'Belum terbaca di',
    'NIK (disamarkan)',
    'Nama (disamarkan)',
    'Petugas',
  ],
} as const;
