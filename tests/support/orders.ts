import { randomUUID } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Role } from '#contract/access/roles';
import type { OrderAction, OrderStatus } from '#contract/orders/lifecycle';
import { formatKuitansi } from '#contract/shared/identifiers';
import { dayKey } from '#platform/clock';
import type { Database } from '#prisma/client';
import { storeIntent } from '#records/orders/intents';
import { startSimponiSimulator } from '../../simulators/simponi/simulator.ts';

/** Institution, product, tariff and people that the orders of a test belong to. */
export interface OrderWorld {
  readonly institutionId: string;
  readonly productId: string;
  readonly tariffId: string;
  readonly agreementId: string;
}

/** A person of the tests: his id is his name. */
export interface TestPerson {
  readonly id: string;
  readonly roles: readonly Role[];
}

export const people = {
  buyer: { id: 'buyer', roles: ['lembaga-pemesan'] },
  otherBuyer: { id: 'other-buyer', roles: ['lembaga-pemesan'] },
  treasurer: { id: 'treasurer', roles: ['staf-pnbp'] },
  official: { id: 'official', roles: ['pejabat'] },
  secondOfficial: { id: 'second-official', roles: ['pejabat'] },
  /** Proposes and decides: must not decide his own proposal. */
  both: { id: 'both', roles: ['staf-pnbp', 'pejabat'] },
} as const satisfies Record<string, TestPerson>;

const day = 86_400_000;
const isoDay = (offsetDays: number) => new Date(dayKey(new Date(Date.now() + offsetDays * day)));

/** An institution with a PKS in force, a product with a tariff, and the people above. */
export async function createOrderWorld(db: Database): Promise<OrderWorld> {
  const tag = randomUUID().slice(0, 8);
  const institution = await db.institution.create({
    data: {
      code: `TEST-${tag}`,
      name: `LEMBAGA UJI ${tag}`,
      category: 'KEMENTERIAN',
      address: 'Jl. Uji 1 Jakarta',
      email: `kantor-${tag}@lembaga.test`,
      phone: '(021) 1234567',
      agreements: { create: { number: `PKS-${tag}`, startsOn: isoDay(-30), endsOn: isoDay(700) } },
    },
    include: { agreements: true },
  });
  const service = await db.service.create({ data: { code: `S-${tag}`, name: 'Layanan Uji', position: 1 } });
  const product = await db.product.create({
    data: {
      code: `P-${tag}`,
      serviceId: service.id,
      name: 'Webservice NIK',
      description: 'Uji',
      unit: 'NIK',
      deliverable: true,
      maxQuantity: 1_000_000,
      simponiTarif: '000001',
      simponiPp: '2023010',
      simponiAkun: '425129',
      position: 1,
      tariffs: { create: { article: 'PP 10/2023', amount: 1_000n, validFrom: isoDay(-30) } },
    },
    include: { tariffs: true },
  });
  for (const person of Object.values(people)) {
    const isLembaga = person.roles.some((role) => role.startsWith('lembaga'));
    await db.user.create({
      data: {
        id: `${person.id}-${tag}`,
        name: `Orang ${person.id}`,
        email: `${person.id}-${tag}@uji.test`,
        institutionId: isLembaga ? institution.id : null,
        roles: { create: person.roles.map((role) => ({ role })) },
      },
    });
  }
  return {
    institutionId: institution.id,
    productId: product.id,
    tariffId: product.tariffs[0]?.id ?? '',
    agreementId: institution.agreements[0]?.id ?? '',
  };
}

let number = 0;

/** An order as checkout makes it: DIPROSES, version 1, its first history row. Rp1.000 a unit unless told. */
export async function createOrder(
  db: Database,
  world: OrderWorld,
  options: { quantity?: number; unitPrice?: number; decisionRequired?: boolean; outbox?: boolean } = {},
): Promise<{ id: string; kuitansi: string }> {
  const { quantity = 100, unitPrice = 1_000, outbox = false } = options;
  number += 1;
  const id = randomUUID();
  // The day's number is another file's affair: digits at random keep kuitansi apart.
  const kuitansi = formatKuitansi('B1', dayKey(new Date()), number + Math.floor(Math.random() * 1e8) * 1_000);
  await db.$transaction(async (tx) => {
    await tx.order.create({
      data: {
        id,
        kuitansi,
        institutionId: world.institutionId,
        productId: world.productId,
        agreementId: world.agreementId,
        tariffId: world.tariffId,
        createdBy: people.buyer.id,
        serviceName: 'Layanan Uji',
        productName: 'Webservice NIK',
        unit: 'NIK',
        unitPrice: BigInt(unitPrice),
        quantity,
        total: BigInt(unitPrice * quantity),
        tariffArticle: 'PP 10/2023',
        status: 'DIPROSES',
        decisionRequired: options.decisionRequired ?? unitPrice === 0,
      },
    });
    await tx.orderHistory.create({
      data: {
        orderId: id,
        version: 1,
        action: 'submit',
        to: 'DIPROSES',
        actorId: people.buyer.id,
        actorName: 'Orang buyer',
        actorUnit: 'Lembaga Uji',
        actorRole: 'lembaga-pemesan',
      },
    });
    if (outbox) await tx.outbox.create({ data: { kind: 'START_ORDER', refId: id } });
  });
  return { id, kuitansi };
}

/** Stores a person's act as the API does before the workflow hears of it; gives the intent's id. */
export async function storeAct(
  db: Database,
  orderId: string,
  action: OrderAction,
  person: TestPerson,
  options: { note?: string | null; input?: Record<string, unknown>; key?: string } = {},
): Promise<string> {
  const { note = null, input = {}, key = randomUUID() } = options;
  const { intent } = await storeIntent(db, {
    orderId,
    key,
    bodyHash: JSON.stringify({ action, note, input }),
    action,
    input,
    note,
    actor: { id: person.id, name: `Orang ${person.id}`, unit: 'Unit Uji', roles: person.roles },
    role: person.roles[0] as Role,
  });
  return intent.id;
}

export const statusOf = async (db: Database, orderId: string): Promise<OrderStatus> =>
  (await db.order.findUniqueOrThrow({ where: { id: orderId } })).status as OrderStatus;

/** Actions of the timeline in their order, without `submit`. */
export async function actionsOf(db: Database, orderId: string): Promise<string[]> {
  const rows = await db.orderHistory.findMany({
    where: { orderId, version: { gt: 1 } },
    orderBy: { version: 'asc' },
  });
  return rows.map(({ action }) => action);
}

interface MadeBilling {
  readonly kodeBilling: string;
  readonly trxId: string;
  readonly expiresAt: string;
}

/** A real SIMPONI simulator in this process, with a clock of its own and its control endpoint. */
export async function startTestSimponi(
  options: { notifyUrl?: string | null; dataDir?: string; port?: number } = {},
) {
  const clock = { offsetMs: 0, now: () => new Date(Date.now() + clock.offsetMs) };
  const registration = {
    userId: 'loket',
    password: 'simponi-demo',
    kodeKl: '010',
    kodeEselon1: '08',
    kodeSatker: '664090',
  };
  const simulator = await startSimponiSimulator({
    mode: 'demo',
    port: options.port ?? 0,
    dataDir: options.dataDir ?? mkdtempSync(join(tmpdir(), 'loket-simponi-')),
    registration,
    notifyUrl: options.notifyUrl ?? null,
    noticeRetryMs: [200, 500, 1_000, 1_000, 1_000],
    now: clock.now,
  });
  const post = async (path: string, body: unknown) => {
    const response = await fetch(`${simulator.url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };
  return {
    simulator,
    registration,
    clock,
    /** `{ mode: 'down' }`, `{ mode: 'refuse', words }`, … ; `normal` takes all back. */
    misbehave: (order: Record<string, unknown>) => post('/control', order),
    behave: () => post('/control', { mode: 'normal' }),
    /** Pays a code at the bank counter; gives the NTPN. */
    pay: async (kodeBilling: string, more: Record<string, unknown> = {}): Promise<string> => {
      const { status, body } = await post('/control/pay', { kodeBilling, notify: false, ...more });
      if (status !== 201) throw new Error(`payment refused: ${JSON.stringify(body)}`);
      return String(body.ntpn ?? (body.payment as { ntpn?: string } | undefined)?.ntpn);
    },
    /** As `pay`, but a refusal (expired, paid before) is an answer too. */
    tryToPay: (kodeBilling: string) => post('/control/pay', { kodeBilling, notify: false }),
    /** Every code that was made for a trx id. */
    billings: async (trxId?: string): Promise<MadeBilling[]> => {
      const query = trxId ? `?trxId=${encodeURIComponent(trxId)}` : '';
      const response = await fetch(`${simulator.url}/control/billings${query}`);
      return (await response.json()) as MadeBilling[];
    },
  };
}

export type TestSimponi = Awaited<ReturnType<typeof startTestSimponi>>;
