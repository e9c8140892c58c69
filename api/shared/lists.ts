import { createHash } from 'node:crypto';
import { AppError } from '#contract/shared/errors';
import { countCap, type Page } from '#contract/shared/paging';
import type { AnyContext } from './route.ts';

type Direction = 'ASC' | 'DESC';

/** A parsed `listQuery`. */
export interface ListQuery {
  readonly sort: readonly [string, Direction];
  readonly range: readonly [number, number];
  readonly after?: string | undefined;
}

/**
 * How one sortable field is read: the path of the column in Prisma's terms, and how its index orders equal values
 * (`opposite`: `created_at DESC, id` serves both directions only when the id runs against the field).
 */
export interface SortField<Row> {
  readonly path: readonly [string, ...string[]];
  readonly tie: 'same' | 'opposite';
  readonly value: (row: Row) => string | number | bigint | Date;
  readonly type: 'text' | 'time' | 'bigint' | 'int';
}

export interface ListSource<Row> {
  readonly fields: Readonly<Record<string, SortField<Row>>>;
  readonly idOf: (row: Row) => string;
  /** Ids are UUIDs unless this says any text. */
  readonly textIds?: boolean;
  /** Prisma's `findMany` and `count` of the model, already bound to the filter through `where`. */
  readonly findMany: (args: {
    where: object;
    orderBy: object[];
    skip: number;
    take: number;
  }) => Promise<Row[]>;
  readonly count: (args: { where: object; take: number }) => Promise<number>;
}

/**
 * One page of a list. Counts up to `countCap` only, and goes on behind a row (`after`) by index instead of skipping,
 * so that no page's cost grows with the table. A page that starts beyond the cap needs `after`.
 */
export async function readPage<Row>(
  source: ListSource<Row>,
  where: object,
  query: ListQuery,
): Promise<Page<Row>> {
  const [name, direction] = query.sort;
  const field = source.fields[name];
  if (!field) throw new Error(`list without a sort field ${name}`);
  const [from, to] = query.range;
  if (from >= countCap && query.after === undefined) {
    throw new AppError('INVALID_INPUT', { errors: [{ path: 'range', code: 'RANGE_TOO_DEEP' }] });
  }
  const idDirection = (field.tie === 'same') === (direction === 'ASC') ? 'asc' : 'desc';
  const cursor =
    query.after === undefined
      ? null
      : readCursor(query.after, `${name} ${direction}`, field.type, source.textIds ?? false);
  const behind = cursor ? behindCursor(field, direction, idDirection, cursor) : null;
  const take = to - from + 1;
  const [rows, counted] = await Promise.all([
    source.findMany({
      where: behind ? { AND: [where, behind] } : where,
      orderBy: [nest(field.path, direction === 'ASC' ? 'asc' : 'desc'), { id: idDirection }],
      skip: cursor ? 0 : from,
      take: take + 1,
    }),
    source.count({ where, take: countCap + 1 }),
  ]);
  const page = rows.slice(0, take);
  const last = page.at(-1);
  const more = rows.length > take && last !== undefined;
  return {
    rows: page,
    from,
    total: Math.min(counted, countCap),
    capped: counted > countCap,
    nextAfter: more ? writeCursor(`${name} ${direction}`, field.value(last), source.idOf(last)) : null,
  };
}

/**
 * Answers a list: the rows, and `Content-Range`, `X-Total-Capped` and `X-Next-After` as react-admin and our pages
 * read them.
 */
export function listResult<T>(context: Pick<AnyContext, 'setHeader'>, page: Page<T>): T[] {
  const last = page.from + Math.max(page.rows.length - 1, 0);
  context.setHeader('Content-Range', `items ${page.from}-${last}/${page.total}`);
  context.setHeader('X-Total-Capped', String(page.capped));
  if (page.nextAfter) context.setHeader('X-Next-After', page.nextAfter);
  return [...page.rows];
}

/** The `where` of a list's `id` filter (react-admin asks for several at once). An id that cannot be one finds nothing. */
export const whereIds = (ids: readonly string[] | undefined): object =>
  ids === undefined ? {} : { id: { in: ids.filter((id) => uuidPattern.test(id)) } };

/** The same page with other rows. */
export const mapPage = <A, B>(page: Page<A>, turn: (row: A) => B): Page<B> => ({
  ...page,
  rows: page.rows.map(turn),
});

/** `['institution', 'name'], 'asc'` -> `{ institution: { name: 'asc' } }`. */
const nest = (path: readonly string[], value: unknown): object =>
  path.reduceRight<unknown>((inner, part) => ({ [part]: inner }), value) as object;

const uuidPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

interface Cursor {
  readonly value: unknown;
  readonly id: string;
}

/** `<=` stands beside the exact condition so that the index is entered at the right place. */
function behindCursor(
  field: Pick<SortField<never>, 'path'>,
  direction: Direction,
  idDirection: 'asc' | 'desc',
  { value, id }: Cursor,
): object {
  const beyond = direction === 'ASC' ? 'gt' : 'lt';
  return {
    AND: [
      nest(field.path, { [`${beyond}e`]: value }),
      {
        OR: [
          nest(field.path, { [beyond]: value }),
          {
            AND: [nest(field.path, { equals: value }), { id: { [idDirection === 'asc' ? 'gt' : 'lt']: id } }],
          },
        ],
      },
    ],
  };
}

/** A cursor belongs to one order of the list: the tag makes another one refuse it. */
const tagOf = (sort: string): string => createHash('sha256').update(sort).digest('base64url').slice(0, 6);

function writeCursor(sort: string, value: string | number | bigint | Date, id: string): string {
  const plain = value instanceof Date ? value.toISOString() : String(value);
  return Buffer.from(JSON.stringify([tagOf(sort), plain, id])).toString('base64url');
}

function readCursor(text: string, sort: string, type: SortField<never>['type'], textIds: boolean): Cursor {
  try {
    const [tag, value, id] = JSON.parse(Buffer.from(text, 'base64url').toString()) as unknown[];
    if (tag !== tagOf(sort) || typeof value !== 'string' || typeof id !== 'string') throw new Error('tag');
    if (!textIds && !uuidPattern.test(id)) throw new Error('id');
    return { value: readValue(value, type), id };
  } catch (cause) {
    throw new AppError('INVALID_INPUT', { errors: [{ path: 'after', code: 'BAD_FORMAT' }], cause });
  }
}

function readValue(text: string, type: SortField<never>['type']): unknown {
  if (type === 'text') return text;
  if (type === 'bigint') return BigInt(text);
  if (type === 'int') return Number.parseInt(text, 10);
  const time = new Date(text);
  if (Number.isNaN(time.getTime())) throw new RangeError('not a time');
  return time;
}
