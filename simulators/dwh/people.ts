import { sha256 } from '#platform/crypto';

const givenNames = ['Siti', 'Budi', 'Made', 'Rahmat', 'Dewi', 'Yohanes', 'Nurul', 'Agus', 'Maria', 'Teuku'];
const familyNames = [
  'Handayani',
  'Santoso',
  'Sitompul',
  'Wibowo',
  'Lestari',
  'Tanjung',
  'Pratama',
  'Mandala',
];

/** A person who does not exist. */
export interface SyntheticPerson {
  readonly namaLengkap: string;
  readonly noKk: string;
  /** When the DWH had this record before any job of ours; ISO 8601 in UTC. */
  readonly lastSyncedAt: string;
}

/** The made-up person behind a NIK: always the same one for the same NIK. */
export function personOf(nik: string): SyntheticPerson {
  const seed = Number.parseInt(sha256(nik).slice(0, 8), 16);
  const of = (list: readonly string[], by: number): string => list[Math.floor(seed / by) % list.length] ?? '';
  const day = 1 + (seed % 28);
  return {
    namaLengkap: `${of(givenNames, 1)} ${of(familyNames, givenNames.length)}`.toUpperCase(),
    noKk: `${nik.slice(0, 6)}${String(day).padStart(2, '0')}0120${String(seed % 10_000).padStart(4, '0')}`,
    lastSyncedAt: new Date(Date.UTC(2022, seed % 12, day, 3)).toISOString(),
  };
}
