import { getDistricts, getProvinces, getRegencies } from 'idn-area-data';
import type { WirePerson } from '#contract/external/person-fields';
import type { SiakAbsence } from '#contract/external/siak';

/** People who do not exist, worked out from their NIK: nothing is stored, and the same NIK is always the same person. */
export interface Population {
  /** What the registry says of a NIK; null: nobody has it. */
  find(nik: string): WirePerson | SiakAbsence;
  /** The NIK of one of the million people of lists and benches, by number from 0 to 999.999; no two are the same. */
  sampleNik(number: number): string;
}

/** How many numbers `sampleNik` takes. */
export const sampleSize = 1_000_000;

/**
 * What the serial (last four digits) of a NIK means; the one table, the help page prints it. A NIK that is none
 * (unknown district, impossible date, serial 0000) is not found, whatever its serial.
 */
export const serialRanges: readonly {
  readonly from: number;
  readonly to: number;
  readonly status: 'FOUND' | SiakAbsence;
  readonly effect: string;
}[] = [
  { from: 1, to: 4999, status: 'FOUND', effect: 'Ditemukan, data lengkap.' },
  { from: 5000, to: 5999, status: 'DECEASED', effect: 'Meninggal dunia (11).' },
  { from: 6000, to: 6999, status: 'DOUBLE', effect: 'Data ganda (12).' },
  { from: 7000, to: 7999, status: 'NOT_FOUND', effect: 'Tidak ditemukan (13).' },
  { from: 8000, to: 8999, status: 'INACTIVE', effect: 'Non aktif (14).' },
  { from: 9000, to: 9999, status: 'FOUND', effect: 'Ditemukan; 99xx membawa gangguan, lihat di bawah.' },
];

interface District {
  readonly code: string;
  readonly place: Pick<WirePerson, 'NO_PROP' | 'PROP_NAME' | 'NO_KAB' | 'KAB_NAME' | 'NO_KEC' | 'KEC_NAME'>;
}

/** Reads the country's districts (`idn-area-data`, ODbL) once; from then on people cost no more than a little sum. */
export async function openPopulation(): Promise<Population> {
  const [provinces, regencies, districts] = await Promise.all([
    getProvinces(),
    getRegencies(),
    getDistricts(),
  ]);
  const nameOf = new Map([...provinces, ...regencies].map(({ code, name }) => [code, name.toUpperCase()]));
  const byCode = new Map<string, District>(
    districts.map(({ code, name }) => {
      const [prop = '', kab = '', kec = ''] = code.split('.');
      const place = {
        NO_PROP: prop,
        PROP_NAME: nameOf.get(prop) ?? '',
        NO_KAB: kab,
        KAB_NAME: (nameOf.get(`${prop}.${kab}`) ?? '').replace(/^KABUPATEN /, ''),
        NO_KEC: kec,
        KEC_NAME: name.toUpperCase(),
      };
      return [`${prop}${kab}${kec}`, { code: `${prop}${kab}${kec}`, place }];
    }),
  );
  const codes = [...byCode.keys()].sort();

  return {
    find(nik) {
      const district = byCode.get(nik.slice(0, 6));
      const birth = birthOf(nik);
      const serial = Number(nik.slice(12));
      const range = serialRanges.find(({ from, to }) => serial >= from && serial <= to);
      if (!district || !birth || !range) return 'NOT_FOUND';
      return range.status === 'FOUND' ? personOf(nik, district, birth) : range.status;
    },
    sampleNik: (number) => sampleNikOf(codes, number),
  };
}

/**
 * 5.000 districts of the country times 200 days. Of a hundred people about 96 are found, and one each died, is double,
 * is not found, is inactive: what a batch of real life looks like.
 */
function sampleNikOf(codes: readonly string[], number: number): string {
  const code = codes[number % 5_000] ?? '';
  const day = new Date(Date.UTC(1960, 0, 1 + 79 * Math.floor(number / 5_000)));
  const woman = mixed(number, 1) % 2 === 1;
  const chance = mixed(number, 2) % 100;
  const serial = chance < 4 ? 5_001 + 1_000 * chance : 1 + (mixed(number, 3) % 4);
  const two = (value: number) => String(value).padStart(2, '0');
  const date = `${two(day.getUTCDate() + (woman ? 40 : 0))}${two(day.getUTCMonth() + 1)}${two(day.getUTCFullYear() % 100)}`;
  return `${code}${date}${String(serial).padStart(4, '0')}`;
}

interface Birth {
  readonly woman: boolean;
  /** `DD-MM-YYYY`. */
  readonly day: string;
  readonly year: number;
}

/** Years up to 09 are 2000s: whoever has a NIK of these is grown up. Null: no such day. */
function birthOf(nik: string): Birth | null {
  const digits = Number(nik.slice(6, 8));
  const woman = digits > 40;
  const date = woman ? digits - 40 : digits;
  const month = Number(nik.slice(8, 10));
  const short = Number(nik.slice(10, 12));
  const year = short < 10 ? 2000 + short : 1900 + short;
  const lastDay = month >= 1 && month <= 12 ? new Date(Date.UTC(year, month, 0)).getUTCDate() : 0;
  if (date < 1 || date > lastDay) return null;
  return { woman, year, day: `${String(date).padStart(2, '0')}-${nik.slice(8, 10)}-${year}` };
}

/** Spreads a number over all 32 bits; another `salt` gives another spread. (Murmur3's last step.) */
function mixed(number: number, salt: number): number {
  let bits = Math.imul(number ^ Math.imul(salt, 0x9e37_79b1), 0x85eb_ca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2_ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}

const list = (text: string): readonly string[] => text.split(' ');
const men = list(
  'AGUS BAMBANG BUDI DEDI EKO FAJAR GEDE HENDRA IMAM JOKO KETUT LUKMAN MADE NYOMAN PUTRA RAHMAT RIZKI SLAMET TEUKU WAHYU YOHANES YUSUF ZAINAL ANDREAS',
);
const women = list(
  'ANI AYU DEWI DIAN ENDANG FITRI INDAH KARTINI LESTARI MARIA MURNI NURUL PUTRI RATNA RINA SARI SITI SRI SUSI TUTI WATI YANTI YULIANA ZAHRA',
);
const surnames = list(
  'ANWAR FIRMANSYAH GINTING GUNAWAN HAKIM HANDAYANI HARTONO HIDAYAT KURNIAWAN KUSUMA LATUHERU MAHENDRA MANDALA NASUTION PERMATA PRATAMA RAHAYU SANTOSO SAPUTRA SETIAWAN SIMANJUNTAK SITOMPUL SUSANTO SURYANI TANJUNG UTAMI WIBOWO WIJAYA WULANDARI YULIANTO',
);
const streets = list('MERDEKA MAWAR MELATI KENANGA CEMPAKA PAHLAWAN PEMUDA VETERAN DIPONEGORO KARTINI');
const villages = list(
  'SUKAMAJU SUKAMULYA MEKARSARI SUMBERREJO TANJUNGSARI KARANGANYAR WONOREJO MARGAHAYU SIDOMULYO BANGUNREJO',
);
const religions = list('ISLAM ISLAM ISLAM ISLAM ISLAM KRISTEN KATOLIK HINDU BUDDHA KONGHUCU');
const schools = ['TAMAT SD/SEDERAJAT', 'SLTP/SEDERAJAT', 'SLTA/SEDERAJAT', 'DIPLOMA IV/STRATA I'];
const jobs = ['KARYAWAN SWASTA', 'WIRASWASTA', 'PETANI/PEKEBUN', 'GURU', 'PEGAWAI NEGERI SIPIL', 'PEDAGANG'];
const bloods = list('A B AB O TIDAK_TAHU');

function personOf(nik: string, { code, place }: District, birth: Birth): WirePerson {
  const seed = mixed(Number(nik.slice(0, 8)), Number(nik.slice(8)));
  const pick = (from: readonly string[], salt: number): string => from[mixed(seed, salt) % from.length] ?? '';
  const upTo = (most: number, salt: number): number => 1 + (mixed(seed, salt) % most);
  // One house, one family: man and woman of one day, serial and district share it.
  const home = mixed(Number(code), Number(nik.slice(8)) + (Number(nik.slice(6, 8)) % 40));
  const family = surnames[home % surnames.length] ?? '';
  const rt = String(1 + (home % 12)).padStart(3, '0');
  const rw = String(1 + (home % 9)).padStart(3, '0');
  const given = birth.woman ? women : men;
  return {
    NIK: nik,
    NO_KK: `${code}${String(1 + (home % 28)).padStart(2, '0')}0115${String(home % 10_000).padStart(4, '0')}`,
    NAMA_LGKP: `${pick(given, 1)} ${pick(given, 2)} ${pick(surnames, 3)}`,
    TMPT_LHR: place.KAB_NAME?.replace(/^KOTA /, '') ?? '',
    TGL_LHR: birth.day,
    JENIS_KLMIN: birth.woman ? 'PEREMPUAN' : 'LAKI-LAKI',
    AGAMA: pick(religions, 4),
    STATUS_KAWIN: birth.year > 2003 ? 'BELUM KAWIN' : 'KAWIN',
    GOL_DARAH: pick(bloods, 5).replace('_', ' '),
    PDDK_AKH: pick(schools, 6),
    JENIS_PKRJN: pick(jobs, 7),
    NAMA_LGKP_AYAH: `${pick(men, 8)} ${pick(surnames, 3)}`,
    NAMA_LGKP_IBU: `${pick(women, 9)} ${pick(surnames, 10)}`,
    ALAMAT: `JALAN ${streets[home % streets.length]} NOMOR ${1 + (home % 200)} KELUARGA ${family}`,
    NO_RT: rt,
    NO_RW: rw,
    KODE_POS: String(10_000 + (home % 89_999)),
    ...place,
    NO_KEL: String(1_000 + upTo(15, 11)),
    KEL_NAME: villages[home % villages.length] ?? '',
    EKTP_STATUS: 'S',
  };
}

/** A JPEG as small as this shows one colour only. */
const emptyPicture = 1_000;

/**
 * The score of a photo: the same one for the same photo and person. A photo shows no face when its first byte is 0, or
 * when it is a JPEG of (almost) one colour.
 */
export function faceScore(nik: string, photo: Uint8Array): number | null {
  const isJpeg = photo[0] === 0xff && photo[1] === 0xd8;
  if ((photo[0] ?? 0) === 0 || (isJpeg && photo.byteLength < emptyPicture)) return null;
  let sum = mixed(Number(nik.slice(8)), photo.byteLength);
  for (let at = 0; at < photo.byteLength; at += 1 + (photo.byteLength >> 8)) sum = mixed(sum, photo[at] ?? 0);
  return 60 + (sum % 401) / 10;
}
