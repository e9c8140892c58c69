import { getProvinces, getRegencies } from 'idn-area-data';
import { centreOfficeCode } from '#contract/offices/codes';
import type { Zone } from '#contract/shared/zones';
import type { Transaction } from '../client.ts';
import { stableId } from './stable-id.ts';

export type DemoOfficeCode = '3374' | '5103' | '9171' | typeof centreOfficeCode;

interface OfficeRow {
  readonly code: DemoOfficeCode;
  readonly name: string;
  readonly address: string;
  readonly phone: string;
  readonly zone: Zone;
  /** Regions that it serves in the demo. */
  readonly regions: readonly string[];
}

/** The centre's desk: requests of regions without an office of their own come here, so it is there from the start. */
const centre: OfficeRow = {
  code: centreOfficeCode,
  name: 'Ditjen Dukcapil - Layanan Pusat',
  address: 'Jl. Raya Pasar Minggu KM 19 Jakarta Selatan Daerah Khusus Ibukota Jakarta 12072',
  phone: '(021) 79194075',
  zone: 'WIB',
  regions: [],
};

/** One Dinas in each zone; addresses and telephone numbers are made up. */
const demoOffices: readonly OfficeRow[] = [
  {
    code: '3374',
    name: 'Dinas Dukcapil Kota Semarang',
    address: 'Jl. Contoh Pemuda No. 1, Semarang 50132',
    phone: '(024) 5550374',
    zone: 'WIB',
    regions: ['3374'],
  },
  {
    code: '5103',
    name: 'Dinas Dukcapil Kabupaten Badung',
    address: 'Jl. Contoh Sempidi No. 1, Mangupura 80351',
    phone: '(0361) 5550103',
    zone: 'WITA',
    regions: ['5103'],
  },
  {
    code: '9171',
    name: 'Dinas Dukcapil Kota Jayapura',
    address: 'Jl. Contoh Percetakan No. 1, Jayapura 99111',
    phone: '(0967) 5550171',
    zone: 'WIT',
    regions: ['9171'],
  },
];

export const officeId = (code: DemoOfficeCode): string => stableId(`office:${code}`);

/** Sumatra, Java, West and Central Kalimantan keep WIB; Maluku and Papua WIT; the rest WITA (Keppres 41/1987). */
const zoneOf = (provinceCode: string): Zone => {
  if (provinceCode < '50' || provinceCode === '61' || provinceCode === '62') return 'WIB';
  return provinceCode > '80' ? 'WIT' : 'WITA';
};

/** `KOTA SEMARANG` -> `Kota Semarang`, as people write it; DKI stays. */
const inTitleCase = (name: string): string =>
  name
    .toLowerCase()
    .replace(/(^|\s)\p{L}/gu, (letter) => letter.toUpperCase())
    .replace(/\bDki\b/, 'DKI')
    .replace(/\bDan\b/, 'dan');

/**
 * Every kabupaten and kota of `idn-area-data` (ODbL), and the centre's office. A second run adds what a new release of
 * the data brought, renames what the law renamed, and leaves everything that people changed.
 */
export async function seedRegions(tx: Transaction): Promise<void> {
  const provinces = new Map((await getProvinces()).map(({ code, name }) => [code, inTitleCase(name)]));
  const regions = (await getRegencies()).map(({ code, province_code: provinceCode, name }) => ({
    code: code.replace('.', ''),
    name: inTitleCase(name),
    provinceCode,
    provinceName: provinces.get(provinceCode) ?? provinceCode,
    zone: zoneOf(provinceCode),
  }));
  const known = new Map((await tx.region.findMany()).map((row) => [row.code, row]));
  await tx.region.createMany({ data: regions.filter(({ code }) => !known.has(code)), skipDuplicates: true });
  for (const { code, ...data } of regions) {
    const row = known.get(code);
    if (row && (row.name !== data.name || row.provinceName !== data.provinceName || row.zone !== data.zone)) {
      await tx.region.update({ where: { code }, data });
    }
  }
  await addOffices(tx, [centre]);
}

/** The demo's three Dinas with their regions. */
export const seedOffices = (tx: Transaction): Promise<void> => addOffices(tx, demoOffices);

async function addOffices(tx: Transaction, offices: readonly OfficeRow[]): Promise<void> {
  await tx.office.createMany({
    data: offices.map(({ regions: _, ...row }) => ({ ...row, id: officeId(row.code) })),
    skipDuplicates: true,
  });
  for (const { code, regions } of offices) {
    await tx.region.updateMany({
      where: { code: { in: [...regions] }, officeId: null },
      data: { officeId: officeId(code) },
    });
  }
}
