import type { AccessChannel, AccessPurpose } from '../../metering/codes.ts';
import type { TrailKind } from '../../trail/codes.ts';

/** "Siapa mengecek NIK saya?": what citizens read of the accesses to their data. */
export const trail = {
  title: 'Siapa mengecek NIK saya?',
  lead: 'Di sini Anda dapat melihat lembaga yang membaca atau membandingkan data kependudukan Anda: kapan, untuk apa, dan apa yang dijawab. Data Anda sendiri tidak ditampilkan.',
  law: 'Ini hak Anda menurut UU 27/2022 tentang Pelindungan Data Pribadi. Setiap pembacaan catatan ini juga dicatat.',
  nik: 'NIK Anda',
  phoneTitle: 'Dengan kode ke nomor WhatsApp Anda',
  phoneLead:
    'Hanya untuk nomor yang sudah dibuktikan petugas Dinas Dukcapil sebagai milik Anda. Nomor yang sekadar ditulis di pengajuan tidak dapat dipakai.',
  phoneSubmit: 'Kirim kode',
  asked:
    'Bila NIK ini memiliki nomor yang sudah terbukti, kode 6 angka dikirim ke nomor itu. Kode berlaku 10 menit.',
  codeTitle: 'Masukkan kode',
  code: 'Kode 6 angka',
  codeHelp: 'Dari pesan WhatsApp. Jangan berikan kepada siapa pun, termasuk petugas.',
  codeSubmit: 'Lihat catatan',
  notArrived:
    'Kode tidak datang? Mungkin nomor Anda belum dibuktikan, atau pembuktiannya sudah lewat setahun. Datanglah ke Dinas Dukcapil dengan KTP-el asli, lalu minta kode di loket.',
  counterTitle: 'Dengan kode dari loket',
  counterLead:
    'Belum punya nomor yang terbukti? Bawa KTP-el asli ke Dinas Dukcapil mana pun. Petugas mencocokkannya dan memberi kode yang berlaku 24 jam.',
  counterCode: 'Kode dari loket',
  counterCodeHelp: '10 huruf dan angka, misalnya 7KX2M-9BQ4T.',
  counterSubmit: 'Lihat catatan',
  listTitle: 'Catatan akses data Anda',
  until: 'Halaman ini terbuka sampai {time}. Di ponsel bersama, tekan Selesai sesudah membaca.',
  none: 'Belum ada lembaga yang mengakses data Anda.',
  noneHelp: 'Begitu ada yang membaca atau membandingkan data Anda lewat Dukcapil, akses itu muncul di sini.',
  noMore: 'Tidak ada catatan yang lebih lama.',
  older: 'Lebih lama',
  newest: 'Kembali ke yang terbaru',
  close: 'Selesai',
  closed: 'Catatan sudah ditutup. Untuk membukanya lagi diperlukan kode baru.',
  at: 'Waktu',
  institution: 'Lembaga',
  purposeLabel: 'Tujuan',
  kindLabel: 'Yang dijawab',
  channelLabel: 'Lewat',
  purposeNone: 'Menurut perjanjian kerja sama lembaga ini; programnya tidak menyebut tujuan setiap kali.',
  counter: {
    title: 'Kode Siapa Mengecek NIK',
    help: 'Untuk penduduk yang datang sendiri dan ingin melihat siapa yang mengecek NIK-nya. Cocokkan KTP-el asli dengan orangnya; kode ini membuka catatan aksesnya.',
    nik: 'NIK pada KTP-el',
    nikHelp: '16 angka.',
    checked: 'KTP-el asli sudah saya cocokkan dengan orang yang datang.',
    submit: 'Buat kode',
    given: 'Tulis atau bacakan kode ini kepada orangnya. Kode hanya ditampilkan sekali.',
    until: 'Dapat dipakai satu kali, sampai {time}, di {address}',
    another: 'Orang berikutnya',
  },
  purpose: {
    PEMBUKAAN_REKENING: 'Pembukaan rekening',
    KREDIT: 'Kredit atau pembiayaan',
    KLAIM: 'Klaim',
    PELAYANAN_PUBLIK: 'Pelayanan publik',
    PENEGAKAN_HUKUM: 'Penegakan hukum',
    PEMUTAKHIRAN_DATA: 'Pemutakhiran data nasabah atau peserta',
    LAINNYA: 'Keperluan lain',
  } satisfies Record<AccessPurpose, string>,
  kind: {
    DIBACA: 'Data dibaca, sebatas yang diizinkan bagi lembaga itu',
    DIBANDINGKAN: 'Data yang dipegang lembaga dibandingkan; yang dijawab hanya sesuai atau tidak',
    WAJAH: 'Foto wajah dibandingkan; yang dijawab hanya nilai kecocokan',
    STATUS: 'Hanya status NIK yang dijawab',
    TIDAK_DITEMUKAN: 'Dijawab bahwa data tidak ditemukan',
  } satisfies Record<TrailKind, string>,
  channel: {
    WEB_SERVICE: 'program lembaga (web service)',
    WEB_PORTAL: 'petugas lembaga (web portal)',
    PEMADANAN: 'pemadanan data massal',
  } satisfies Record<AccessChannel, string>,
  complain: 'Adukan akses ini',
  complainHelp:
    'Ada akses yang tidak semestinya? Tekan "Adukan akses ini" di bawahnya. Petugas kerja sama Ditjen Dukcapil memeriksanya.',
  complained: 'Sudah diadukan: {number}',
} as const;
