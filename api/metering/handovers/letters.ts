import { AppError } from '#contract/shared/errors';
import { writeAudit } from '#records/audit';
import { attachHandoverLetter } from '#records/metering/handovers';
import { keepPaper } from '../../shared/papers.ts';
import { limitRate, type RateLimit } from '../../shared/rate-limit.ts';
import { implement } from '../../shared/route.ts';
import { actingPerson } from '../../shared/scope.ts';
import { readHandover } from './handover-view.ts';

const letterLimit: RateLimit = { name: 'handover-letter', points: 60, seconds: 3600 };

/** The signed letter of a handover: Berita Acara or receipt, as it was scanned. */
const upload = implement('handovers.uploadLetter', async (context) => {
  const { deps, actor, params, files } = context;
  await readHandover(deps.db, actor, params.id);
  await limitRate(deps.db, letterLimit, actor.id, deps.now());
  return keepPaper(deps, files.file, async (tx, letter) => {
    await attachHandoverLetter(tx, params.id, letter, actingPerson(context), deps.now());
    return readHandover(tx, actor, params.id);
  });
});

const download = implement('handovers.letter', async (context) => {
  const { deps, actor, params } = context;
  const { institutionId } = await readHandover(deps.db, actor, params.id);
  const file = await deps.db.storedFile.findFirst({
    where: { handoverId: params.id },
    orderBy: [{ uploadedAt: 'desc' }, { id: 'desc' }],
  });
  if (!file) throw new AppError('NOT_FOUND', { message: 'no letter of this handover yet' });
  const content = await deps.ports.storage.get(file.storageKey);
  await writeAudit(deps.db, {
    event: 'FILE_DOWNLOADED',
    actor: actingPerson(context),
    subjectType: 'HANDOVER',
    subjectId: params.id,
    institutionId,
    details: { fileId: file.id, kind: file.kind },
  });
  return { content, contentType: file.contentType, fileName: file.fileName };
});

export const letterHandlers = [upload, download];
