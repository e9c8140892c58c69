import type { Role } from '#contract/access/roles';
import type { Transaction } from '../client.ts';
import { type DemoInstitutionCode, institutionId } from './institutions.ts';
import { type DemoOfficeCode, officeId } from './offices.ts';
import { stableId } from './stable-id.ts';

/** The one password of every demo account. It opens nothing but a demo: a production start has no such account. */
export const demoPassword = 'Coba-Loket-2023';

export interface DemoAccount {
  /** What the start script and the login page print. */
  readonly label: string;
  readonly name: string;
  readonly email: string;
  readonly roles: readonly Role[];
  /** Null = staff; then `office` says where for a Dinas, and `unit` for the centre. */
  readonly institution: DemoInstitutionCode | null;
  readonly office?: DemoOfficeCode;
  readonly unit?: string;
}

const at = (name: string): string => `${name}@demo.loket.test`;

/** One account per role and more where an institution needs two people. The first one is where a visitor begins. */
export const demoAccounts: readonly DemoAccount[] = [
  {
    label: 'DEMO PUSAT: pemesan',
    name: 'Dewi Pemesan',
    email: at('pemesan.pusat'),
    roles: ['lembaga-pemesan'],
    institution: 'DEMO-PUSAT',
  },
  {
    label: 'DEMO PUSAT: pengelola lembaga',
    name: 'Adi Pengelola',
    email: at('pengelola.pusat'),
    roles: ['lembaga-admin'],
    institution: 'DEMO-PUSAT',
  },
  {
    label: 'DEMO PUSAT: keuangan',
    name: 'Kartika Keuangan',
    email: at('keuangan.pusat'),
    roles: ['lembaga-keuangan'],
    institution: 'DEMO-PUSAT',
  },
  {
    label: 'DEMO PUSAT: petugas teknis',
    name: 'Tono Teknis',
    email: at('teknis.pusat'),
    roles: ['lembaga-teknis'],
    institution: 'DEMO-PUSAT',
  },
  {
    label: 'DEMO PUSAT: operator',
    name: 'Oki Operator',
    email: at('operator.pusat'),
    roles: ['lembaga-operator'],
    institution: 'DEMO-PUSAT',
  },
  {
    label: 'BANK CONTOH NUSANTARA: pemesan',
    name: 'Bayu Pemesan',
    email: at('pemesan.bank'),
    roles: ['lembaga-pemesan'],
    institution: 'BANK-CONTOH',
  },
  {
    label: 'BANK CONTOH NUSANTARA: penyetuju',
    name: 'Putri Penyetuju',
    email: at('penyetuju.bank'),
    roles: ['lembaga-penyetuju'],
    institution: 'BANK-CONTOH',
  },
  {
    label: 'BANK CONTOH NUSANTARA: pengelola lembaga',
    name: 'Agus Pengelola',
    email: at('pengelola.bank'),
    roles: ['lembaga-admin'],
    institution: 'BANK-CONTOH',
  },
  {
    label: 'KEMENTERIAN CONTOH (Rp0): pemesan',
    name: 'Citra Pemesan',
    email: at('pemesan.kementerian'),
    roles: ['lembaga-pemesan', 'lembaga-admin'],
    institution: 'KEMENTERIAN-CONTOH',
  },
  {
    label: 'BPR CONTOH SEJAHTERA (PKS berakhir): pemesan',
    name: 'Sari Pemesan',
    email: at('pemesan.bpr'),
    roles: ['lembaga-pemesan', 'lembaga-admin'],
    institution: 'BPR-CONTOH',
  },
  {
    label: 'Staf PNBP',
    name: 'Nanda Bendahara',
    email: at('pnbp'),
    roles: ['staf-pnbp'],
    institution: null,
    unit: 'Bendahara Penerimaan Ditjen Dukcapil',
  },
  {
    label: 'Pejabat',
    name: 'Prabu Pejabat',
    email: at('pejabat'),
    roles: ['pejabat'],
    institution: null,
    unit: 'Direktorat Fasilitasi Pemanfaatan Data dan Dokumen Kependudukan',
  },
  {
    label: 'Staf kerja sama',
    name: 'Kirana Kerjasama',
    email: at('kerjasama'),
    roles: ['staf-kerjasama'],
    institution: null,
    unit: 'Subdirektorat Kerja Sama Ditjen Dukcapil',
  },
  {
    label: 'Auditor',
    name: 'Audi Auditor',
    email: at('auditor'),
    roles: ['auditor'],
    institution: null,
    unit: 'Inspektorat Jenderal',
  },
  {
    label: 'Administrator sistem',
    name: 'Ade Administrator',
    email: at('admin'),
    roles: ['admin'],
    institution: null,
    unit: 'Pusat Data Ditjen Dukcapil',
  },
  {
    label: 'Staf konsolidasi',
    name: 'Koko Konsolidasi',
    email: at('konsolidasi'),
    roles: ['staf-konsolidasi'],
    institution: null,
    unit: 'Subdirektorat Konsolidasi Data',
  },
  {
    label: 'Staf konsolidasi (rekan)',
    name: 'Kemala Konsolidasi',
    email: at('konsolidasi2'),
    roles: ['staf-konsolidasi'],
    institution: null,
    unit: 'Subdirektorat Konsolidasi Data',
  },
  {
    label: 'Dinas Kota Semarang: operator',
    name: 'Dina Operator',
    email: at('operator.semarang'),
    roles: ['operator-dinas'],
    institution: null,
    office: '3374',
  },
  {
    label: 'Dinas Kota Semarang: operator (rekan)',
    name: 'Doni Operator',
    email: at('operator2.semarang'),
    roles: ['operator-dinas'],
    institution: null,
    office: '3374',
  },
  {
    label: 'Dinas Kota Semarang: supervisor',
    name: 'Surya Supervisor',
    email: at('supervisor.semarang'),
    roles: ['supervisor-dinas'],
    institution: null,
    office: '3374',
  },
  {
    label: 'Dinas Kabupaten Badung: operator',
    name: 'Wayan Operator',
    email: at('operator.badung'),
    roles: ['operator-dinas'],
    institution: null,
    office: '5103',
  },
  {
    label: 'Dinas Kota Jayapura: operator',
    name: 'Yosef Operator',
    email: at('operator.jayapura'),
    roles: ['operator-dinas'],
    institution: null,
    office: '9171',
  },
  {
    label: 'Layanan Pusat: operator',
    name: 'Lestari Operator',
    email: at('operator.pusatlayanan'),
    roles: ['operator-dinas'],
    institution: null,
    office: 'PUSAT',
  },
];

/** Makes the accounts with one password hash; accounts that exist keep their password and roles. */
export async function seedAccounts(tx: Transaction, passwordHash: string): Promise<void> {
  const rows = demoAccounts.map((account) => ({ ...account, id: stableId(`user:${account.email}`) }));
  await tx.user.createMany({
    data: rows.map(({ id, name, email, institution, office, unit }) => ({
      id,
      name,
      email,
      emailVerified: true,
      institutionId: institution === null ? null : institutionId(institution),
      officeId: office === undefined ? null : officeId(office),
      unit: unit ?? null,
    })),
    skipDuplicates: true,
  });
  await tx.account.createMany({
    data: rows.map(({ id, email }) => ({
      id: stableId(`account:${email}`),
      accountId: id,
      providerId: 'credential',
      userId: id,
      password: passwordHash,
    })),
    skipDuplicates: true,
  });
  await tx.userRole.createMany({
    data: rows.flatMap(({ id, roles }) => roles.map((role) => ({ userId: id, role }))),
    skipDuplicates: true,
  });
}
