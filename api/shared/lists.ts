import { createHash } from 'node:crypto';
import { AppError } from '#contract/shared/errors';
import { countCap, type Page } from '#contract/shared/paging';
import type { AnyContext } from './route.ts';
import { isStorable } from './storable.ts';

type Direction = 'ASC' | 'DESC';

/** A parsed `listQuery`. */
export interface ListQuery {
  readonly sort: readonly [string, Direction];
  readonly range: readonly [number, number];
  readonly after?: string | undefined;
}

/** A column that a list is ordered by: its path in Prisma's terms, and what a row holds there. */
export interface SortKey<Row> {
  readonly path: readonly [string, ...string[]];
  readonly value: (row: Row) => string | number | bigint | Date | null;
  readonly type: 'text' | 'time' | 'bigint' | 'int';
  /** Rows may hold nothing there; nothing counts as the least. Its index is `field DESC NULLS LAST`. */
  readonly nullable?: true;
}

/**
 * A sortable field. `tie` says how its index orders the ids of equal values: `opposite` for `created_at DESC, id`,
 * which serves both directions only when the id runs against the field. `next` is a column between field and id, for
 * an index of three; it and the id run as in `(field ASC, next DESC, id ASC)`.
 */
export interface SortField<Row> extends SortKey<Row> {
  readonly tie: 'same' | 'opposite';
  readonly next?: SortKey<Row>;
}

export interface ListSource<Row> {
  readonly fields: Readonly<Record<string, SortField<Row>>>;
  readonly idOf: (row: Row) => string;
  /** Ids are UUIDs unless this says any text. */
  readonly textIds?: boolean;
  /** Ids are numbers of 64 bits. */
  readonly numberIds?: boolean;
  /** Prisma's `findMany` and `count` of the model, already bound to the filter through `where`. */
  readonly findMany: (args: {
    where: object;
    orderBy: object[];
    skip: number;
    take: number;
  }) => Promise<Row[]>;
  readonly count: (args: { where: object; orderBy: object[]; take: number }) => Promise<number>;
  /**
   * The field along which rows are counted, whatever the page is sorted by: the one that stands in an index behind
   * each filter. Prisma counts up to a limit in some order, by default an expensive one. The page's own unless set.
   */
  readonly countAlong?: string;
  /** Counts exactly up to here; `countCap` unless less is set. */
  readonly countUpTo?: number;
  /**
   * The ids alone, of all rows where nothing is said of `take`. Where it is given, pages are found this way and only
   * their own rows are read from the table: an index that holds order and filter skips and filters by itself.
   */
  readonly findIds?: (args: {
    where: object;
    orderBy: object[];
    skip?: number;
    take?: number;
  }) => Promise<{ id: string }[]>;
  /**
   * No index leads with the filter. Few hits are then read as a whole and cut here: with a limit the database might walk
   * a whole index of the order in the hope of meeting them soon. Needs `findIds`.
   */
  readonly scattered?: boolean;
}

/** Up to here all ids are read and cut here. */
const fewRows = 3_000;

/**
 * One page of a list. Counts up to `countUpTo` only, once for a walk, and goes on behind a row (`after`) by index instead
 * of skipping, so that no page's cost grows with the table. A page that starts beyond the cap needs `after`.
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
  const idType = source.numberIds ? 'bigint' : 'text';
  const keys = keysOf(field, direction, idType);
  const sort = `${name} ${direction}`;
  const after =
    query.after === undefined
      ? null
      : readCursor(query.after, sort, keys, (source.textIds ?? false) || idType === 'bigint');
  const take = to - from + 1;
  const orderBy = orderOf(keys);
  const along = source.countAlong === undefined ? undefined : source.fields[source.countAlong];
  const countOrder = along ? orderOf(keysOf(along, 'DESC', idType)) : orderBy;
  const cap = source.countUpTo ?? countCap;
  const counting = after
    ? Promise.resolve(after.counted)
    : source.count({ where, orderBy: countOrder, take: cap + 1 });
  const read = (whole: boolean) =>
    after
      ? readBehind(source, where, keys, after.values, take + 1)
      : readRows(source, { where, orderBy, skip: from, take: take + 1 }, whole);
  // Both at once, unless what the filter finds decides how the rows are best read.
  const reading = source.scattered
    ? counting.then((counted) => (counted === 0 ? [] : read(counted <= fewRows)))
    : read(false);
  const [counted, rows] = await Promise.all([counting, reading]);
  const page = rows.slice(0, take);
  const last = page.at(-1);
  const more = rows.length > take && last !== undefined;
  return {
    rows: page,
    from,
    total: Math.min(counted, cap),
    capped: counted > cap,
    nextAfter: more ? writeCursor({ sort, keys, counted }, last, source.idOf(last)) : null,
  };
}

/** `whole`: through the ids of all that is found, see `scattered`. */
async function readRows<Row>(
  { findIds, findMany }: ListSource<Row>,
  page: Parameters<ListSource<Row>['findMany']>[0],
  whole = false,
): Promise<Row[]> {
  if (!findIds) return findMany(page);
  const { where, orderBy, skip, take } = page;
  const found = whole
    ? (await findIds({ where, orderBy })).slice(skip, skip + take)
    : await findIds({ where, orderBy, skip, take });
  if (found.length === 0) return [];
  return findMany({ where: { id: { in: found.map(({ id }) => id) } }, orderBy, skip: 0, take });
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

const orderOf = <Row>(keys: readonly OrderedKey<Row>[]): object[] =>
  keys.map(({ path, order, nullable }) => {
    const nulls = order === 'asc' ? 'first' : 'last';
    return nest(path, nullable ? { sort: order, nulls } : order);
  });

/** `['institution', 'name'], 'asc'` -> `{ institution: { name: 'asc' } }`. */
const nest = (path: readonly string[], value: unknown): object =>
  path.reduceRight<unknown>((inner, part) => ({ [part]: inner }), value) as object;

const uuidPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

interface OrderedKey<Row> extends Omit<SortKey<Row>, 'value'> {
  readonly order: 'asc' | 'desc';
  /** Absent on the id, which closes every order. */
  readonly value?: SortKey<Row>['value'];
}

const turned = { asc: 'desc', desc: 'asc' } as const;

function keysOf<Row>(
  field: SortField<Row>,
  direction: Direction,
  idType: 'text' | 'bigint',
): OrderedKey<Row>[] {
  const order = direction === 'ASC' ? 'asc' : 'desc';
  const id = { path: ['id'], type: idType, order: field.tie === 'same' ? order : turned[order] } as const;
  const between = field.next ? [{ ...field.next, order: turned[order] }] : [];
  return [{ ...field, order }, ...between, id];
}

/**
 * The rows behind one in an order of several keys: first those that differ in the last key only, then in the last but
 * one, and so on. Each part is one range of the index, entered where it begins; a condition over all keys at once
 * would read every row of equal values before it.
 */
async function readBehind<Row>(
  source: ListSource<Row>,
  where: object,
  keys: readonly OrderedKey<Row>[],
  values: readonly unknown[],
  take: number,
): Promise<Row[]> {
  const orderBy = orderOf(keys);
  const rows: Row[] = [];
  for (const [at, key] of [...keys.entries()].reverse()) {
    const before = keys.slice(0, at).map(({ path }, place) => nest(path, { equals: values[place] }));
    for (const beyond of beyondOf(key, values[at])) {
      if (rows.length >= take) return rows;
      const part = [where, ...before, nest(key.path, beyond)];
      const range = { where: { AND: part }, orderBy, skip: 0, take: take - rows.length };
      rows.push(...(await readRows(source, range)));
    }
  }
  return rows;
}

/** What lies behind a value in the order of a key, in that order: one range, or two where nothing is the least. */
function beyondOf(
  { order, nullable }: Pick<OrderedKey<never>, 'order' | 'nullable'>,
  value: unknown,
): object[] {
  if (value === null) return order === 'asc' ? [{ not: null }] : [];
  if (order === 'asc') return [{ gt: value }];
  return nullable ? [{ lt: value }, { equals: null }] : [{ lt: value }];
}

/** A cursor belongs to one order of the list: the tag makes another one refuse it. */
const tagOf = (sort: string): string => createHash('sha256').update(sort).digest('base64url').slice(0, 6);

/** Where a page ended, and what was counted for the page that the walk began with. */
function writeCursor<Row>(
  list: { sort: string; keys: readonly OrderedKey<Row>[]; counted: number },
  row: Row,
  id: string,
): string {
  const values = list.keys.map(({ value }) => (value ? plainOf(value(row)) : id));
  return Buffer.from(JSON.stringify([tagOf(list.sort), list.counted, ...values])).toString('base64url');
}

const plainOf = (value: string | number | bigint | Date | null): string | null =>
  value instanceof Date ? value.toISOString() : value === null ? null : String(value);

/** The values of the keys at the row behind which the page begins. Throws `INVALID_INPUT` for what we did not write. */
function readCursor(
  text: string,
  sort: string,
  keys: readonly OrderedKey<never>[],
  anyId: boolean,
): { counted: number; values: unknown[] } {
  try {
    const [tag, counted, ...values] = JSON.parse(Buffer.from(text, 'base64url').toString()) as unknown[];
    const fits =
      values.length === keys.length &&
      values.every((value, at) => typeof value === 'string' || (value === null && keys[at]?.nullable));
    if (tag !== tagOf(sort) || !fits) throw new Error('of another list');
    if (!Number.isSafeInteger(counted) || Number(counted) < 0) throw new Error('no count');
    const plain = values as (string | null)[];
    if (!anyId && !uuidPattern.test(plain.at(-1) ?? '')) throw new Error('no id');
    const held = keys.map(({ type }, at) => {
      const text = plain[at] ?? null;
      return text === null ? null : readValue(text, type);
    });
    return { counted: Number(counted), values: held };
  } catch (cause) {
    throw new AppError('INVALID_INPUT', { errors: [{ path: 'after', code: 'BAD_FORMAT' }], cause });
  }
}

/** Throws `RangeError` for a value that no column of this type holds: a cursor may be of anybody's making. */
function readValue(text: string, type: SortKey<never>['type']): unknown {
  const value = readers[type](text);
  if (value === null) throw new RangeError(`no ${type}`);
  return value;
}

const readers: Readonly<Record<SortKey<never>['type'], (text: string) => unknown>> = {
  text: (text) => (isStorable(text) ? text : null),
  bigint: (text) => inBits(64, text),
  int: (text) => {
    const value = inBits(32, text);
    return value === null ? null : Number(value);
  },
  time: (text) => (/^(?!0000)\d{4}-/.test(text) && !Number.isNaN(Date.parse(text)) ? new Date(text) : null),
};

function inBits(bits: number, text: string): bigint | null {
  const value = /^-?\d{1,20}$/.test(text) ? BigInt(text) : null;
  return value !== null && BigInt.asIntN(bits, value) === value ? value : null;
}
