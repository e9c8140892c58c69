import simpleRest from 'ra-data-simple-rest';
import type { DataProvider, GetListParams, GetListResult, RaRecord } from 'react-admin';
import { type Answer, request } from './http.ts';
import { type ListKey, PageEnds, readListHead, shownTotal } from './paging.ts';

const root = '/api/v1';

const toHttpClient = async (
  url: string,
  options: { method?: string; body?: unknown; signal?: AbortSignal } = {},
) => {
  const answer = await request(url, {
    ...(options.method ? { method: options.method } : {}),
    ...(typeof options.body === 'string' ? { body: options.body } : {}),
    ...(options.signal ? { signal: options.signal } : {}),
  });
  return { ...answer, body: JSON.stringify(answer.json) };
};

/** Drops filter values that say nothing, so that an emptied search field does not filter by "". */
export const tidyFilter = (filter: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(filter).filter(
      ([, value]) =>
        value !== '' &&
        value !== null &&
        value !== undefined &&
        !(Array.isArray(value) && value.length === 0),
    ),
  );

/** The query of a list as the API reads it; lists and their CSV use the same. */
export const listSearch = (query: Readonly<Record<string, string>>): string =>
  new URLSearchParams(query).toString();

export type Fetch = (url: string, options?: { signal?: AbortSignal }) => Promise<Answer>;

/** Reads lists with a capped total and keyset pages behind it. */
export function createListReader(fetch: Fetch, ends = new PageEnds()) {
  return async (resource: string, params: GetListParams): Promise<GetListResult<RaRecord>> => {
    const { page, perPage } = params.pagination ?? { page: 1, perPage: 25 };
    const { field, order } = params.sort ?? { field: 'id', order: 'ASC' };
    const list: ListKey = {
      resource,
      sort: [field, order],
      filter: tidyFilter((params.filter ?? {}) as Record<string, unknown>),
      perPage,
    };
    const url = `${root}/${resource}?${listSearch(ends.query(list, page))}`;
    const { json, headers } = await fetch(url, params.signal ? { signal: params.signal } : {});
    const rows = json as RaRecord[];
    const head = readListHead(headers);
    ends.remember(list, page, head.nextAfter);
    const total = shownTotal(head, page, perPage, rows.length);
    return {
      data: rows,
      total,
      pageInfo: { hasNextPage: page * perPage < total, hasPreviousPage: page > 1 },
      meta: { capped: head.capped, counted: head.total },
    };
  };
}

const base = simpleRest(root, toHttpClient as never);

/** `ra-data-simple-rest` with our errors, keys and totals. Acts that are no CRUD go through `call`. */
export const dataProvider: DataProvider = {
  ...base,
  getList: createListReader(request) as DataProvider['getList'],
};
