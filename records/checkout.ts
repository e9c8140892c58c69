import { AppError } from '#contract/shared/errors';
import { rupiah } from '#contract/shared/money';
import type { DatabaseReader, Transaction } from '#prisma/client';
import { type ActingPerson, writeAudit } from './audit.ts';
import { type PricedCart, type PricedLine, priceLines } from './cart.ts';
import { queueNotices } from './notices.ts';
import { submitOrders } from './orders/submit.ts';

/** A line as the buyer saw it when he said "Ya". */
export interface SeenLine {
  readonly id: string;
  readonly quantity: number;
  readonly unitPrice: number;
}

export interface CheckoutRequest {
  readonly institutionId: string;
  readonly actor: ActingPerson;
  readonly lines: readonly SeenLine[];
  readonly series: string;
  readonly now: Date;
}

/**
 * "Proses pesanan": every line of the buyer's cart becomes an order, or none does. Above the institution's limit the
 * checkout waits for `lembaga-penyetuju`. The cart is empty afterwards. Returns the checkout's id.
 *
 * Throws `CART_EMPTY` (also for the second of two checkouts at once), a line's problem (`AGREEMENT_INACTIVE`, …), and
 * `CART_PRICE_CHANGED` with today's `{lines, total}` when lines, quantities or prices are not those he saw.
 */
export async function checkOut(tx: Transaction, request: CheckoutRequest): Promise<string> {
  const { institutionId, actor, now } = request;
  const userId = actor.id;
  // The second of two checkouts waits here and then finds no line.
  const locked = await tx.$queryRaw<{ id: string }[]>`
    SELECT id::text AS id FROM cart_line
    WHERE user_id = ${userId} AND institution_id = ${institutionId}::uuid ORDER BY id FOR UPDATE`;
  const ids = locked.map(({ id }) => id);
  const lines = await tx.cartLine.findMany({
    where: { id: { in: ids } },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  });
  if (lines.length === 0) throw new AppError('CART_EMPTY');
  const cart = await priceLines(tx, { institutionId, lines, now });
  refuseProblems(cart);
  refuseOtherThanSeen(cart, request.lines);
  const checkout = await tx.checkout.create({
    data: {
      institutionId,
      status: cart.needsApprover ? 'MENUNGGU_PENYETUJU' : 'DIPROSES',
      total: BigInt(cart.total),
      submittedBy: userId,
      submittedAt: now,
    },
  });
  await tx.checkoutLine.createMany({
    data: cart.lines.map((line) => ({
      checkoutId: checkout.id,
      productId: line.product.id,
      quantity: line.quantity,
      unitPrice: BigInt(line.price?.unitPrice ?? 0),
      reorderOfId: line.reorderOf?.id ?? null,
    })),
  });
  await tx.cartLine.deleteMany({ where: { id: { in: ids } } });
  await writeAudit(tx, {
    event: 'CHECKOUT_SUBMITTED',
    actor,
    subjectType: 'CHECKOUT',
    subjectId: checkout.id,
    institutionId,
    details: { total: cart.total, lines: cart.lines.length, status: checkout.status },
  });
  if (cart.needsApprover) await askCheckers(tx, cart, checkout.id, request);
  else await submitLines(tx, cart, { ...request, submitter: actor, checkoutId: checkout.id });
  return checkout.id;
}

export interface DecisionRequest {
  readonly checkoutId: string;
  readonly institutionId: string;
  readonly decision: 'release' | 'refuse';
  readonly note: string | null;
  readonly actor: ActingPerson;
  readonly series: string;
  readonly now: Date;
}

/**
 * Releases or refuses a checkout that waits. What it orders is judged and priced again: a release of changed prices is
 * refused, since nobody said "Ya" to them.
 *
 * Throws `NOT_FOUND`, `OWN_CHECKOUT`, `CHECKOUT_ALREADY_DECIDED`, `NOTE_REQUIRED` (refuse), `CART_PRICE_CHANGED` and
 * what stands against a line.
 */
export async function decideCheckout(tx: Transaction, request: DecisionRequest): Promise<void> {
  const { checkoutId, institutionId, actor, note, now } = request;
  const checkout = await lockWaiting(tx, checkoutId, institutionId);
  if (checkout.submittedBy === actor.id) throw new AppError('OWN_CHECKOUT');
  const released = request.decision === 'release';
  if (!released && !note)
    throw new AppError('NOTE_REQUIRED', { errors: [{ path: 'note', code: 'REQUIRED' }] });
  await tx.checkout.update({
    where: { id: checkoutId },
    data: { status: released ? 'DIPROSES' : 'DITOLAK', decidedBy: actor.id, decidedAt: now, note },
  });
  await writeAudit(tx, {
    event: released ? 'CHECKOUT_RELEASED' : 'CHECKOUT_REFUSED',
    actor,
    subjectType: 'CHECKOUT',
    subjectId: checkoutId,
    institutionId,
    details: { total: Number(checkout.total) },
  });
  if (!released) {
    await tellSubmitter(tx, checkout, request);
    return;
  }
  const stored = await tx.checkoutLine.findMany({ where: { checkoutId }, orderBy: { id: 'asc' } });
  const lines = stored.map((line) => ({ ...line, seenPrice: line.unitPrice }));
  const priced = await priceLines(tx, { institutionId, lines, now });
  refuseProblems(priced);
  refuseOtherThanSeen(
    priced,
    stored.map(({ id, quantity, unitPrice }) => ({ id, quantity, unitPrice: Number(unitPrice) })),
  );
  const submitter = await personAsBuyer(tx, checkout.submittedBy, priced.buyer.name);
  await submitLines(tx, priced, { ...request, submitter, checkoutId });
}

/**
 * The buyer takes back a checkout that waits; its lines return to his cart unless it holds the product again.
 * Throws `NOT_FOUND` for anybody else's, `CHECKOUT_ALREADY_DECIDED`.
 */
export async function withdrawCheckout(
  tx: Transaction,
  request: Pick<DecisionRequest, 'checkoutId' | 'institutionId' | 'actor' | 'now'>,
): Promise<void> {
  const { checkoutId, institutionId, actor, now } = request;
  const checkout = await lockWaiting(tx, checkoutId, institutionId, actor.id);
  await tx.checkout.update({
    where: { id: checkoutId },
    data: { status: 'DITARIK', decidedBy: actor.id, decidedAt: now },
  });
  const lines = await tx.checkoutLine.findMany({ where: { checkoutId } });
  await tx.cartLine.createMany({
    data: lines.map(({ productId, quantity, unitPrice, reorderOfId }) => ({
      userId: actor.id,
      institutionId,
      productId,
      quantity,
      seenPrice: unitPrice,
      reorderOfId,
    })),
    skipDuplicates: true,
  });
  await writeAudit(tx, {
    event: 'CHECKOUT_WITHDRAWN',
    actor,
    subjectType: 'CHECKOUT',
    subjectId: checkoutId,
    institutionId,
    details: { total: Number(checkout.total) },
  });
}

interface WaitingCheckout {
  readonly submittedBy: string;
  readonly total: bigint;
}

async function lockWaiting(
  tx: Transaction,
  checkoutId: string,
  institutionId: string,
  submitterId?: string,
): Promise<WaitingCheckout> {
  const [row] = await tx.$queryRaw<{ status: string; submitted_by: string; total: bigint }[]>`
    SELECT status, submitted_by, total FROM checkout
    WHERE id = ${checkoutId}::uuid AND institution_id = ${institutionId}::uuid FOR UPDATE`;
  if (!row || (submitterId !== undefined && row.submitted_by !== submitterId)) {
    throw new AppError('NOT_FOUND', { message: 'no such checkout in this institution' });
  }
  if (row.status !== 'MENUNGGU_PENYETUJU') {
    throw new AppError('CHECKOUT_ALREADY_DECIDED', { details: { state: row.status } });
  }
  return { submittedBy: row.submitted_by, total: row.total };
}

function refuseProblems(cart: PricedCart): void {
  const [first] = cart.lines.flatMap(({ problem }) => problem ?? []);
  if (!first) return;
  throw new AppError(first.code, {
    params: first.params,
    details: {
      lines: cart.lines.flatMap(({ id, problem }) => (problem ? [{ id, code: problem.code }] : [])),
    },
  });
}

/** All lines, no other ones, at the quantities and prices that a person agreed to. */
function refuseOtherThanSeen(cart: PricedCart, seen: readonly SeenLine[]): void {
  const agreed = new Map(seen.map((line) => [line.id, line]));
  const same = (line: PricedLine): boolean => {
    const his = agreed.get(line.id);
    return his?.quantity === line.quantity && his.unitPrice === line.price?.unitPrice;
  };
  if (agreed.size === cart.lines.length && cart.lines.every(same)) return;
  throw new AppError('CART_PRICE_CHANGED', {
    details: {
      lines: cart.lines.map(({ id, quantity, price }) => ({
        id,
        quantity,
        unitPrice: price?.unitPrice ?? null,
      })),
      total: cart.total,
    },
  });
}

async function submitLines(
  tx: Transaction,
  cart: PricedCart,
  about: Pick<DecisionRequest, 'actor' | 'series' | 'now'> & { submitter: ActingPerson; checkoutId: string },
): Promise<void> {
  const lines = cart.lines.map((line) => {
    if (!line.price) throw new Error('a line without a price passed the checks');
    const { unitPrice, tariffId, article } = line.price;
    return {
      productId: line.product.id,
      serviceName: line.product.serviceName,
      productName: line.product.name,
      unit: line.product.unit,
      quantity: line.quantity,
      unitPrice,
      tariffId,
      tariffArticle: article,
      reorderOfId: line.reorderOf?.id ?? null,
    };
  });
  const { actor, series, now, submitter, checkoutId } = about;
  await submitOrders(tx, {
    institutionId: cart.buyer.id,
    agreementId: cart.buyer.agreement?.id ?? null,
    checkoutId,
    submitter,
    actor,
    lines,
    series,
    now,
  });
}

async function askCheckers(
  tx: Transaction,
  cart: PricedCart,
  checkoutId: string,
  { institutionId, actor, now }: CheckoutRequest,
): Promise<void> {
  const checkers = await tx.user.findMany({
    where: {
      institutionId,
      disabledAt: null,
      id: { not: actor.id },
      roles: { some: { role: 'lembaga-penyetuju' } },
    },
    select: { email: true },
  });
  await queueNotices(
    tx,
    checkers.map(({ email }) => ({
      template: 'CHECKOUT_WAITING' as const,
      channel: 'EMAIL' as const,
      recipient: email,
      params: {
        checkoutId,
        institutionName: cart.buyer.name,
        submittedByName: actor.name,
        submittedAt: now.toISOString(),
        lineCount: cart.lines.length,
        total: cart.total,
      },
      dedupeKey: `checkout:${checkoutId}:CHECKOUT_WAITING:${email}`,
    })),
  );
}

async function tellSubmitter(
  tx: Transaction,
  checkout: WaitingCheckout,
  { checkoutId, institutionId, actor, note }: DecisionRequest,
): Promise<void> {
  const submitter = await tx.user.findUnique({
    where: { id: checkout.submittedBy },
    select: { email: true, disabledAt: true },
  });
  if (!submitter || submitter.disabledAt) return;
  const institution = await tx.institution.findUniqueOrThrow({
    where: { id: institutionId },
    select: { name: true },
  });
  await queueNotices(tx, [
    {
      template: 'CHECKOUT_REJECTED',
      channel: 'EMAIL',
      recipient: submitter.email,
      params: {
        checkoutId,
        institutionName: institution.name,
        decidedByName: actor.name,
        total: rupiah(checkout.total),
        note,
      },
      dedupeKey: `checkout:${checkoutId}:CHECKOUT_REJECTED`,
    },
  ]);
}

async function personAsBuyer(db: DatabaseReader, userId: string, unit: string): Promise<ActingPerson> {
  const user = await db.user.findUniqueOrThrow({ where: { id: userId }, select: { name: true } });
  return { id: userId, name: user.name, unit, roles: ['lembaga-pemesan'] };
}
