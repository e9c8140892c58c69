import type { z } from 'zod';
import { type Language, texts } from '#contract/i18n/index';
import type { RegistrationStatus } from '#contract/metering/codes';
import type { networkListQuery } from '#contract/metering/manage-http';
import type { Network } from '#contract/metering/manage-schemas';
import { networkLifecycle } from '#contract/metering/registrations';
import { AppError } from '#contract/shared/errors';
import { formatDateTime } from '#platform/clock';
import type { DatabaseReader, Prisma } from '#prisma/client';
import { countSharers } from '#records/metering/networks';
import { decisionsOf } from '#records/metering/registrations';
import { namesOf } from '../../revenue/names.ts';
import type { SignedIn } from '../../shared/deps.ts';
import { type ListSource, whereIds } from '../../shared/lists.ts';
import { scopeOf, seesAllInstitutions } from '../../shared/scope.ts';

const include = {
  institution: { select: { name: true } },
} as const satisfies Prisma.AllowedNetworkInclude;

export type NetworkRow = Prisma.AllowedNetworkGetPayload<{ include: typeof include }>;

type Filter = z.output<typeof networkListQuery>['filter'];

/** The networks that the person may see, of a filter. */
export function networkWhere(actor: SignedIn, filter: Filter): Prisma.AllowedNetworkWhereInput {
  const { id, q, institutionId, status } = filter;
  const text = q && { contains: q, mode: 'insensitive' as const };
  return {
    AND: [
      scopeOf(actor),
      whereIds(id),
      institutionId ? { institutionId } : {},
      status ? { status } : {},
      text ? { OR: [{ label: text }, { cidr: text }] } : {},
    ],
  };
}

export const networkSource = (db: DatabaseReader): ListSource<NetworkRow> => ({
  fields: {
    requestedAt: { path: ['requestedAt'], tie: 'same', value: (row) => row.requestedAt, type: 'time' },
    label: { path: ['label'], tie: 'same', value: (row) => row.label, type: 'text' },
    cidr: { path: ['cidr'], tie: 'same', value: (row) => row.cidr, type: 'text' },
  },
  idOf: (row) => row.id,
  findMany: (args) => db.allowedNetwork.findMany({ ...args, include }),
  count: (args) => db.allowedNetwork.count(args),
});

/** Rows as people see them. Who else uses a network is the centre's to know, not another institution's. */
export async function networkViews(
  db: DatabaseReader,
  actor: SignedIn,
  rows: readonly NetworkRow[],
): Promise<Network[]> {
  const nameOf = await namesOf(
    db,
    rows.flatMap((row) => [row.requestedBy, row.decidedBy]),
  );
  const cidrs = rows.map(({ cidr }) => cidr);
  const sharers = seesAllInstitutions(actor) ? await countSharers(db, cidrs) : null;
  return rows.map((row) => ({
    id: row.id,
    institutionId: row.institutionId,
    institutionName: row.institution.name,
    cidr: row.cidr,
    label: row.label,
    status: row.status as RegistrationStatus,
    decidedByName: row.decidedBy && nameOf(row.decidedBy),
    decidedAt: row.decidedAt?.toISOString() ?? null,
    decisionNote: row.decisionNote,
    blockedByStaff: row.blockedByStaff,
    requestedByName: nameOf(row.requestedBy),
    requestedAt: row.requestedAt.toISOString(),
    isOwn: row.requestedBy === actor.id,
    sharedBy: sharers?.get(row.cidr) ?? null,
    actions: decisionsOf(networkLifecycle, { ...row, registeredBy: row.requestedBy }, actor),
    version: row.version,
  }));
}

/** One network that the person may see. Throws `NOT_FOUND`. */
export async function readNetworkView(db: DatabaseReader, actor: SignedIn, id: string): Promise<Network> {
  const row = await db.allowedNetwork.findFirst({ where: { ...scopeOf(actor), id }, include });
  const [view] = row ? await networkViews(db, actor, [row]) : [];
  if (!view) throw new AppError('NOT_FOUND', { message: 'no such network' });
  return view;
}

/** The lines of the file, in the order of its headings. */
export function networkCells(network: Network, language: Language): (string | number | null)[] {
  const at = (instant: string | null) => instant && formatDateTime(new Date(instant), 'WIB', language);
  return [
    network.institutionName,
    network.cidr,
    network.label,
    texts(language).terminals.status[network.status],
    network.requestedByName,
    at(network.requestedAt),
    network.decidedByName,
    at(network.decidedAt),
    network.decisionNote,
    network.sharedBy,
  ];
}
