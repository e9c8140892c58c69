import pLimit from 'p-limit';
import type { z } from 'zod';
import type { RequestAct } from '#contract/requests/messages';
import {
  type BatchInput,
  type BatchResult,
  requestActionInputs,
  stepActionInputs,
} from '#contract/requests/schemas';
import { AppError } from '#contract/shared/errors';
import { sha256 } from '#platform/crypto';
import { problemOf, toAppError } from '../shared/problem.ts';
import { implement, type RouteContext } from '../shared/route.ts';
import { parseInput } from '../shared/validation.ts';
import { actAsStaff } from './acts.ts';
import { requestScope } from './scope.ts';

type Context = RouteContext<'requests.actOnMany'>;
type Row = BatchResult['rows'][number];

/** Acts under way at once for one batch: it must not crowd out the single acts of others. */
const atOnce = 3;

/**
 * One act on many requests. Each row is an act of its own with a key of its own, made from the batch's: a repeat after
 * a lost answer gives each row the result that it had, and does what was not done.
 */
export const requestBatchHandlers = [
  implement('requests.actOnMany', async (context) => {
    const input = inputOf(context.body);
    const ids = [...new Set(context.body.ids)];
    const codes = await codesOf(context, ids);
    const run = createRun(context, input);
    const few = pLimit(atOnce);
    const rows = await Promise.all(ids.map((id) => few(() => run(id, codes.get(id) ?? ''))));
    const done = rows.filter(({ ok }) => ok).length;
    return { done, refused: rows.length - done, rows };
  }),
];

/** What every row is sent. Wrong for one is wrong for all: refused before anything is done. */
function inputOf({ act, note, result, photos }: BatchInput): object {
  const sent = { ...(note ? { note } : {}), ...(result ? { result } : {}), ...(photos ? { photos } : {}) };
  const schemas: Readonly<Record<string, z.ZodType>> =
    act.on === 'request' ? requestActionInputs : stepActionInputs;
  const schema = schemas[act.action];
  if (!schema) throw new Error(`${act.action} is offered for many and has no input`);
  parseInput(schema, sent);
  return sent;
}

/** Codes of those that this person sees. */
async function codesOf(
  { deps: { db }, actor }: Context,
  ids: readonly string[],
): Promise<Map<string, string>> {
  const rows = await db.syncRequest.findMany({
    where: { AND: [{ id: { in: [...ids] } }, requestScope(actor)] },
    select: { id: true, code: true },
  });
  return new Map(rows.map(({ id, code }) => [id, code]));
}

/**
 * Acts on one row. Once no answer came from the workflows, the rows behind it are not tried: each would be waited for,
 * and the batch is repeated with the same key anyway.
 */
function createRun(context: Context, body: object): (id: string, code: string) => Promise<Row> {
  const act: RequestAct = context.body.act;
  const bodyHash = sha256(JSON.stringify([act, body]));
  let isAway = false;
  return async (id, code) => {
    try {
      if (isAway) throw new AppError('WORKFLOW_UNAVAILABLE', { message: 'not tried' });
      await actAsStaff(context, { requestId: id, act, body, key: `${context.key}:${id}`, bodyHash });
      return { id, code, ok: true, message: null, errorCode: null };
    } catch (thrown) {
      const error = toAppError(thrown);
      if (error.code === 'WORKFLOW_UNAVAILABLE') isAway = true;
      if (error.code === 'INTERNAL') context.deps.logger.error({ err: thrown }, 'a row of a batch failed');
      const { detail } = problemOf(error, context.language, context.requestId);
      return { id, code, ok: false, message: detail, errorCode: error.code };
    }
  };
}
