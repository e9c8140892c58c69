import { AppError } from '#contract/shared/errors';
import { writeAudit } from '#records/audit';
import { attachAgreementFile, requireAgreement } from '#records/institutions/institutions';
import { keepPaper } from '../shared/papers.ts';
import { implement } from '../shared/route.ts';
import { actingPerson } from '../shared/scope.ts';
import { readInstitution } from './view.ts';

/** The signed PKS. That it is a PDF was seen in its first bytes before this runs. */
const upload = implement('agreements.upload', async (context) => {
  const { deps, params, files } = context;
  await requireAgreement(deps.db, params.id, params.agreementId);
  return keepPaper(deps, files.file, async (tx, paper) => {
    const target = { id: params.id, actor: actingPerson(context) };
    await attachAgreementFile(tx, target, params.agreementId, paper);
    return readInstitution(tx, params.id, deps.now());
  });
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
