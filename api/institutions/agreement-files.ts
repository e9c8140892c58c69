import { AppError } from '#contract/shared/errors';
import { newStorageKey } from '#ports/storage/storage-port';
import { writeAudit } from '#records/audit';
import { attachAgreementFile, requireAgreement } from '#records/institutions/institutions';
import { implement } from '../shared/route.ts';
import { actingPerson } from '../shared/scope.ts';
import { readInstitution } from './view.ts';

/** The signed PKS. That it is a PDF was seen in its first bytes before this runs. */
const upload = implement('agreements.upload', async (context) => {
  const { deps, params, files } = context;
  const { db, ports, now } = deps;
  await requireAgreement(db, params.id, params.agreementId);
  if (!files.file) throw new AppError('INVALID_INPUT', { errors: [{ path: 'file', code: 'REQUIRED' }] });
  const { fileName, contentType } = files.file;
  const storageKey = newStorageKey();
  const kept = await ports.storage.put(storageKey, files.file.stream(), { contentType });
  try {
    return await db.$transaction(async (tx) => {
      const target = { id: params.id, actor: actingPerson(context) };
      const file = { storageKey, fileName, contentType, bytes: kept.bytes, sha256: kept.sha256 };
      await attachAgreementFile(tx, target, params.agreementId, file);
      return readInstitution(tx, params.id, now());
    });
  } catch (error) {
    await ports.storage.delete(storageKey).catch(() => undefined);
    throw error;
  }
});

const download = implement('agreements.file', async (context) => {
  const { deps, params } = context;
  const { fileId } = await requireAgreement(deps.db, params.id, params.agreementId);
  const file = fileId && (await deps.db.storedFile.findUnique({ where: { id: fileId } }));
  if (!file) throw new AppError('NOT_FOUND', { message: 'no file of this PKS yet' });
  const content = await deps.ports.storage.get(file.storageKey);
  await writeAudit(deps.db, {
    event: 'FILE_DOWNLOADED',
    actor: actingPerson(context),
    subjectType: 'INSTITUTION',
    subjectId: params.id,
    institutionId: params.id,
    details: { fileId: file.id, kind: file.kind, agreementId: params.agreementId },
  });
  return { content, contentType: file.contentType, fileName: file.fileName };
});

export const agreementFileHandlers = [upload, download];
