import { usualElements } from '#contract/metering/person';
import type { InstitutionCategory } from '#contract/orders/codes';
import type { Transaction } from '../client.ts';
import { type ProductCode, productId } from './catalogue.ts';
import { day, stableId } from './stable-id.ts';

export type DemoInstitutionCode = 'DEMO-PUSAT' | 'KEMENTERIAN-CONTOH' | 'BANK-CONTOH' | 'BPR-CONTOH';

interface InstitutionRow {
  readonly code: DemoInstitutionCode;
  readonly name: string;
  readonly category: InstitutionCategory;
  readonly address: string;
  readonly email: string;
  readonly phone: string;
  readonly npwp: string;
  readonly juknis: { readonly number: string; readonly on: string };
  readonly approvalAbove: bigint | null;
  readonly agreement: { readonly number: string; readonly from: string; readonly to: string };
}

/** The first one is the institution of the walk-through document; the others, and every number, are made up. */
const institutionRows: readonly InstitutionRow[] = [
  {
    code: 'DEMO-PUSAT',
    name: 'DEMO PUSAT',
    category: 'KEMENTERIAN',
    address: 'Jl. Raya Pasar Minggu KM 19 Jakarta Selatan Daerah Khusus Ibukota Jakarta 12072',
    email: 'dukcapil@kemendagri.go.id',
    phone: '(021) 79194075',
    npwp: '999999999999001',
    juknis: { number: 'JUKNIS-DEMO/001/2024', on: '2024-03-01' },
    approvalAbove: null,
    agreement: { number: 'PKS-DEMO/001/2024', from: '2024-02-13', to: '2029-02-13' },
  },
  {
    code: 'KEMENTERIAN-CONTOH',
    name: 'KEMENTERIAN CONTOH',
    category: 'KEMENTERIAN',
    address: 'Jl. Contoh Merdeka No. 1, Jakarta Pusat 10110',
    email: 'layanan@kementerian-contoh.demo.loket.test',
    phone: '(021) 5550100',
    npwp: '999999999999002',
    juknis: { number: 'JUKNIS-DEMO/002/2024', on: '2024-05-02' },
    approvalAbove: null,
    agreement: { number: 'PKS-DEMO/002/2024', from: '2024-04-15', to: '2034-04-14' },
  },
  {
    code: 'BANK-CONTOH',
    name: 'BANK CONTOH NUSANTARA',
    category: 'PERBANKAN',
    address: 'Jl. Contoh Sudirman Kav. 2, Jakarta Selatan 12190',
    email: 'pnbp@bank-contoh.demo.loket.test',
    phone: '(021) 5550200',
    npwp: '999999999999003',
    juknis: { number: 'JUKNIS-DEMO/003/2024', on: '2024-07-10' },
    approvalAbove: 1_000_000n,
    agreement: { number: 'PKS-DEMO/003/2024', from: '2024-06-20', to: '2034-06-19' },
  },
  {
    code: 'BPR-CONTOH',
    name: 'BPR CONTOH SEJAHTERA',
    category: 'PERBANKAN',
    address: 'Jl. Contoh Pahlawan No. 3, Semarang 50241',
    email: 'admin@bpr-contoh.demo.loket.test',
    phone: '(024) 5550300',
    npwp: '999999999999004',
    juknis: { number: 'JUKNIS-DEMO/004/2020', on: '2020-02-03' },
    approvalAbove: null,
    // It has ended: the demo shows the refusal that says so.
    agreement: { number: 'PKS-DEMO/004/2020', from: '2020-01-15', to: '2023-01-14' },
  },
];

export const institutionId = (code: DemoInstitutionCode): string => stableId(`institution:${code}`);

/** "Voucher tersedia" of the walk-through document for DEMO PUSAT; a product that is not named has 0. */
export const openingBalances: Readonly<Partial<Record<ProductCode, number>>> = {
  'WEBPORTAL-NIK': 1_002_437,
  'WEBSERVICE-NIK': 25_780,
  'WEBSERVICE-FACE': 196,
};

/** Institutions with PKS, juknis (and true data open since then), DEMO PUSAT's own tariff and its opening balances. */
export async function seedInstitutions(tx: Transaction): Promise<void> {
  await tx.institution.createMany({
    data: institutionRows.map(({ juknis, agreement: _, ...row }) => ({
      ...row,
      id: institutionId(row.code),
      juknisNumber: juknis.number,
      juknisDoneOn: day(juknis.on),
      juknisElements: [...usualElements],
      productionOpenedOn: day(juknis.on),
    })),
    skipDuplicates: true,
  });
  await tx.agreement.createMany({
    data: institutionRows.map(({ code, agreement }) => ({
      id: stableId(`agreement:${code}`),
      institutionId: institutionId(code),
      number: agreement.number,
      startsOn: day(agreement.from),
      endsOn: day(agreement.to),
    })),
    skipDuplicates: true,
  });
  // The document bills the ministry DEMO PUSAT Rp1.000, where its category would pay Rp0: a rule of its own.
  await tx.tariff.createMany({
    data: (['WEBPORTAL-NIK', 'WEBSERVICE-NIK'] as const).map((code) => ({
      id: stableId(`tariff:${code}:DEMO-PUSAT`),
      productId: productId(code),
      institutionId: institutionId('DEMO-PUSAT'),
      article: 'PP 10/2023, Lampiran (tarif khusus DEMO PUSAT)',
      amount: 1_000n,
      percent: 100,
      validFrom: day('2023-01-01'),
    })),
    skipDuplicates: true,
  });
  await seedBalances(tx);
}

async function seedBalances(tx: Transaction): Promise<void> {
  const grants = Object.entries(openingBalances).map(([product, units], index) => ({
    code: product as ProductCode,
    units,
    number: `VC-SALDO-AWAL-${String(index + 1).padStart(4, '0')}`,
    voucherId: stableId(`voucher:${product}`),
    transactionId: stableId(`grant:${product}`),
  }));
  const holder = institutionId('DEMO-PUSAT');
  await tx.voucher.createMany({
    data: grants.map(({ code, units, number, voucherId }) => ({
      id: voucherId,
      number,
      institutionId: holder,
      productId: productId(code),
      units,
      firstUnit: 1,
      lastUnit: units,
      source: 'SALDO_AWAL',
    })),
  });
  await tx.quotaAccount.createMany({
    data: grants.map(({ code, units }) => ({
      institutionId: holder,
      productId: productId(code),
      granted: units,
    })),
  });
  await tx.ledgerTransaction.createMany({
    data: grants.map(({ code, transactionId, voucherId, units }) => ({
      id: transactionId,
      institutionId: holder,
      productId: productId(code),
      kind: 'GRANT',
      voucherId,
      firstUnit: 1,
      lastUnit: units,
    })),
  });
  await tx.ledgerEntry.createMany({
    data: grants.flatMap(({ code, units, transactionId }) =>
      (['KUOTA', 'PENERBITAN'] as const).map((account) => ({
        id: stableId(`entry:${code}:${account}`),
        transactionId,
        account,
        institutionId: holder,
        productId: productId(code),
        units: BigInt(account === 'KUOTA' ? units : -units),
      })),
    ),
  });
}
