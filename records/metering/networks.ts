import { type NetworkAction, networkLifecycle } from '#contract/metering/registrations';
import { AppError } from '#contract/shared/errors';
import { type AddressList, parseAddressList, readNetwork } from '#platform/network';
import { type DatabaseReader, Prisma, type Transaction } from '#prisma/client';
import { type ActingPerson, writeAudit } from '../audit.ts';
import { type Decision, judge } from './registrations.ts';

/** Shortest prefixes: a wider network holds more callers than one institution can answer for. */
const widest = { 4: 16, 6: 32 } as const;

/**
 * Registers an address or network of an institution, in one spelling; gives its id. Other institutions may have
 * registered the same one. Throws `INVALID_INPUT` (`cidr`), and `DUPLICATE` when the institution has it already.
 */
export async function registerNetwork(
  tx: Transaction,
  institutionId: string,
  input: { readonly cidr: string; readonly label: string },
  actor: ActingPerson,
  now: Date,
): Promise<string> {
  const cidr = checkedNetwork(input.cidr);
  const { id } = await orDuplicate(
    tx.allowedNetwork.create({
      data: {
        institutionId,
        cidr,
        label: input.label,
        status: networkLifecycle.initial,
        requestedBy: actor.id,
        requestedAt: now,
      },
    }),
  );
  await writeAudit(tx, {
    event: 'NETWORK_REGISTERED',
    actor,
    subjectType: 'NETWORK',
    subjectId: id,
    institutionId,
    details: { cidr, label: input.label },
  });
  return id;
}

function checkedNetwork(text: string): string {
  const network = readNetwork(text);
  if (!network) return refuse('NETWORK_FORMAT');
  return network.prefix < widest[network.family] ? refuse('NETWORK_TOO_WIDE') : network.cidr;
}

function refuse(code: string): never {
  throw new AppError('INVALID_INPUT', { message: `cidr: ${code}`, errors: [{ path: 'cidr', code }] });
}

async function orDuplicate<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002') {
      throw new AppError('DUPLICATE', { cause: error });
    }
    throw error;
  }
}

/** A network that somebody decides about: of the institution that he may see, where he sees only one. */
export interface NetworkChange {
  readonly id: string;
  readonly scope: { readonly institutionId?: string };
  readonly actor: ActingPerson;
}

/**
 * Approves, blocks or releases by the table. What the centre blocked, only the centre releases. Throws `NOT_FOUND`,
 * `VERSION_CONFLICT`, and as `judge`.
 */
export async function decideNetwork(
  tx: Transaction,
  { id, scope, actor }: NetworkChange,
  decision: Decision<NetworkAction>,
  now: Date,
): Promise<void> {
  await tx.$queryRaw`SELECT 1 AS one FROM allowed_network WHERE id = ${id}::uuid FOR NO KEY UPDATE`;
  const before = await tx.allowedNetwork.findFirst({ where: { ...scope, id } });
  if (!before) throw new AppError('NOT_FOUND', { message: 'no such network' });
  if (before.version !== decision.version) throw new AppError('VERSION_CONFLICT');
  const facts = { ...before, registeredBy: before.requestedBy };
  const { event, to } = judge(networkLifecycle, facts, decision, actor);
  await tx.allowedNetwork.update({
    where: { id },
    data: {
      status: to,
      blockedByStaff: decision.action === 'block' && actor.roles.includes('staf-kerjasama'),
      decidedBy: actor.id,
      decidedAt: now,
      decisionNote: decision.note ?? null,
      version: { increment: 1 },
    },
  });
  await writeAudit(tx, {
    event,
    actor,
    subjectType: 'NETWORK',
    subjectId: id,
    institutionId: before.institutionId,
    details: { cidr: before.cidr, from: before.status, to, note: decision.note ?? null },
  });
}

/** A network of one institution as it decides about a caller. */
export interface RuledNetwork {
  readonly cidr: string;
  readonly status: string;
  readonly blockedByStaff: boolean;
}

/** Columns of a `RuledNetwork`. */
export const ruledColumns = { cidr: true, status: true, blockedByStaff: true } as const;

/**
 * From where an institution may call. A block of the centre closes all that lies in it; else the narrowest network that
 * was decided about counts, so that one address of an approved network can be blocked, and the other way round.
 */
export function addressRuleOf(networks: readonly RuledNetwork[]): AddressList {
  const blockedByStaff = listOf(networks.filter((network) => network.blockedByStaff));
  const decided = networks
    .filter(({ status }) => status !== networkLifecycle.initial)
    .map((network) => ({
      ...network,
      list: listOf([network]),
      prefix: readNetwork(network.cidr)?.prefix ?? 0,
    }))
    .sort((a, b) => b.prefix - a.prefix);
  return {
    contains: (address) =>
      !blockedByStaff.contains(address) &&
      decided.find(({ list }) => list.contains(address))?.status === 'DISETUJUI',
  };
}

const listOf = (networks: readonly RuledNetwork[]): AddressList =>
  parseAddressList(networks.map(({ cidr }) => cidr).join(','));

/** Whether the institution may be used from an address (`addressRuleOf`). */
export async function isAddressAllowed(
  db: DatabaseReader,
  institutionId: string,
  address: string | null,
): Promise<boolean> {
  if (address === null) return false;
  const networks = await db.allowedNetwork.findMany({ where: { institutionId }, select: ruledColumns });
  return addressRuleOf(networks).contains(address);
}

/** How many institutions registered each of these networks, whatever became of it. */
export async function countSharers(
  db: DatabaseReader,
  cidrs: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const groups = await db.allowedNetwork.groupBy({
    by: ['cidr'],
    where: { cidr: { in: [...new Set(cidrs)] } },
    _count: true,
  });
  return new Map(groups.map(({ cidr, _count }) => [cidr, _count]));
}
