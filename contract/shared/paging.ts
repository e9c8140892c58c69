import { z } from 'zod';

/** Lists count exactly up to here at most; beyond it people read "lebih dari 10.000". */
export const countCap = 10_000;

/** Up to here where a list holds all that ever was, or is a log: nobody works off its number, it only grows. */
export const pastCountCap = 1_000;

/** The largest page that a list gives at once. */
export const maxPageSize = 100;

const json = <T extends z.ZodType>(schema: T) =>
  z
    .string()
    .transform((text, context) => {
      try {
        return JSON.parse(text) as unknown;
      } catch {
        context.addIssue({ code: 'custom', message: 'NOT_JSON' });
        return z.NEVER;
      }
    })
    .pipe(schema);

/**
 * Query of a list in react-admin's simple REST dialect: `sort=["field","ASC"]`, `range=[0,24]`, `filter={...}`, each a
 * JSON text. `after` continues behind the last row of a page (keyset), which deep pages use instead of an offset.
 */
export const listQuery = <Fields extends readonly [string, ...string[]], F extends z.ZodRawShape>(
  sortable: Fields,
  filter: F,
  initial: { readonly sort: readonly [Fields[number], 'ASC' | 'DESC'] },
) =>
  z.object({
    sort: json(z.tuple([z.enum(sortable), z.enum(['ASC', 'DESC'])])).default([
      initial.sort[0],
      initial.sort[1],
    ] as never),
    range: json(
      z
        .tuple([z.int().min(0), z.int().min(0)])
        .refine(([from, to]) => to >= from && to - from < maxPageSize, { message: 'RANGE_TOO_WIDE' }),
    ).default([0, 24]),
    filter: json(
      z.object({ ...filter, id: z.array(z.string()).max(maxPageSize).optional() }).strict(),
    ).default({} as never),
    after: z.string().max(200).optional(),
  });

/** What a list answers beside its rows (headers `Content-Range`, `X-Total-Capped`, `X-Next-After`). */
export interface Page<T> {
  readonly rows: readonly T[];
  readonly from: number;
  readonly total: number;
  readonly capped: boolean;
  readonly nextAfter: string | null;
}
