import type { TerminalInput } from '#contract/metering/manage-schemas';
import { type TerminalAction, terminalLifecycle } from '#contract/metering/registrations';
import { AppError } from '#contract/shared/errors';
import { sha256 } from '#platform/crypto';
import type { DatabaseReader, Transaction } from '#prisma/client';
import { type ActingPerson, writeAudit } from '../audit.ts';
import { type Decision, judge } from './registrations.ts';

/** Minutes in which a repeat of a registration under its key still finds it. */
export const repeatMinutes = 10;

export interface TerminalRegistration {
  readonly institutionId: string;
  /** What the browser will keep; made from the person and his key, so that a repeat makes the same one. */
  readonly token: string;
  /** What the browser keeps already for this institution. */
  readonly heldToken: string | null;
  readonly input: TerminalInput;
  readonly actor: ActingPerson;
}

/**
 * Registers the browser that keeps the token; gives the terminal's id. A repeat within `repeatMinutes` gives the same
 * one. Throws `TERMINAL_KNOWN` for a browser that is registered already, blocked or not, and `IDEMPOTENCY_KEY_REUSED`
 * for the key of another registration.
 */
export async function registerTerminal(
  tx: Transaction,
  { institutionId, token, heldToken, input, actor }: TerminalRegistration,
  now: Date,
): Promise<string> {
  const tokenHash = sha256(token);
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`terminal ${tokenHash}`}, 0))::text`;
  const earlier = await tx.terminal.findUnique({ where: { tokenHash } });
  if (earlier) {
    const age = now.getTime() - earlier.registeredAt.getTime();
    const same = earlier.name === input.name && earlier.branch === input.branch;
    const fresh = earlier.status === terminalLifecycle.initial && age < repeatMinutes * 60_000;
    if (same && fresh && earlier.institutionId === institutionId) return earlier.id;
    throw new AppError('IDEMPOTENCY_KEY_REUSED');
  }
  const known = await findTerminal(tx, institutionId, heldToken);
  if (known) {
    throw new AppError('TERMINAL_KNOWN', { params: { name: known.name, state: known.status } });
  }
  const { id } = await tx.terminal.create({
    data: {
      ...input,
      institutionId,
      tokenHash,
      status: terminalLifecycle.initial,
      registeredBy: actor.id,
      registeredAt: now,
    },
  });
  await writeAudit(tx, {
    event: 'TERMINAL_REGISTERED',
    actor,
    subjectType: 'TERMINAL',
    subjectId: id,
    institutionId,
    details: { ...input },
  });
  return id;
}

/** The institution's terminal that a browser is known by, whatever its status. */
export const findTerminal = async (db: DatabaseReader, institutionId: string, token: string | null) =>
  token === null ? null : db.terminal.findFirst({ where: { institutionId, tokenHash: sha256(token) } });

export interface TerminalChange {
  readonly id: string;
  readonly institutionId: string;
  readonly actor: ActingPerson;
}

/** Approves or blocks by the table. Throws `NOT_FOUND`, `VERSION_CONFLICT`, and as `judge`. */
export async function decideTerminal(
  tx: Transaction,
  { id, institutionId, actor }: TerminalChange,
  decision: Decision<TerminalAction>,
  now: Date,
): Promise<void> {
  await tx.$queryRaw`SELECT 1 AS one FROM terminal WHERE id = ${id}::uuid FOR NO KEY UPDATE`;
  const before = await tx.terminal.findFirst({ where: { id, institutionId } });
  if (!before) throw new AppError('NOT_FOUND', { message: 'no such terminal of this institution' });
  if (before.version !== decision.version) throw new AppError('VERSION_CONFLICT');
  const { event, to } = judge(terminalLifecycle, { ...before, blockedByStaff: false }, decision, actor);
  await tx.terminal.update({
    where: { id },
    data: {
      status: to,
      decidedBy: actor.id,
      decidedAt: now,
      decisionNote: decision.note ?? null,
      version: { increment: 1 },
    },
  });
  await writeAudit(tx, {
    event,
    actor,
    subjectType: 'TERMINAL',
    subjectId: id,
    institutionId,
    details: { from: before.status, to, note: decision.note ?? null },
  });
}

const seenEveryMs = 60_000;

/** Notes that a terminal was used, at most once a minute; tells whether it was noted now. */
export async function noteTerminalSeen(db: DatabaseReader, id: string, now: Date): Promise<boolean> {
  const long = new Date(now.getTime() - seenEveryMs);
  const { count } = await db.terminal.updateMany({
    where: { id, OR: [{ lastSeenAt: null }, { lastSeenAt: { lte: long } }] },
    data: { lastSeenAt: now },
  });
  return count > 0;
}
