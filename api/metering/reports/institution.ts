import { AppError } from '#contract/shared/errors';
import type { DatabaseReader } from '#prisma/client';
import type { SignedIn } from '../../shared/deps.ts';
import { ownInstitution, seesAllInstitutions } from '../../shared/scope.ts';

/**
 * Whose figures are asked for: people of the centre say it, everybody else gets his own institution.
 * @throws AppError INVALID_INPUT when nobody was named, NOT_FOUND for one that he may not see
 */
export async function askedInstitution(
  db: DatabaseReader,
  actor: SignedIn,
  asked: string | undefined,
): Promise<{ id: string; name: string }> {
  const all = seesAllInstitutions(actor);
  if (all && asked === undefined) {
    throw new AppError('INVALID_INPUT', { errors: [{ path: 'institutionId', code: 'INSTITUTION_MISSING' }] });
  }
  const id = all ? asked : ownInstitution(actor);
  const found =
    asked === undefined || asked === id
      ? await db.institution.findUnique({ where: { id: id as string }, select: { id: true, name: true } })
      : null;
  if (!found) throw new AppError('NOT_FOUND', { message: 'no such institution in this scope' });
  return found;
}
