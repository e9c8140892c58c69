import { hashPassword } from '#platform/password';
import type { Database, Transaction } from './client.ts';
import { seedAccess } from './seed/access.ts';
import { demoPassword, seedAccounts } from './seed/accounts.ts';
import { seedCalendar } from './seed/calendar.ts';
import { exampleTariffCodes, type SimponiTariffCodes, seedCatalogue } from './seed/catalogue.ts';
import { institutionId, seedInstitutions } from './seed/institutions.ts';
import { seedOffices, seedRegions } from './seed/offices.ts';

export { demoCredentials, demoSecret } from './seed/access.ts';
export { type DemoAccount, demoAccounts, demoPassword } from './seed/accounts.ts';
export { type ProductCode, productId } from './seed/catalogue.ts';
export { institutionId, openingBalances } from './seed/institutions.ts';
export { officeId } from './seed/offices.ts';

export interface SeedOptions {
  /** Password of every demo account; `demoPassword` unless told. */
  readonly password?: string;
  readonly tariffCodes?: SimponiTariffCodes;
}

/** Any number that is ours alone: two starts at once seed one after the other. */
const seedLock = 7_310_023;

/**
 * What a production start needs before anybody can order or ask: services, products and the tariffs of PP 10/2023,
 * the regions, the centre's office and the calendar. A second run adds what a new release brought and changes nothing that is there.
 */
export async function seedReference(db: Database, tariffCodes: SimponiTariffCodes): Promise<void> {
  await locked(db, (tx) => writeReference(tx, tariffCodes));
}

async function writeReference(tx: Transaction, tariffCodes: SimponiTariffCodes): Promise<void> {
  await seedCatalogue(tx, tariffCodes);
  await seedRegions(tx);
  await seedCalendar(tx);
}

/**
 * The demo: reference data, four institutions, three Dinas, their people, staff, DEMO PUSAT's opening balances, and networks and credentials to try the services with. All or nothing,
 * once per database: whatever people changed in the demo stays as they left it. Gives whether anything was written.
 */
export async function seed(db: Database, options: SeedOptions = {}): Promise<boolean> {
  if (await hasDemo(db)) {
    await seedReference(db, options.tariffCodes ?? exampleTariffCodes);
    return false;
  }
  const passwordHash = await hashPassword(options.password ?? demoPassword);
  return locked(db, async (tx) => {
    await writeReference(tx, options.tariffCodes ?? exampleTariffCodes);
    if (await hasDemo(tx)) return false;
    await seedInstitutions(tx);
    await seedOffices(tx);
    await seedAccounts(tx, passwordHash);
    await seedAccess(tx);
    await tx.auditEntry.create({
      data: {
        event: 'DEMO_SEEDED',
        actorId: 'system',
        actorName: 'Sistem',
        actorUnit: 'Loket Dukcapil',
        actorRoles: ['system'],
        subjectType: 'DATABASE',
        subjectId: 'demo',
      },
    });
    return true;
  });
}

const hasDemo = async (db: Transaction): Promise<boolean> =>
  (await db.institution.count({ where: { id: institutionId('DEMO-PUSAT') } })) > 0;

const locked = <T>(db: Database, work: (tx: Transaction) => Promise<T>): Promise<T> =>
  db.$transaction(
    async (tx) => {
      await tx.$queryRaw`SELECT pg_advisory_xact_lock(${seedLock})::text`;
      return work(tx);
    },
    { timeout: 60_000, maxWait: 60_000 },
  );
