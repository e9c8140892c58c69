import type { InstitutionCategory, ProductDelivery } from '#contract/orders/codes';
import type { Transaction } from '../client.ts';
import { day, stableId } from './stable-id.ts';

/** SIMPONI's codes of the tariff as the satker has them; settings in production, examples in the demo. */
export interface SimponiTariffCodes {
  readonly kodeTarif: string;
  readonly kodePp: string;
  readonly kodeAkun: string;
}

export const exampleTariffCodes: SimponiTariffCodes = {
  kodeTarif: '000001',
  kodePp: '2023010',
  kodeAkun: '425129',
};

const services = [
  { code: 'AGREGAT', name: 'Akses Data Agregat Penduduk' },
  { code: 'BUKU-AGREGAT', name: 'Buku Cetak Data Agregat Penduduk' },
  { code: 'PEMADANAN', name: 'Pemadanan Data Dan Dokumen Kependudukan' },
  { code: 'VERIFIKASI-WEB', name: 'Verifikasi Data Kependudukan Berbasis Web' },
  { code: 'VERIFIKASI-KTP', name: 'Verifikasi Data Kependudukan Melalui Blanks KTP-E' },
] as const;

interface ProductRow {
  readonly code: string;
  readonly service: (typeof services)[number]['code'];
  readonly name: string;
  readonly description: string;
  readonly unit: string;
  readonly maxQuantity: number;
  /** `METERED` unless set. */
  readonly delivery?: ProductDelivery;
  readonly termMonths?: number;
  /** Rupiah per unit of PP 10/2023; absent = the annex's figure is not known to us: ordered once staff set a tariff. */
  readonly price?: number;
  /** What the annex calls it. */
  readonly annex?: string;
}

/** The seven products of "Daftar Produk", in its order. */
export const productRows = [
  {
    code: 'AGREGAT-1',
    service: 'AGREGAT',
    name: 'Level 1',
    description: 'Data agregat penduduk tingkat 1 untuk enam bulan.',
    unit: 'akses per 6 bulan',
    maxQuantity: 10,
    delivery: 'HANDOVER',
    termMonths: 6,
    price: 100_000,
    annex: 'data agregat level 1 per enam bulan',
  },
  {
    code: 'BUKU-DIGITAL',
    service: 'BUKU-AGREGAT',
    name: 'Buku Digital',
    description: 'Buku data agregat penduduk dalam bentuk digital.',
    unit: 'buku',
    maxQuantity: 100,
    delivery: 'HANDOVER',
  },
  {
    code: 'PEMADANAN-LENGKAP',
    service: 'PEMADANAN',
    name: 'Elemen Data Lengkap',
    description: 'Pemadanan paket sampai dengan satu juta penduduk, elemen data lengkap.',
    unit: 'paket',
    maxQuantity: 10,
    delivery: 'FILE',
    price: 6_800_000,
    annex: 'pemadanan data elemen lengkap sampai dengan 1 juta penduduk per paket',
  },
  {
    code: 'WEBPORTAL-NIK',
    service: 'VERIFIKASI-WEB',
    name: 'Webportal NIK',
    description: 'Pencarian data dengan NIK melalui web portal, dihitung per akses.',
    unit: 'akses',
    maxQuantity: 10_000_000,
    price: 1_000,
    annex: 'web portal NIK per akses',
  },
  {
    code: 'WEBSERVICE-NIK',
    service: 'VERIFIKASI-WEB',
    name: 'Webservice NIK',
    description: 'Verifikasi data dengan NIK melalui web service, dihitung per akses.',
    unit: 'akses',
    maxQuantity: 10_000_000,
    price: 1_000,
    annex: 'web service NIK per akses',
  },
  {
    code: 'WEBSERVICE-FACE',
    service: 'VERIFIKASI-WEB',
    name: 'Webservice Biometrik Face Recognition',
    description: 'Verifikasi wajah melalui web service, dihitung per akses.',
    unit: 'akses',
    maxQuantity: 1_000_000,
    price: 3_000,
    annex: 'biometrik face recognition per akses',
  },
  {
    code: 'SAM',
    service: 'VERIFIKASI-KTP',
    name: 'Personalisasi SAM',
    description: 'Personalisasi Secure Access Module untuk pembaca KTP-el.',
    unit: 'SAM',
    maxQuantity: 1_000,
    delivery: 'HANDOVER',
  },
] as const satisfies readonly ProductRow[];

export type ProductCode = (typeof productRows)[number]['code'];
export const productId = (code: ProductCode): string => stableId(`product:${code}`);

/** PP 10/2023 came into force on this day. */
const ppInForce = '2023-03-28';

/** Bodies that pay Rp0 (PP 10/2023 ps 7(2) with Permendagri 4/2025). */
const freeCategories: readonly InstitutionCategory[] = [
  'KEMENTERIAN',
  'LEMBAGA_NEGARA',
  'PEMERINTAH_DAERAH',
  'BADAN_LAYANAN_UMUM',
];

/** Services, products and the tariffs of PP 10/2023. What is there already stays as it is. */
export async function seedCatalogue(tx: Transaction, codes: SimponiTariffCodes): Promise<void> {
  await tx.service.createMany({
    data: services.map((service, index) => ({
      id: stableId(`service:${service.code}`),
      ...service,
      position: index + 1,
    })),
    skipDuplicates: true,
  });
  await tx.product.createMany({
    data: (productRows as readonly ProductRow[]).map((row, index) => ({
      id: productId(row.code as ProductCode),
      code: row.code,
      serviceId: stableId(`service:${row.service}`),
      name: row.name,
      description: row.description,
      unit: row.unit,
      deliverable: true,
      maxQuantity: row.maxQuantity,
      delivery: row.delivery ?? 'METERED',
      termMonths: row.termMonths ?? null,
      simponiTarif: codes.kodeTarif,
      simponiPp: codes.kodePp,
      simponiAkun: codes.kodeAkun,
      position: index + 1,
    })),
    skipDuplicates: true,
  });
  await tx.tariff.createMany({
    data: (productRows as readonly ProductRow[]).flatMap(tariffsOf),
    skipDuplicates: true,
  });
}

function tariffsOf(row: ProductRow) {
  if (row.price === undefined) return [];
  const base = { productId: productId(row.code as ProductCode), amount: BigInt(row.price) };
  const id = (rest: string) => stableId(`tariff:${row.code}:${rest}`);
  return [
    {
      ...base,
      id: id('umum'),
      category: null,
      article: `PP 10/2023, Lampiran: ${row.annex}`,
      percent: 100,
      validFrom: day(ppInForce),
      validTo: null,
    },
    // Cellular operators paid half for two years.
    {
      ...base,
      id: id('SELULER'),
      category: 'SELULER',
      article: `PP 10/2023, Lampiran: ${row.annex}; 50% bagi operator seluler selama dua tahun`,
      percent: 50,
      validFrom: day(ppInForce),
      validTo: day('2025-03-27'),
    },
    ...freeCategories.map((category) => ({
      ...base,
      id: id(category),
      category,
      article: `PP 10/2023 Pasal 7 ayat (2) dan Permendagri 4/2025 (Rp0): ${row.annex}`,
      percent: 0,
      validFrom: day(ppInForce),
      validTo: null,
    })),
  ];
}
