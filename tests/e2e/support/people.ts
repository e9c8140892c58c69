/** The demo's people by what they do; `prisma/seed` makes them. */
export const people = {
  buyer: 'pemesan.pusat@demo.loket.test',
  finance: 'keuangan.pusat@demo.loket.test',
  manager: 'pengelola.bank@demo.loket.test',
  bankBuyer: 'pemesan.bank@demo.loket.test',
  bankChecker: 'penyetuju.bank@demo.loket.test',
  ministryBuyer: 'pemesan.kementerian@demo.loket.test',
  treasurer: 'pnbp@demo.loket.test',
  partnership: 'kerjasama@demo.loket.test',
  auditor: 'auditor@demo.loket.test',
  official: 'pejabat@demo.loket.test',
  administrator: 'admin@demo.loket.test',
  operator: 'operator.semarang@demo.loket.test',
  supervisor: 'supervisor.semarang@demo.loket.test',
  otherOperator: 'operator.badung@demo.loket.test',
  consolidator: 'konsolidasi@demo.loket.test',
  otherConsolidator: 'konsolidasi2@demo.loket.test',
} as const;
