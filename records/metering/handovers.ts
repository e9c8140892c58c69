import { randomUUID } from 'node:crypto';
import { validUntil } from '#contract/metering/handover';
import { AppError } from '#contract/shared/errors';
import { dayKey } from '#platform/clock';
import type { Transaction } from '#prisma/client';
import { type ActingPerson, writeAudit } from '../audit.ts';
import { lapseUnits, returnUnits, takeUnits } from '../ledger.ts';
import { institutionRecipients, queueNotices } from '../notices.ts';

export interface HandoverRequest {
  readonly voucherId: string;
  readonly units: number;
  /** `YYYY-MM-DD`, in WIB. */
  readonly handedOn: string;
  readonly recipientPosition: string;
  readonly letterNumber: string;
}

/**
 * Records that an officer delivered units of a voucher: ledger, handover, audit and mail in one transaction; gives its
 * id. Units are numbered and used oldest first, so the voucher must be the oldest that has some left.
 * @throws AppError NOT_FOUND, INVALID_INPUT (another kind of product, a day that has not come), OLDER_VOUCHER_FIRST,
 *   QUOTA_EXHAUSTED when the voucher has fewer units left; nothing was taken
 */
export async function recordHandover(
  tx: Transaction,
  request: HandoverRequest,
  actor: ActingPerson,
  now: Date,
): Promise<string> {
  const { voucherId, units, handedOn, recipientPosition, letterNumber } = request;
  const voucher = await tx.voucher.findUnique({
    where: { id: voucherId },
    include: { product: true, institution: { select: { name: true } } },
  });
  if (!voucher) throw new AppError('NOT_FOUND', { message: 'no such voucher' });
  const { institutionId, productId, product } = voucher;
  if (product.delivery !== 'HANDOVER') throw wrong('voucherId', 'NOT_BY_OFFICER');
  if (handedOn > dayKey(now)) throw wrong('handedOn', 'DATE_AHEAD');
  await requireUnitsOf(tx, voucher, units);
  const id = randomUUID();
  await takeUnits(tx, { institutionId, productId, units, cause: `HANDOVER:${id}` });
  const lastDay = validUntil(handedOn, product.termMonths, units);
  await tx.handover.create({
    data: {
      id,
      institutionId,
      productId,
      voucherId,
      units,
      handedOn: new Date(handedOn),
      recipientPosition,
      letterNumber,
      validUntil: lastDay === null ? null : new Date(lastDay),
      recordedBy: actor.id,
      recordedByName: actor.name,
      recordedAt: now,
    },
  });
  await writeAudit(tx, {
    event: 'HANDOVER_RECORDED',
    actor,
    subjectType: 'HANDOVER',
    subjectId: id,
    institutionId,
    details: { voucher: voucher.number, units, handedOn, letterNumber, validUntil: lastDay },
  });
  const recipients = await institutionRecipients(tx, institutionId);
  await queueNotices(
    tx,
    recipients.map((recipient) => ({
      template: 'HANDOVER_RECORDED',
      channel: 'EMAIL',
      recipient,
      params: {
        institutionName: voucher.institution.name,
        productName: product.name,
        voucherNumber: voucher.number,
        quantity: units,
        unit: product.unit,
        handedOn,
        letterNumber,
        validUntil: lastDay,
      },
      dedupeKey: `handover:${id}:${recipient.toLowerCase()}`,
    })),
  );
  return id;
}

/**
 * Records that a handover does not hold: its units come back in a voucher of their own with the validity and the NTPN of
 * the one that was paid for them, and the institution is told. Nothing that was recorded before changes.
 * @throws AppError NOT_FOUND, OWN_HANDOVER, HANDOVER_REVERSED; nothing was given back
 */
export async function reverseHandover(
  tx: Transaction,
  { handoverId, reason }: { readonly handoverId: string; readonly reason: string },
  actor: ActingPerson,
  now: Date,
): Promise<void> {
  const handover = await tx.handover.findUnique({
    where: { id: handoverId },
    include: {
      voucher: { include: { origin: true } },
      product: true,
      institution: { select: { name: true } },
    },
  });
  if (!handover) throw new AppError('NOT_FOUND', { message: 'no such handover' });
  const { institutionId, productId, product, voucher, units } = handover;
  if (handover.recordedBy === actor.id) throw new AppError('OWN_HANDOVER');
  // The account's row first: whoever else reverses it waits here and then sees it done.
  await lapseUnits(tx, { institutionId, productId });
  if (await tx.handoverReversal.findUnique({ where: { handoverId } }))
    throw new AppError('HANDOVER_REVERSED');
  const paid = voucher.origin ?? voucher;
  const number = `${paid.number}-K${(await tx.voucher.count({ where: { originId: paid.id } })) + 1}`;
  const { id: voucherId } = await returnUnits(
    tx,
    {
      ...{ number, institutionId, productId, units, orderId: null, ntpn: paid.ntpn, originId: paid.id },
      validUntil: paid.validUntil && dayOf(paid.validUntil),
    },
    `RETURN:${handoverId}`,
  );
  await tx.handoverReversal.create({
    data: {
      ...{ handoverId, reason, voucherId },
      ...{ reversedBy: actor.id, reversedByName: actor.name, reversedAt: now },
    },
  });
  await writeAudit(tx, {
    event: 'HANDOVER_REVERSED',
    actor,
    subjectType: 'HANDOVER',
    subjectId: handoverId,
    institutionId,
    details: { voucher: voucher.number, units, letterNumber: handover.letterNumber, returnedAs: number },
  });
  const recipients = await institutionRecipients(tx, institutionId);
  await queueNotices(
    tx,
    recipients.map((recipient) => ({
      template: 'HANDOVER_REVERSED',
      channel: 'EMAIL',
      recipient,
      params: {
        institutionName: handover.institution.name,
        productName: product.name,
        voucherNumber: number,
        quantity: units,
        unit: product.unit,
        handedOn: dayOf(handover.handedOn),
        letterNumber: handover.letterNumber,
        reason,
      },
      dedupeKey: `handover-reversed:${handoverId}:${recipient.toLowerCase()}`,
    })),
  );
}

const dayOf = (date: Date): string => date.toISOString().slice(0, 10);

/** A letter that lies in the storage. */
export interface StoredLetter {
  readonly storageKey: string;
  readonly fileName: string;
  readonly contentType: string;
  readonly bytes: number;
  readonly sha256: string;
}

/**
 * Notes the signed letter of a handover. A later one takes the place of the one before, which is kept.
 * @throws AppError NOT_FOUND
 */
export async function attachHandoverLetter(
  tx: Transaction,
  handoverId: string,
  letter: StoredLetter,
  actor: ActingPerson,
  now: Date,
): Promise<void> {
  const handover = await tx.handover.findUnique({ where: { id: handoverId } });
  if (!handover) throw new AppError('NOT_FOUND', { message: 'no such handover' });
  const { institutionId } = handover;
  const kind = 'SURAT_SERAH_TERIMA';
  const { id } = await tx.storedFile.create({
    data: { ...letter, kind, institutionId, handoverId, uploadedBy: actor.id, uploadedAt: now },
  });
  await writeAudit(tx, {
    event: 'FILE_UPLOADED',
    actor,
    subjectType: 'HANDOVER',
    subjectId: handoverId,
    institutionId,
    details: { fileId: id, kind, bytes: letter.bytes, sha256: letter.sha256 },
  });
}

const wrong = (path: string, code: string): AppError =>
  new AppError('INVALID_INPUT', { errors: [{ path, code }] });

/** Looks while it holds the account's row, so that two officers cannot both be right. */
async function requireUnitsOf(
  tx: Transaction,
  voucher: {
    readonly id: string;
    readonly institutionId: string;
    readonly productId: string;
    readonly lastUnit: bigint;
  },
  units: number,
): Promise<void> {
  const { institutionId, productId } = voucher;
  const account = await lapseUnits(tx, { institutionId, productId });
  const debited = account?.debited ?? 0n;
  const oldest = await tx.voucher.findFirst({
    where: { institutionId, productId, lastUnit: { gt: debited } },
    orderBy: { firstUnit: 'asc' },
  });
  const left = voucher.lastUnit > debited ? Number(voucher.lastUnit - debited) : 0;
  if (left > 0 && oldest && oldest.id !== voucher.id) {
    throw new AppError('OLDER_VOUCHER_FIRST', { params: { number: oldest.number } });
  }
  if (units > left) throw new AppError('QUOTA_EXHAUSTED', { params: { left, needed: units } });
}
