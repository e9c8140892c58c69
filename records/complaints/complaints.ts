import { randomInt, randomUUID } from 'node:crypto';
import {
  allowedComplaintRows,
  askComplaint,
  type ComplaintAction,
  type ComplaintOutcome,
  type ComplaintRow,
  type ComplaintStatus,
  isReopenable,
} from '#contract/complaints/lifecycle';
import { formatComplaintNumber, readComplaintNumber } from '#contract/complaints/number';
import {
  complaintSecretSigns,
  formatComplaintSecret,
  readComplaintSecret,
} from '#contract/complaints/secret';
import { codeAlphabet } from '#contract/requests/identity';
import { AppError } from '#contract/shared/errors';
import { dayKey } from '#platform/clock';
import { safeEqual, sha256 } from '#platform/crypto';
import type { Vault } from '#platform/vault';
import type { DatabaseReader, Prisma, Transaction } from '#prisma/client';
import { type ActingPerson, writeAudit } from '../audit.ts';
import type { CitizenMail } from '../requests/citizen-notices.ts';
import type { TrailRow } from '../trail/trail.ts';
import { answerDueAt } from './deadline.ts';
import { tellOfComplaint } from './notices.ts';
import { sealComplaint, sealComplaintNote } from './sealed.ts';

export interface ComplaintInput {
  readonly nikIndex: string;
  readonly access: TrailRow;
  readonly text: string;
  /** Working days in which it is answered. */
  readonly answerDays: number;
  readonly actor: ActingPerson;
  readonly now: Date;
}

const drawn = 1_000_000;
const mostDraws = 20;

/** Takes a complaint in: the ticket, its first history row and the trail, in the caller's transaction. */
export async function fileComplaint(
  tx: Transaction,
  vault: Vault,
  { nikIndex, access, text, answerDays, actor, now }: ComplaintInput,
): Promise<{ number: string; secret: string }> {
  const id = randomUUID();
  const secret = drawSecret();
  const number = await insertNumbered(tx, now, {
    id,
    secretHash: sha256(readComplaintSecret(secret)),
    nikIndex,
    accessAt: access.at,
    accessRequestId: access.requestId,
    institutionId: access.institutionId,
    channel: access.channel,
    method: access.method,
    accessResult: access.result,
    purpose: access.purpose,
    textSealed: sealComplaint(vault, id, text),
    status: 'BARU' satisfies ComplaintStatus,
    statusSince: now,
    answerDueAt: await answerDueAt(tx, now, answerDays),
    filedAt: now,
  });
  await writeHistory(tx, {
    id,
    version: 1,
    action: 'submit',
    from: null,
    to: 'BARU',
    actor,
    role: 'pemohon',
    now,
  });
  await writeAudit(tx, {
    event: 'COMPLAINT_FILED',
    actor,
    subjectType: 'COMPLAINT',
    subjectId: id,
    institutionId: access.institutionId,
  });
  return { number, secret };
}

const drawSecret = (): string =>
  formatComplaintSecret(
    Array.from(
      { length: complaintSecretSigns },
      () => codeAlphabet[randomInt(codeAlphabet.length)] ?? '',
    ).join(''),
  );

/** A number that is taken is drawn anew; a failed insert would end the whole transaction. */
async function insertNumbered(
  tx: Transaction,
  now: Date,
  row: Omit<Prisma.AccessComplaintCreateManyInput, 'number'>,
): Promise<string> {
  for (let draws = 0; draws < mostDraws; draws += 1) {
    const number = formatComplaintNumber(dayKey(now), randomInt(drawn));
    const { count } = await tx.accessComplaint.createMany({ data: { ...row, number }, skipDuplicates: true });
    if (count === 1) return number;
  }
  throw new AppError('INTERNAL', { message: 'no number left for a complaint this month' });
}

/** In the place of what is not there, so that the same is done for it. */
const nobody = sha256('nobody');

/** Id of the complaint with this number and secret; null for every other pair, after the same work. */
export async function findTrackedComplaint(
  db: DatabaseReader,
  number: string,
  secret: string | null,
): Promise<string | null> {
  const row = await db.accessComplaint.findUnique({
    where: { number: readComplaintNumber(number) ?? '' },
    select: { id: true, secretHash: true },
  });
  const given = secret ?? '';
  // Secrets of the first days were hashed as they were told.
  const fits = [readComplaintSecret(given), given].map((text) =>
    safeEqual(sha256(text), row?.secretHash ?? nobody),
  );
  return row && fits.includes(true) ? row.id : null;
}

/** Working days in which a complaint is answered, and days in which a closed one may be reopened. */
export interface ComplaintRules {
  readonly answerDays: number;
  readonly reopenDays: number;
}

export interface ComplaintAct {
  readonly id: string;
  readonly action: ComplaintAction;
  readonly version: number;
  readonly note: string | null;
  readonly outcome: ComplaintOutcome | null;
  readonly rules: ComplaintRules;
  readonly actor: ActingPerson;
  readonly now: Date;
}

/**
 * Takes one action: state, history, audit and outgoing notices in the caller's transaction. Throws `ACTION_NOT_ALLOWED` with state and
 * what is allowed, `FORBIDDEN`, `NOTE_REQUIRED`, `OUTCOME_REQUIRED`, `COMPLAINT_CLOSED_TOO_LONG`, and `VERSION_CONFLICT` when
 * somebody was faster.
 */
export async function actOnComplaint(
  tx: Transaction,
  mail: CitizenMail,
  act: ComplaintAct,
): Promise<{ status: ComplaintStatus; version: number }> {
  const { id, action, actor, now, note, rules } = act;
  const row = await tx.accessComplaint.findUniqueOrThrow({ where: { id } });
  if (row.version !== act.version) throw new AppError('VERSION_CONFLICT');
  const from = row.status as ComplaintStatus;
  const edge = requireRow(act, from, isReopenable(row, rules.reopenDays, now));
  if (edge.note === 'required' && note === null) throw new AppError('NOTE_REQUIRED');
  const outcome = outcomeOf(act);
  const version = row.version + 1;
  const { count } = await tx.accessComplaint.updateMany({
    where: { id, version: row.version },
    data: {
      ...changesOf(act),
      ...(await deadlineOf(tx, act)),
      status: edge.to,
      version,
      outcome,
      ...(edge.to === from ? {} : { statusSince: now }),
    },
  });
  if (count === 0) throw new AppError('VERSION_CONFLICT');
  const role = edge.by.find((one) => actor.roles.includes(one)) ?? '';
  const noteSealed = edge.note ? sealComplaintNote(mail.vault, id, note) : null;
  await writeHistory(tx, { id, version, action, from, to: edge.to, actor, role, now, noteSealed });
  await writeAudit(tx, {
    event: edge.event,
    actor,
    subjectType: 'COMPLAINT',
    subjectId: id,
    institutionId: row.institutionId,
    ...(outcome ? { details: { outcome } } : {}),
  });
  await tellOfComplaint(tx, mail, row, { action, version, now });
  return { status: edge.to, version };
}

function requireRow(
  { action, actor, rules }: ComplaintAct,
  state: ComplaintStatus,
  reopenable: boolean,
): ComplaintRow {
  const verdict = askComplaint(action, state, { reopenable }, actor);
  if (verdict.ok) return verdict.row;
  if (verdict.refusal.reason === 'ROLE')
    throw new AppError('FORBIDDEN', { message: `not ${action} by this role` });
  if (verdict.refusal.reason === 'FACTS')
    throw new AppError('COMPLAINT_CLOSED_TOO_LONG', { params: { days: rules.reopenDays } });
  const allowed = allowedComplaintRows(state, { reopenable }, actor).map((row) => row.action);
  throw new AppError('ACTION_NOT_ALLOWED', { params: { state }, details: { state, allowed } });
}

/** The citizen waits for his next word after an answer and after a reopening, and for none after the end. */
async function deadlineOf(
  tx: Transaction,
  { action, rules, now }: ComplaintAct,
): Promise<Prisma.AccessComplaintUpdateManyMutationInput> {
  if (action === 'close') return { answerDueAt: null };
  if (action !== 'answer' && action !== 'reopen') return {};
  return { answerDueAt: await answerDueAt(tx, now, rules.answerDays) };
}

function outcomeOf({ action, outcome }: ComplaintAct): ComplaintOutcome | null {
  if (action !== 'close') return null;
  if (outcome === null) throw new AppError('OUTCOME_REQUIRED');
  return outcome;
}

/** Columns beside the status. */
function changesOf({ action, actor, now }: ComplaintAct): Prisma.AccessComplaintUpdateManyMutationInput {
  if (action === 'take' || action === 'reopen') return { assigneeId: actor.id, assigneeName: actor.name };
  if (action === 'release') return { assigneeId: null, assigneeName: null };
  return action === 'forward' ? { forwardedAt: now } : {};
}

interface HistoryEntry {
  readonly id: string;
  readonly version: number;
  readonly action: string;
  readonly from: ComplaintStatus | null;
  readonly to: ComplaintStatus;
  readonly actor: ActingPerson;
  readonly role: string;
  readonly now: Date;
  readonly noteSealed?: string | null;
}

const writeHistory = (tx: Transaction, entry: HistoryEntry) =>
  tx.accessComplaintHistory.createMany({
    data: {
      complaintId: entry.id,
      version: entry.version,
      action: entry.action,
      from: entry.from,
      to: entry.to,
      actorId: entry.actor.id,
      actorName: entry.actor.name,
      actorUnit: entry.actor.unit,
      actorRole: entry.role,
      noteSealed: entry.noteSealed ?? null,
      at: entry.now,
    },
  });
