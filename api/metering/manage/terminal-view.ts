import type { z } from 'zod';
import { type Language, texts } from '#contract/i18n/index';
import type { RegistrationStatus } from '#contract/metering/codes';
import type { terminalListQuery } from '#contract/metering/manage-http';
import type { Terminal } from '#contract/metering/manage-schemas';
import { terminalLifecycle } from '#contract/metering/registrations';
import { AppError } from '#contract/shared/errors';
import { formatDateTime } from '#platform/clock';
import type { DatabaseReader, Prisma } from '#prisma/client';
import { decisionsOf } from '#records/metering/registrations';
import { namesOf } from '../../revenue/names.ts';
import type { SignedIn } from '../../shared/deps.ts';
import { type ListSource, whereIds } from '../../shared/lists.ts';
import { scopeOf } from '../../shared/scope.ts';

const include = { institution: { select: { name: true } } } as const satisfies Prisma.TerminalInclude;

export type TerminalRow = Prisma.TerminalGetPayload<{ include: typeof include }>;

type Filter = z.output<typeof terminalListQuery>['filter'];

/** The terminals that the person may see, of a filter. */
export function terminalWhere(actor: SignedIn, filter: Filter): Prisma.TerminalWhereInput {
  const { id, q, institutionId, status } = filter;
  const text = q && { contains: q, mode: 'insensitive' as const };
  return {
    AND: [
      scopeOf(actor),
      whereIds(id),
      institutionId ? { institutionId } : {},
      status ? { status } : {},
      text ? { OR: [{ name: text }, { branch: text }] } : {},
    ],
  };
}

export const terminalSource = (db: DatabaseReader): ListSource<TerminalRow> => ({
  fields: {
    registeredAt: { path: ['registeredAt'], tie: 'same', value: (row) => row.registeredAt, type: 'time' },
    name: { path: ['name'], tie: 'same', value: (row) => row.name, type: 'text' },
    lastSeenAt: {
      ...{ path: ['lastSeenAt'], tie: 'opposite', nullable: true },
      ...{ value: (row) => row.lastSeenAt, type: 'time' },
    },
  },
  idOf: (row) => row.id,
  findMany: (args) => db.terminal.findMany({ ...args, include }),
  count: (args) => db.terminal.count(args),
});

/** Rows as people see them: names for ids, and nothing of a token. */
export async function terminalViews(
  db: DatabaseReader,
  actor: SignedIn,
  rows: readonly TerminalRow[],
): Promise<Terminal[]> {
  const nameOf = await namesOf(
    db,
    rows.flatMap((row) => [row.registeredBy, row.decidedBy]),
  );
  return rows.map((row) => ({
    id: row.id,
    institutionId: row.institutionId,
    institutionName: row.institution.name,
    name: row.name,
    branch: row.branch,
    status: row.status as RegistrationStatus,
    decidedByName: row.decidedBy && nameOf(row.decidedBy),
    decidedAt: row.decidedAt?.toISOString() ?? null,
    decisionNote: row.decisionNote,
    registeredByName: nameOf(row.registeredBy),
    registeredAt: row.registeredAt.toISOString(),
    isOwn: row.registeredBy === actor.id,
    lastSeenAt: row.lastSeenAt?.toISOString() ?? null,
    actions: decisionsOf(terminalLifecycle, { ...row, blockedByStaff: false }, actor),
    version: row.version,
  }));
}

/** One terminal that the person may see. Throws `NOT_FOUND`. */
export async function readTerminal(db: DatabaseReader, actor: SignedIn, id: string): Promise<Terminal> {
  const row = await db.terminal.findFirst({ where: { ...scopeOf(actor), id }, include });
  const [view] = row ? await terminalViews(db, actor, [row]) : [];
  if (!view) throw new AppError('NOT_FOUND', { message: 'no such terminal' });
  return view;
}

/** The lines of the file, in the order of its headings. */
export function terminalCells(terminal: Terminal, language: Language): (string | number | null)[] {
  const at = (instant: string | null) => instant && formatDateTime(new Date(instant), 'WIB', language);
  return [
    terminal.institutionName,
    terminal.name,
    terminal.branch,
    texts(language).terminals.status[terminal.status],
    terminal.registeredByName,
    at(terminal.registeredAt),
    terminal.decidedByName,
    at(terminal.decidedAt),
    terminal.decisionNote,
    at(terminal.lastSeenAt),
  ];
}
