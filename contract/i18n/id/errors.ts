import type { ErrorCode } from '../../shared/errors.ts';

/**
 * One sentence or three per error code: what happened, what was kept, what to do. `{name}` is filled from the
 * error's params.
 */
export const errors = {
  MALFORMED_BODY:
    'Data yang dikirim tidak dapat dibaca. Tidak ada yang disimpan. Periksa bentuk JSON-nya lalu kirim ulang.',
  INVALID_INPUT:
    'Ada isian yang belum benar. Tidak ada yang disimpan. Perbaiki isian yang ditandai, lalu kirim lagi.',
  IDEMPOTENCY_KEY_REQUIRED:
    'Permintaan ini harus disertai header Idempotency-Key agar aman diulang. Tidak ada yang disimpan.',
  IDEMPOTENCY_KEY_REUSED:
    'Kunci Idempotency-Key ini sudah dipakai untuk isi yang berbeda. Isi yang pertama tetap tersimpan. Gunakan kunci baru untuk permintaan baru.',
  IDEMPOTENCY_IN_PROGRESS:
    'Permintaan dengan kunci yang sama masih dikerjakan. Tunggu sebentar, lalu ulangi dengan kunci yang sama.',
  UNAUTHENTICATED:
    'Sesi Anda tidak ada atau sudah berakhir. Silakan masuk kembali; yang sudah tersimpan tetap ada.',
  API_CREDENTIAL_WRONG:
    'Kredensial API tidak dikenali, atau sudah dicabut. Periksa user id dan kuncinya, atau buat yang baru di menu Kredensial API.',
  WRONG_CREDENTIALS:
    'Surel atau kata sandi tidak cocok, atau akun sedang dinonaktifkan. Periksa lagi, atau hubungi pengelola akun Anda.',
  FORBIDDEN:
    'Peran Anda tidak mengizinkan tindakan ini. Tidak ada yang berubah. Hubungi pengelola akun bila Anda memerlukannya.',
  CROSS_SITE:
    'Permintaan datang dari situs lain sehingga ditolak. Tidak ada yang berubah. Buka halaman Loket Dukcapil langsung, lalu ulangi.',
  SENDER_NOT_ALLOWED: 'Alamat pengirim tidak terdaftar. Tidak ada yang disimpan.',
  NOT_FOUND: 'Data yang dicari tidak ada atau tidak dapat Anda lihat.',
  METHOD_NOT_ALLOWED: 'Alamat ini tidak menerima cara permintaan tersebut.',
  PAYLOAD_TOO_LARGE:
    'Berkas atau isian terlalu besar (paling besar {max}). Tidak ada yang disimpan. Perkecil lalu kirim lagi.',
  UNSUPPORTED_FILE: 'Jenis berkas tidak didukung. Tidak ada yang disimpan. Jenis yang diterima: {types}.',
  PHOTO_HEIC:
    'Foto dari iPhone berformat HEIC belum dapat dibaca. Tidak ada yang disimpan. Ubah ke JPEG: buka Pengaturan > Kamera > Format > Paling Kompatibel, lalu foto ulang; atau kirim tangkapan layar fotonya.',
  PHOTO_UNREADABLE:
    'Foto tidak dapat dibuka: berkasnya rusak atau terpotong saat dikirim. Tidak ada yang disimpan. Pilih ulang fotonya atau foto kembali, lalu kirim lagi.',
  PHOTO_TOO_LARGE_PIXELS:
    'Ukuran gambar terlalu besar (paling besar {max} megapiksel). Tidak ada yang disimpan. Foto ulang dengan kamera biasa, atau perkecil gambarnya, lalu kirim lagi.',
  RATE_LIMITED: 'Terlalu banyak permintaan. Tidak ada yang hilang. Coba lagi dalam {seconds} detik.',

  ACTION_NOT_ALLOWED:
    'Tindakan itu tidak dapat dilakukan saat statusnya "{state}". Tidak ada yang berubah. Muat ulang halaman untuk melihat tindakan yang tersedia.',
  VERSION_CONFLICT:
    'Data ini baru saja diubah orang lain. Perubahan Anda belum disimpan. Muat ulang, periksa, lalu ulangi bila masih perlu.',
  OWN_PROPOSAL:
    'Anda yang mengajukan usulan ini, sehingga keputusan harus diambil pejabat lain. Usulan tetap menunggu keputusan.',
  ORDER_ALREADY_PAID:
    'Pesanan tidak dibatalkan: SIMPONI menyatakan tagihan ini sudah dibayar. Pembayaran sedang dicatat, dan voucher akan terbit.',
  NOTE_REQUIRED: 'Catatan wajib diisi untuk tindakan ini. Tidak ada yang berubah.',

  CART_EMPTY:
    'Keranjang belanja masih kosong atau sudah diproses. Periksa Daftar Pesanan, atau pilih produk terlebih dahulu.',
  CART_PRICE_CHANGED:
    'Harga atau isi keranjang berubah sejak Anda melihatnya. Belum ada pesanan yang dibuat. Periksa harga terbaru, lalu setujui kembali.',
  CHECKOUT_ALREADY_DECIDED:
    'Pengajuan ini sudah diputuskan sebelumnya. Keputusan yang pertama tetap berlaku.',
  OWN_CHECKOUT:
    'Pengajuan ini Anda buat sendiri, sehingga harus diperiksa penyetuju lain. Pengajuan tetap menunggu.',
  AGREEMENT_INACTIVE:
    'PKS lembaga tidak aktif pada hari ini (berakhir {endsOn}), sehingga pesanan dan akses data tidak dapat dilayani. Isi keranjang dan sisa kuota tetap tersimpan. Hubungi bagian kerja sama Ditjen Dukcapil untuk perpanjangan PKS.',
  TECHNICAL_GUIDE_MISSING:
    'Lembaga belum menyelesaikan juknis, sehingga pesanan dan akses data tidak dapat dilayani. Isi keranjang dan sisa kuota tetap tersimpan. Hubungi bagian kerja sama Ditjen Dukcapil untuk menyelesaikan juknis.',
  INSTITUTION_SUSPENDED:
    'Akses lembaga sedang ditangguhkan, sehingga pesanan dan akses data tidak dapat dilayani. Isi keranjang dan sisa kuota tetap tersimpan. Hubungi bagian kerja sama Ditjen Dukcapil.',
  PRODUCTION_NOT_OPEN:
    'Akses produksi lembaga ini belum dibuka atau sedang ditutup. Tidak ada yang disimpan dan kuota tidak berkurang. Penuhi syarat yang disebut pada isian Lingkungan, selesaikan Mode Uji, lalu hubungi bagian kerja sama Ditjen Dukcapil. Kredensial Uji tetap dapat dipakai.',
  TRIAL_INCOMPLETE:
    'Mode Uji belum lengkap: masih ada {missing} uji wajib yang belum dicoba. Yang sudah dicoba tetap tercatat. Lihat halaman Mode Uji untuk yang masih kurang.',
  PRODUCT_NOT_ORDERABLE:
    'Produk ini belum dapat dipesan. Tidak ada yang diubah. Pilih produk lain, atau tunggu pemberitahuan.',
  TARIFF_MISSING:
    'Belum ada tarif yang ditetapkan dan berlaku hari ini untuk produk dan kategori lembaga Anda. Tidak ada pesanan yang dibuat. Tanyakan kepada bagian kerja sama Ditjen Dukcapil.',
  MATCHING_FILE_REFUSED:
    'Berkas ini tidak dapat dipadankan. Tidak ada yang tersimpan dan tidak ada unit yang terpakai. Perbaiki yang ditandai, lalu kirim ulang.',
  OLDER_VOUCHER_FIRST:
    'Voucher dipakai mulai dari yang terlama. Serahkan lebih dahulu voucher {number}. Belum ada yang dicatat.',
  COMPLAINT_CLOSED_TOO_LONG:
    'Pengaduan ini sudah ditutup lebih dari {days} hari yang lalu, sehingga tidak dapat dibuka kembali. Tidak ada yang berubah. Pengadu dapat mengirim pengaduan baru dari catatan aksesnya.',
  OWN_HANDOVER:
    'Anda sendiri yang mencatat serah terima ini, sehingga pembatalan harus dilakukan orang lain. Serah terima tetap berlaku. Mintalah petugas atau pejabat lain membatalkannya.',
  HANDOVER_REVERSED:
    'Serah terima ini sudah dibatalkan dan unitnya sudah dikembalikan sekali. Tidak ada yang berubah. Muat ulang halaman untuk melihatnya.',
  DAILY_LIMIT_REACHED:
    'Batas akses untuk hari ini sudah tercapai. Tidak ada unit yang terpakai. Coba lagi besok, atau minta pengelola lembaga menaikkan batasnya.',
  QUOTA_EXHAUSTED:
    'Kuota produk ini tidak cukup. Tidak ada unit yang terpakai. Pesan kuota baru di menu PNBP, lalu ulangi.',
  DISCLAIMER_UNSIGNED:
    'Form disclaimer belum Anda tanda tangani atau masa berlakunya habis. Data tidak dibuka dan kuota tidak berkurang. Tanda tangani di halaman Web Portal, lalu ulangi.',
  DISCLAIMER_CHANGED:
    'Isi form disclaimer baru saja diperbarui, sehingga tanda tangan ini belum disimpan. Muat ulang halaman, baca isinya, lalu tanda tangani.',
  QUANTITY_OUT_OF_RANGE: 'Jumlah harus bilangan bulat dari 1 sampai {max}. Tidak ada yang diubah.',

  CREDENTIAL_REVOKED:
    'Kredensial ini sudah dicabut dan tidak dapat dipakai atau diubah lagi. Tidak ada yang berubah. Buatlah kredensial baru.',
  OWN_REGISTRATION:
    'Anda sendiri yang mendaftarkan ini, sehingga keputusan harus diambil orang lain. Pendaftaran tetap seperti semula. Mintalah pengelola lain memutuskannya.',
  BLOCKED_BY_STAFF:
    'Jaringan ini diblokir bagian kerja sama Ditjen Dukcapil, sehingga lembaga tidak dapat menyetujuinya. Tidak ada yang berubah. Hubungi bagian kerja sama.',
  TERMINAL_KNOWN:
    'Perangkat ini sudah terdaftar dengan nama {name} (status: {state}). Tidak ada pendaftaran baru. Mintalah pengelola atau petugas teknis menyetujuinya pada halaman Perangkat.',
  TERMINAL_NOT_ALLOWED:
    'Perangkat ini belum boleh mengakses data (status perangkat: {state}). Tidak ada kuota yang terpakai. Buka Manajemen Terminal > Perangkat: operator mendaftarkan perangkat ini, lalu pengelola atau petugas teknis menyetujuinya.',
  ADDRESS_NOT_ALLOWED:
    'Alamat {address} tidak termasuk jaringan lembaga Anda yang disetujui. Tidak ada kuota yang terpakai. Mintalah petugas teknis mendaftarkan alamat ini di Manajemen Terminal > Jaringan dan pengelola menyetujuinya, atau bekerjalah dari jaringan yang terdaftar.',

  SIMPONI_REFUSED:
    'SIMPONI menolak permintaan ini. Pesanan tetap tersimpan. Petugas PNBP dapat melihat alasannya dan mencoba kembali.',
  SIMPONI_UNAVAILABLE:
    'SIMPONI belum menjawab. Tidak ada yang berubah pada pesanan. Coba lagi beberapa menit lagi.',
  BILLING_UNKNOWN_TO_SIMPONI:
    'SIMPONI tidak menerima kode billing itu untuk pesanan ini. Tidak ada yang berubah. Periksa kembali kodenya.',
  DWH_REFUSED:
    'DWH menolak permintaan ini. Pengajuan tetap tersimpan. Baca alasannya pada tahap Sinkronisasi DWH, perbaiki datanya, lalu coba kembali.',
  DWH_UNAVAILABLE:
    'DWH belum menjawab. Tidak ada yang berubah pada pengajuan. Coba lagi beberapa menit lagi; tidak akan terjadi dua kali.',
  DWH_JOB_UNKNOWN:
    'DWH tidak lagi mengenal pekerjaan sinkronisasi ini. Pengajuan tetap tersimpan. Kirim ulang pekerjaannya ke DWH.',
  SIAK_REFUSED:
    'SIAK menolak permintaan kami. Kuota tidak berkurang. Beri tahu administrator: sambungan ke SIAK perlu diperiksa.',
  SIAK_UNAVAILABLE:
    'Data kependudukan belum dapat dibaca karena SIAK belum menjawab. Kuota tidak berkurang. Coba lagi beberapa saat lagi.',
  ACCESS_UNCERTAIN:
    'Belum pasti apakah pertanyaan ini tercatat dan memakai satu unit kuota, karena penyimpanan data tidak menjawab. Data tidak dibuka. Kirim lagi pertanyaan yang sama, tanpa mengubah isinya, dengan tombol yang sama atau dengan transactionId (Idempotency-Key) yang sama: bila sudah tercatat, pengulangan itu tidak memakai kuota lagi.',
  DOCUMENT_NOT_READY:
    'Dokumen ini belum tersedia pada status pesanan sekarang. Dokumen terbit setelah kode billing atau pembayaran tercatat.',
  NOTICE_MALFORMED: 'Pemberitahuan pembayaran tidak dapat dibaca. Tidak ada yang disimpan.',
  REPORT_COLUMNS:
    'Berkas bukan laporan SIMPONI yang lengkap: {columns}. Tidak ada baris yang disimpan. Unduh ulang laporan dari SIMPONI, lalu impor lagi.',

  REPORT_ROWS:
    'Ada {count} baris yang tidak dapat dibaca, yang pertama di baris {line}. Tidak ada baris yang disimpan. Perbaiki baris yang disebut atau unduh ulang laporan dari SIMPONI, lalu impor lagi.',
  CASE_ALREADY_CLOSED:
    'Kasus ini sudah diselesaikan orang lain. Catatan yang pertama tetap berlaku. Muat ulang halaman untuk melihatnya.',

  REQUEST_TAKEN:
    'Pengajuan ini sedang dikerjakan {name}. Tidak ada yang berubah. Minta rekan itu melepasnya, atau minta supervisor mengalihkannya.',
  STEP_NOT_READY:
    'Tahap ini belum dapat dikerjakan karena tahap sebelumnya belum selesai atau pengajuan tidak sedang diproses. Tidak ada yang berubah. Muat ulang halaman.',
  STEP_NOT_YOURS:
    'Tahap ini dikerjakan petugas lain. Tidak ada yang berubah. Minta petugas itu melepasnya, lalu ambil tahapnya.',
  STEP_AT_DWH:
    'Tahap ini sedang dikerjakan antarmuka DWH, bukan dengan tangan. Tidak ada yang berubah. Tunggu hasilnya di halaman ini.',
  RESULT_NOT_FITTING:
    'Kode hasil itu tidak berlaku untuk tindakan ini. Tidak ada yang berubah. Pilih hasil dari daftar.',
  REQUEST_NOT_RESUBMITTABLE:
    'Pengajuan ini tidak dapat diajukan ulang karena statusnya "{state}". Tidak ada yang berubah. Lihat statusnya pada halaman pelacakan.',
  REQUEST_ALREADY_FOLLOWED:
    'Lanjutan dari pengajuan ini sudah dibuat dengan kode {code}. Tidak ada yang dibuat dua kali. Tautan pelacakannya dikirim ke WhatsApp Anda; bila hilang, gunakan "Lupa kode".',
  FEEDBACK_NOT_NOW:
    'Laporan "masih belum terbaca" hanya dapat dikirim setelah pengajuan selesai; statusnya sekarang "{state}". Tidak ada yang disimpan.',
  FEEDBACK_TOO_LATE:
    'Laporan "masih belum terbaca" hanya dapat dikirim sampai {days} hari setelah pengajuan selesai. Tidak ada yang disimpan. Buatlah pengajuan baru.',
  UNMASK_FIRST:
    'Foto dan data pribadi pengajuan ini terbuka bagi kantor yang menanganinya. Tidak ada yang dibuka. Tuliskan alasannya dengan tombol "Tampilkan lengkap", lalu buka fotonya sekali lagi.',
  PHOTOS_DESTROYED:
    'Foto pengajuan ini sudah dimusnahkan karena masa simpannya berakhir. Data lainnya tetap ada.',
  CHALLENGE_FAILED:
    'Pemeriksaan keamanan belum berhasil atau sudah kedaluwarsa. Isian Anda belum dikirim dan masih ada di halaman ini. Tekan Kirim sekali lagi.',
  TRACKING_NOT_FOUND:
    'Kode atau kunci pelacakan tidak cocok. Periksa kembali tautan dari WhatsApp, atau gunakan "Lupa kode".',
  LOOKUP_EXPIRED: 'Pencarian ini sudah kedaluwarsa. Tidak ada yang hilang. Ketik kembali nomornya.',
  PROOF_CODE_WRONG:
    'Kode salah, sudah dipakai, atau sudah tidak berlaku. Tidak ada yang dibuka. Periksa kembali kodenya, atau minta kode baru.',
  TRAIL_ENDED: 'Waktu membaca sudah habis atau halaman sudah ditutup. Minta kode baru untuk membukanya lagi.',
  TRAIL_LINE_UNKNOWN:
    'Catatan yang diadukan tidak ada pada catatan akses NIK Anda. Pengaduan tidak dibuat. Buka kembali catatannya dan pilih barisnya.',
  COMPLAINT_NOT_FOUND: 'Nomor pengaduan atau kuncinya tidak cocok. Periksa kembali tanda terima Anda.',
  OUTCOME_REQUIRED: 'Pilih hasil pengaduan sebelum menutupnya. Tidak ada yang diubah.',

  EMAIL_TAKEN: 'Surel ini sudah dipakai akun lain. Tidak ada yang disimpan. Gunakan surel lain.',
  DUPLICATE:
    'Data dengan nomor atau kode itu sudah ada. Tidak ada yang disimpan. Buka data yang sudah ada, atau gunakan nomor lain.',
  INVITATION_INVALID:
    'Undangan ini sudah dipakai, dicabut, atau lewat masa berlakunya. Mintalah undangan baru kepada pengelola Anda.',
  PASSWORD_TOO_COMMON:
    'Kata sandi ini terlalu umum dan mudah ditebak. Pilih rangkaian kata yang lebih panjang dan tidak lazim.',
  RESET_LINK_INVALID:
    'Tautan ini sudah dipakai atau lewat masa berlakunya. Kata sandi belum diganti. Mintalah tautan baru melalui "Lupa kata sandi".',
  TOTP_CODE_WRONG:
    'Kode tidak cocok. Belum ada yang berubah. Ketik kode yang sedang tampil di aplikasi autentikator; bila tetap ditolak, samakan jam ponsel Anda, atau pakai kode cadangan.',
  TOTP_CODE_USED:
    'Kode ini sudah dipakai; setiap kode berlaku satu kali. Tunggu sampai aplikasi menampilkan kode berikutnya, paling lama 30 detik.',
  SIGN_IN_OVER:
    'Waktu untuk mengetik kode sudah habis, atau terlalu banyak kode salah. Anda belum masuk. Ulangi dari kata sandi.',
  TWO_FACTOR_REPLACEMENT_OVER:
    'Penggantian ponsel ini sudah lewat 15 menit, sudah selesai, atau sudah dimulai lagi di tempat lain. Aplikasi yang berlaku tidak berubah. Bila masih perlu, mulai lagi dengan Ganti ponsel.',
  TWO_FACTOR_MISSING:
    'Peran Anda wajib memakai verifikasi dua langkah, dan akun ini belum memakainya. Tidak ada yang berubah. Muat ulang halaman ini dan ikuti langkahnya.',
  TWO_FACTOR_MANDATORY:
    'Peran Anda wajib memakai verifikasi dua langkah, jadi tidak dapat dimatikan. Bila berganti ponsel, pilih Ganti ponsel.',
  OWN_ACCOUNT:
    'Anda tidak dapat mengubah peran atau menonaktifkan akun Anda sendiri. Tidak ada yang berubah. Mintalah pengelola lain melakukannya.',
  LAST_ADMINISTRATOR:
    'Ini administrator terakhir. Tidak ada yang berubah. Tunjuk administrator lain terlebih dahulu.',
  SETUP_ALREADY_DONE: 'Administrator pertama sudah dibuat. Silakan masuk dengan akun tersebut.',
  SETUP_TOKEN_INVALID:
    'Kode pemasangan tidak cocok atau sudah lewat masa berlakunya. Tidak ada yang disimpan. Salin tautan terbaru dari log server.',

  WORKFLOW_UNAVAILABLE:
    'Hasilnya belum pasti karena mesin proses belum menjawab. Permintaan Anda tersimpan. Ulangi beberapa saat lagi dengan tombol atau kunci yang sama; tidak akan terjadi dua kali.',
  DATABASE_UNAVAILABLE:
    'Penyimpanan data sedang tidak dapat dihubungi. Permintaan ini belum disimpan. Coba lagi beberapa saat lagi.',
  STORAGE_UNAVAILABLE:
    'Tempat penyimpanan berkas sedang tidak dapat dipakai. Berkas ini belum disimpan. Coba lagi beberapa saat lagi.',
  MAIL_UNAVAILABLE: 'Surel belum dapat dikirim. Pemberitahuan tersimpan dan akan dikirim ulang.',
  WHATSAPP_UNAVAILABLE:
    'Pesan WhatsApp belum dapat dikirim. Pesan tersimpan dan akan dikirim ulang. Anda tidak perlu melakukan apa pun.',
  WHATSAPP_REFUSED:
    'WhatsApp menolak pesan untuk nomor ini. Datanya tetap tersimpan. Periksa nomornya, atau beri tahu pemohon dengan cara lain.',
  INTERNAL:
    'Terjadi kesalahan di sistem kami. Yang sudah tersimpan tetap ada. Coba lagi; bila terulang, sebutkan nomor {requestId} saat menghubungi bantuan.',
} as const satisfies Record<ErrorCode, string>;

/** Sentences at a field, by code. `DEFAULT` serves every code without its own sentence. */
export const fieldErrors = {
  REQUIRED: 'Wajib diisi.',
  NOT_A_NUMBER: 'Isi dengan angka.',
  NOT_WHOLE: 'Isi dengan bilangan bulat.',
  TOO_SMALL: 'Terlalu kecil atau terlalu pendek (paling sedikit {min}).',
  TOO_BIG: 'Terlalu besar atau terlalu panjang (paling banyak {max}).',
  HALF_NOT_BEGUN: 'Semester ini belum dimulai.',
  HALF_NOT_OVER: 'Semester ini belum berakhir. Laporan diajukan setelah semester berakhir.',
  LETTER_REQUIRED: 'Sebutkan nomor surat yang menjadi dasar penangguhan.',
  BAD_FORMAT: 'Bentuknya tidak sesuai.',
  BAD_EMAIL: 'Tulis alamat surel yang lengkap, misalnya nama@lembaga.go.id.',
  BAD_DATE: 'Tulis tanggal yang benar.',
  SPAN_TOO_LONG: 'Rentang waktu paling lama {max} hari. Persempit rentangnya.',
  INSTITUTION_MISSING: 'Pilih lembaga terlebih dahulu.',
  NOT_IN_LIST: 'Pilih salah satu dari daftar.',
  UNKNOWN_FIELD: 'Isian ini tidak dikenal.',
  ENDS_BEFORE_START: 'Tanggal akhir mendahului tanggal mulai.',
  WRONG_PASSWORD: 'Kata sandi sekarang tidak cocok.',
  ROLES_MIXED: 'Peran lembaga, peran Dinas, dan peran pusat tidak dapat digabung pada satu orang.',
  ROLE_NOT_YOURS: 'Peran ini tidak dapat Anda berikan atau cabut.',
  INSTITUTION_NEEDED: 'Pilih lembaga untuk orang ini.',
  INSTITUTION_NOT_ALLOWED: 'Pegawai tidak terikat pada lembaga.',
  OFFICE_NEEDED: 'Pilih kantor Dinas untuk orang ini.',
  OFFICE_NOT_ALLOWED: 'Hanya petugas Dinas yang terikat pada kantor.',
  OFFICE_CLOSED: 'Kantor ini tidak ada atau sudah ditutup. Pilih kantor lain.',
  CENTRE_STAYS_OPEN: 'Kantor pusat selalu aktif: pengajuan dari wilayah tanpa kantor masuk ke sini.',
  REGION_UNKNOWN: 'Ada wilayah yang tidak dikenal.',
  FILE_TOO_LARGE: 'Berkas terlalu besar (paling besar {max}).',
  FILE_TYPE: 'Jenis berkas tidak didukung. Yang diterima: {types}.',
  PHOTO_HEIC:
    'Format HEIC belum dapat dibaca. Di iPhone: Pengaturan > Kamera > Format > Paling Kompatibel, lalu foto ulang.',
  PHOTO_UNREADABLE: 'Foto rusak atau terpotong. Pilih ulang atau foto kembali.',
  PHOTO_TOO_LARGE_PIXELS: 'Gambar terlalu besar (paling besar {max} megapiksel).',
  OFFICE_OF_HOLIDAY_NEEDED: 'Pilih kantor yang libur pada hari itu.',
  HOLIDAY_EVERYWHERE: 'Libur nasional dan cuti bersama berlaku di semua kantor.',
  RAMADAN_TOO_LONG: 'Ramadan paling lama 30 hari.',
  DATE_AHEAD: 'Tanggal ini belum tiba.',
  MATCHING_NO_NIK_COLUMN:
    'Kolom NIK tidak ada. Beri judul kolom NIK, atau kirim daftar NIK tanpa baris judul.',
  MATCHING_UNKNOWN_COLUMN:
    'Kolom “{column}” tidak dikenal. Pakai nama elemen seperti NAMA_LGKP, atau hapus kolomnya.',
  MATCHING_NO_ROWS: 'Berkas ini tidak berisi NIK.',
  MATCHING_TOO_MANY_ROWS: 'Satu paket paling banyak 1.000.000 baris. Bagi berkasnya.',
  MATCHING_UNREADABLE: 'Baris ini tidak dapat dibaca. Periksa tanda kutipnya.',
  NOT_BY_OFFICER: 'Produk voucher ini tidak diserahkan oleh petugas.',
  BEFORE_BASIS: 'Tarif tidak dapat berlaku sebelum tanggal dasar hukumnya.',
  ONE_SCOPE: 'Pilih kategori atau satu lembaga, tidak keduanya.',
  TARIFF_SAME_DAY:
    'Sudah ada tarif atau usulan yang mulai pada tanggal ini untuk produk dan lembaga yang sama. Pilih tanggal lain, atau mintalah pejabat menolak usulan yang keliru lebih dahulu.',
  NOT_FREE: 'Produk ini tidak bertarif Rp0 bagi lembaga tersebut.',
  REPORT_FIELDS: 'Jumlah kolom berbeda dari baris judul.',
  REPORT_CODE: 'Kode billing harus 6 sampai 20 angka.',
  REPORT_NTPN: 'NTPN harus 16 huruf atau angka.',
  REPORT_AMOUNT: 'Jumlah setoran harus rupiah bulat, misalnya 1.234.567,00.',
  REPORT_DATE: 'Tanggal bayar harus berbentuk 2023-03-09 atau 09/03/2023.',
  RANGE_TOO_WIDE: 'Rentang paling banyak 100 baris.',
  RANGE_TOO_DEEP:
    'Daftar sepanjang ini dibuka halaman demi halaman. Persempit dengan saringan atau pencarian.',
  BAD_NIK: 'NIK harus 16 angka. Periksa kembali pada KTP-el atau Kartu Keluarga.',
  BAD_KK: 'Nomor Kartu Keluarga harus 16 angka. Periksa pada bagian atas Kartu Keluarga.',
  KK_IS_NIK:
    'Nomor Kartu Keluarga tidak boleh sama dengan NIK. Nomor Kartu Keluarga ada di bagian atas Kartu Keluarga.',
  BAD_REGION: 'Pilih kabupaten atau kota pada Kartu Keluarga.',
  BAD_PHONE: 'Tulis nomor WhatsApp yang lengkap, misalnya 0812 3456 7890.',
  BAD_CODE: 'Kode pengajuan tidak benar. Bentuknya SD-XXXXX-XXXXX.',
  CONSENT_NEEDED: 'Baca pemberitahuan data pribadi, lalu beri tanda setuju.',
  WRONG_ANSWER: 'Jawaban hitungan ini belum benar. Jawab pertanyaan yang baru.',
  PHOTO_MISSING: 'Foto ini wajib dilampirkan.',
  NETWORK_FORMAT: 'Tulis satu alamat atau jaringan IPv4 atau IPv6, misalnya 203.0.113.0/24.',
  NETWORK_TOO_WIDE: 'Jaringan terlalu luas: paling luas /16 untuk IPv4 dan /32 untuk IPv6.',
  PRODUCTION_SUSPENDED: 'Akses lembaga sedang ditangguhkan. Hubungi bagian kerja sama Ditjen Dukcapil.',
  PRODUCTION_NO_AGREEMENT: 'PKS lembaga tidak aktif hari ini. Hubungi bagian kerja sama Ditjen Dukcapil.',
  PRODUCTION_NO_GUIDE: 'Juknis lembaga belum selesai. Hubungi bagian kerja sama Ditjen Dukcapil.',
  PRODUCTION_CHECKLIST_OPEN:
    'Akses produksi belum dibuka setelah Mode Uji, atau sedang ditutup. Selesaikan uji coba dengan kredensial Uji, lalu hubungi bagian kerja sama Ditjen Dukcapil.',
  NOT_AN_OPERATOR: 'Batas harian hanya berlaku untuk orang dengan peran operator lembaga.',
  DUTIES_NEEDED: 'Centang setiap kewajiban.',
  NAME_DIFFERS: 'Tulis nama Anda persis seperti pada akun: {name}.',
  ELEMENT_NEEDED: 'Isi paling sedikit satu elemen untuk dibandingkan.',
  NOT_JSON: 'Harus berupa JSON.',
  DEFAULT: 'Isian ini belum benar.',
} as const;
