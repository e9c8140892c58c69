/** What the server itself says outside the pages. */
export const system = {
  pagesNotBuilt:
    'Halaman Loket Dukcapil belum dibangun. Jalankan "npm start", atau "npx vite build admin-ui" lalu muat ulang halaman ini. API tetap berjalan: lihat /api/docs.',
} as const;
