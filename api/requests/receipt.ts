import { z } from 'zod';
import type { RequestChannel, RequestDocumentKind } from '#contract/requests/codes';
import { maskName, maskNumber } from '#contract/requests/identity';
import { AppError } from '#contract/shared/errors';
import { pagePaths } from '#contract/shared/pages';
import type { Zone } from '#contract/shared/zones';
import { type Receipt, renderReceipt } from '#documents/requests/receipt';
import { signReceipt } from '#documents/requests/receipt-signature';
import { DecryptionError } from '#platform/crypto';
import type { Prisma } from '#prisma/client';
import { writeAudit } from '#records/audit';
import { openName, openNik } from '#records/requests/sealed';
import type { ApiDeps, SignedIn } from '../shared/deps.ts';
import { drawing } from '../shared/drawing.ts';
import { implement } from '../shared/route.ts';
import { actingPerson } from '../shared/scope.ts';
import { requestScope } from './scope.ts';

/** As long as the person stands at the counter. */
const lifetimeMs = 15 * 60_000;
const Pass = z.object({ secret: z.string(), until: z.number() });

const placeOf = (requestId: string, userId: string): string => `receipt:${requestId}:${userId}`;

/**
 * Lets the operator who filed a request print its link for some minutes. Only the hash of the secret is kept, so the
 * secret travels in this pass: sealed, of use for this request and this operator's session only, and dead soon. Found in
 * a log it opens nothing.
 */
export const receiptPass = (
  { vault, now }: Pick<ApiDeps, 'vault' | 'now'>,
  request: { readonly id: string; readonly secret: string },
  userId: string,
): string => {
  const pass = { secret: request.secret, until: now().getTime() + lifetimeMs };
  return vault.seal(JSON.stringify(pass), placeOf(request.id, userId));
};

/** The secret of a pass; null without one, for somebody else's and for one that is over. */
function secretOf(
  { vault, now }: Pick<ApiDeps, 'vault' | 'now'>,
  pass: string | undefined,
  place: string,
): string | null {
  if (pass === undefined) return null;
  try {
    const { secret, until } = Pass.parse(JSON.parse(vault.open(pass, place)));
    return until > now().getTime() ? secret : null;
  } catch (error) {
    if (error instanceof DecryptionError) return null;
    throw error;
  }
}

type Row = Prisma.SyncRequestGetPayload<{ include: { office: true } }>;

/** Of the own office, or filed by oneself: a request may belong to another region's office. */
const mayPrint = (actor: SignedIn): Prisma.SyncRequestWhereInput => ({
  OR: [requestScope(actor), { submittedBy: actor.id }],
});

function receiptOf(
  { config, vault, now }: Pick<ApiDeps, 'config' | 'vault' | 'now'>,
  row: Row,
  secret: string | null,
): Receipt {
  const printedAt = now();
  const signed = signReceipt(config.documentSigningKey, {
    code: row.code,
    office: row.office.name,
    submittedAt: row.submittedAt.toISOString(),
    printedAt: printedAt.toISOString(),
  });
  const page = (path: string): string => config.publicUrl + path;
  return {
    code: row.code,
    submittedAt: row.submittedAt,
    channel: row.channel as RequestChannel,
    nameMasked: maskName(openName(vault, row)),
    nikMasked: maskNumber(openNik(vault, row)),
    office: row.office,
    zone: row.office.zone as Zone,
    expectedAt: row.expectedAt,
    tracking: {
      url: page(secret ? pagePaths.tracking(row.code, secret) : pagePaths.trackingPage()),
      withSecret: secret !== null,
    },
    verification: {
      page: page(pagePaths.verificationPage()),
      document: page(pagePaths.verification(signed)),
    },
    printedAt,
  };
}

const printers = { 'tanda-terima': renderReceipt } as const satisfies Record<
  RequestDocumentKind,
  (receipt: Receipt) => Promise<Buffer>
>;

/** The printed tanda terima: with the link's QR for the operator who has just filed it, else with the page's. */
export const receiptHandlers = [
  implement('requests.document', async (context) => {
    const { deps, actor, params, query } = context;
    const row = await deps.db.syncRequest.findFirst({
      where: { AND: [{ id: params.id }, mayPrint(actor)] },
      include: { office: true },
    });
    if (!row) throw new AppError('NOT_FOUND', { message: 'no such request in this scope' });
    const secret = secretOf(deps, query.receipt, placeOf(row.id, actor.id));
    const content = await drawing(() => printers[params.kind](receiptOf(deps, row, secret)));
    await deps.db.$transaction((tx) =>
      writeAudit(tx, {
        event: 'DOCUMENT_DOWNLOADED',
        actor: actingPerson(context),
        subjectType: 'REQUEST',
        subjectId: row.id,
        details: { kind: params.kind, bytes: content.length, withLink: secret !== null },
      }),
    );
    return { content, fileName: `${params.kind}-${row.code}.pdf`, disposition: 'inline' as const };
  }),
];
