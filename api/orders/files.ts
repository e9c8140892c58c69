import type { z } from 'zod';
import type { OrderFile } from '#contract/orders/schemas';
import { AppError } from '#contract/shared/errors';
import { writeAudit } from '#records/audit';
import { keepPaper } from '../shared/papers.ts';
import { limitRate, type RateLimit } from '../shared/rate-limit.ts';
import { implement } from '../shared/route.ts';
import { actingPerson } from '../shared/scope.ts';
import { requireOrder } from './require-order.ts';

const uploadLimit: RateLimit = { name: 'upload', points: 30, seconds: 3600 };

/** Proofs of payment that people upload. They prove nothing to us: only SIMPONI says that an order is paid. */
export const fileHandlers = [
  implement('orders.upload', async (context) => {
    const { deps, actor, params, body, files } = context;
    const order = await requireOrder(deps.db, actor, params.id);
    if (!order.kodeBilling) {
      throw new AppError('ACTION_NOT_ALLOWED', { details: { state: order.status, allowed: [] } });
    }
    await limitRate(deps.db, uploadLimit, actor.id, deps.now());
    return keepPaper(deps, files.file, async (tx, paper) => {
      const { kind } = body;
      const { institutionId } = order;
      const row = await tx.storedFile.create({
        data: { ...paper, kind, institutionId, orderId: order.id, uploadedBy: actor.id },
      });
      await writeAudit(tx, {
        event: 'FILE_UPLOADED',
        actor: actingPerson(context),
        subjectType: 'ORDER',
        subjectId: order.id,
        institutionId,
        details: { fileId: row.id, kind, bytes: paper.bytes, sha256: paper.sha256 },
      });
      return fileView(row);
    });
  }),
  implement('orders.file', async (context) => {
    const { deps, actor, params } = context;
    const order = await requireOrder(deps.db, actor, params.id);
    const file = await deps.db.storedFile.findFirst({ where: { id: params.fileId, orderId: order.id } });
    if (!file) throw new AppError('NOT_FOUND', { message: 'no such file of this order' });
    const content = await deps.ports.storage.get(file.storageKey);
    await deps.db.$transaction((tx) =>
      writeAudit(tx, {
        event: 'FILE_DOWNLOADED',
        actor: actingPerson(context),
        subjectType: 'ORDER',
        subjectId: order.id,
        institutionId: order.institutionId,
        details: { fileId: file.id, kind: file.kind },
      }),
    );
    return { content, contentType: file.contentType, fileName: file.fileName };
  }),
];

interface FileRow {
  readonly id: string;
  readonly kind: string;
  readonly fileName: string;
  readonly contentType: string;
  readonly bytes: number;
  readonly uploadedAt: Date;
}

/** A file's row as the detail page lists it. */
export const fileView = ({
  id,
  kind,
  fileName,
  contentType,
  bytes,
  uploadedAt,
}: FileRow): z.infer<typeof OrderFile> => ({
  id,
  kind,
  fileName,
  contentType,
  bytes,
  uploadedAt: uploadedAt.toISOString(),
});
