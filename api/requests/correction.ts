import type { RequestAct } from '#contract/requests/messages';
import { CorrectedFields } from '#contract/requests/schemas';
import { AppError, type FieldError } from '#contract/shared/errors';
import { readMobile } from '#platform/phone';
import type { DatabaseReader } from '#prisma/client';

/**
 * The body of a correction as it is kept: the telephone as E.164, as filing keeps it. Throws `INVALID_INPUT` at the field
 * for a number that no mobile has and a region that is none. Every other act's body is given back as it came.
 */
export async function readyBody(db: DatabaseReader, act: RequestAct, body: unknown): Promise<unknown> {
  if (act.on !== 'request' || act.action !== 'correct') return body;
  const sent = body as { readonly fields?: unknown };
  const parsed = CorrectedFields.safeParse(sent.fields);
  // Its shape is judged where all bodies are.
  if (!parsed.success) return body;
  const { nomorWa, wilayahKk } = parsed.data;
  const phone = nomorWa ? readMobile(nomorWa) : nomorWa;
  const known =
    wilayahKk === undefined ||
    (await db.region.findUnique({ where: { code: wilayahKk }, select: { code: true } })) !== null;
  const errors: FieldError[] = [
    ...(phone === null ? [{ path: 'fields.nomorWa', code: 'BAD_PHONE' }] : []),
    ...(known ? [] : [{ path: 'fields.wilayahKk', code: 'BAD_REGION' }]),
  ];
  if (errors.length > 0) throw new AppError('INVALID_INPUT', { errors });
  return phone === undefined ? body : { ...sent, fields: { ...parsed.data, nomorWa: phone } };
}
