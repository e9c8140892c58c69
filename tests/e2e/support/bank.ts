import { randomUUID } from 'node:crypto';
import type { Browser } from 'playwright-core';
import { inject } from 'vitest';
import type { Role } from '#contract/access/roles';
import type { ServiceAnswer, ServiceMethod } from '#contract/external/dukcapil-service';
import { usualElements } from '#contract/metering/person';
import { dayKey } from '#platform/clock';
import type { Database } from '#prisma/client';
import type { TestCredential } from '../../support/metering.ts';
import { demoPassword, type Person, signIn } from './browser.ts';
import { inDatabase } from './owner-sql.ts';
import { people } from './people.ts';

/** Metered access begins with an institution that nobody else uses, and with its program. */

export interface Bank {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  /** Digits that no other bank of this database has. */
  readonly serial: string;
}

/** Arranges something in the product's database. @throws Error for a product whose folder is not known */
export function arrange<T>(work: (db: Database) => Promise<T>): Promise<T> {
  const { dataDir } = inject('product');
  if (dataDir === null)
    throw new Error('this file arranges a bank: name the folder of the demo (E2E_DATA_DIR)');
  return inDatabase(dataDir, work);
}

const day = (daysFromNow: number): Date => new Date(dayKey(new Date(Date.now() + daysFromNow * 86_400_000)));

/**
 * A bank with PKS and juknis that belongs to one test file: its lists are empty when the file begins, and nobody else's
 * figures move. True data are closed to it unless `productionOpen`.
 */
export async function foundBank(options: { productionOpen?: boolean } = {}): Promise<Bank> {
  const serial = String(Date.now()).slice(-7);
  const code = `BPR-UJI-${serial}`;
  const name = `BPR Uji Peramban ${serial}`;
  const { id } = await arrange((db) =>
    db.institution.create({
      data: {
        code,
        name,
        category: 'PERBANKAN',
        address: 'Jl. Uji 1, Semarang',
        email: `${code.toLowerCase()}@uji.test`,
        phone: '(024) 5550123',
        juknisNumber: `JUKNIS-UJI/${serial}`,
        juknisDoneOn: day(-10),
        juknisElements: [...usualElements],
        productionOpenedOn: options.productionOpen ? day(-5) : null,
        agreements: { create: { number: `PKS-UJI/${serial}`, startsOn: day(-20), endsOn: day(300) } },
      },
      select: { id: true },
    }),
  );
  return { id, code, name, serial };
}

/** Somebody of the bank with these roles, signed in. His password is that of the demo's people. */
export async function signInAt(
  browser: Browser,
  bank: Bank,
  name: string,
  roles: readonly Role[],
): Promise<Person> {
  const id = randomUUID();
  const email = `${name.toLowerCase().replaceAll(' ', '.')}.${bank.serial}@uji.test`;
  await arrange(async (db) => {
    const known = await db.account.findFirstOrThrow({ where: { user: { email: people.manager } } });
    await db.user.create({
      data: {
        id,
        name,
        email,
        emailVerified: true,
        institutionId: bank.id,
        roles: { create: roles.map((role) => ({ role })) },
        accounts: {
          create: {
            id: randomUUID(),
            accountId: id,
            providerId: known.providerId,
            password: known.password,
          },
        },
      },
    });
  });
  return signIn(browser, email, { password: demoPassword(people.manager) });
}

/** What the bank's program gets for a NIK, by the wire of the real service. */
export async function askService(
  { code }: Bank,
  { userId, secret }: Pick<TestCredential, 'userId' | 'secret'>,
  nik: string,
  method: ServiceMethod = 'CALL_NIK',
): Promise<ServiceAnswer> {
  const response = await fetch(
    `${inject('product').baseUrl}/dukcapil/get_json/${code.toLowerCase()}/${method}`,
    {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ user_id: userId, password: secret, ip_user: '10.1.2.3', nik }),
    },
  );
  return (await response.json()) as ServiceAnswer;
}

/** The words of a refusal; undefined where data came. */
export const refusalOf = ({ content: [entry] }: ServiceAnswer): unknown => entry['RESPONSE_DESC'];
