import type { Readable } from 'node:stream';
import type { z } from 'zod';
import type { OrderFile } from '#contract/orders/schemas';
import { AppError } from '#contract/shared/errors';
import { ImageError, rewritePicture } from '#platform/images';
import { newStorageKey } from '#ports/storage/storage-port';
import { writeAudit } from '#records/audit';
import { limitRate, type RateLimit } from '../shared/rate-limit.ts';
import { implement, type UploadedFile } from '../shared/route.ts';
import { actingPerson } from '../shared/scope.ts';
import { requireOrder } from './require-order.ts';

/** OWASP: a picture of more pixels than a scanner makes is an attack on memory. Small print stays readable. */
const pictureLimits = { maxPixels: 40_000_000, quality: 88 };
const uploadLimit: RateLimit = { name: 'upload', points: 30, seconds: 3600 };

/** Proofs of payment that people upload. They prove nothing to us: only SIMPONI says that an order is paid. */
export const fileHandlers = [
  implement('orders.upload', async (context) => {
    const { deps, actor, params, body, files } = context;
    const order = await requireOrder(deps.db, actor, params.id);
    if (!order.kodeBilling) {
      throw new AppError('ACTION_NOT_ALLOWED', { details: { state: order.status, allowed: [] } });
    }
    if (!files.file) throw new AppError('INVALID_INPUT', { errors: [{ path: 'file', code: 'REQUIRED' }] });
    await limitRate(deps.db, uploadLimit, actor.id, deps.now());
    const { storage } = deps.ports;
    const content = await cleaned(files.file);
    const storageKey = newStorageKey();
    const { contentType, fileName } = files.file;
    const kept = await storage.put(storageKey, content, { contentType });
    try {
      return await deps.db.$transaction(async (tx) => {
        const row = await tx.storedFile.create({
          data: {
            kind: body.kind,
            storageKey,
            fileName,
            contentType,
            bytes: kept.bytes,
            sha256: kept.sha256,
            institutionId: order.institutionId,
            orderId: order.id,
            uploadedBy: actor.id,
          },
        });
        await writeAudit(tx, {
          event: 'FILE_UPLOADED',
          actor: actingPerson(context),
          subjectType: 'ORDER',
          subjectId: order.id,
          institutionId: order.institutionId,
          details: { fileId: row.id, kind: body.kind, bytes: kept.bytes, sha256: kept.sha256 },
        });
        return fileView(row);
      });
    } catch (error) {
      await storage.delete(storageKey).catch(() => undefined);
      throw error;
    }
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

/**
 * A picture is decoded and written anew, so that nothing but its pixels is kept (no place, no camera, no hidden rest);
 * a PDF is kept as it is.
 */
async function cleaned(file: UploadedFile): Promise<Buffer | Readable> {
  if (file.contentType === 'application/pdf') return file.stream();
  try {
    return await rewritePicture(() => file.read(), pictureLimits);
  } catch (cause) {
    if (!(cause instanceof ImageError)) throw cause;
    if (cause.fault === 'TOO_MANY_PIXELS') {
      throw new AppError('PAYLOAD_TOO_LARGE', { params: { max: '40 MP' }, cause });
    }
    throw new AppError('UNSUPPORTED_FILE', { params: { types: 'PDF, JPEG, PNG' }, cause });
  }
}

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
