import { type RaRecord, type UseGetOneOptions, useGetOne } from 'react-admin';

/**
 * One record for a page of its own. react-admin takes a list's row for the record until the answer is there, and a row
 * has less than a record; the meta keeps both apart.
 */
export const useDetail = <T extends RaRecord<string>>(
  resource: string,
  id: string,
  options?: UseGetOneOptions<T>,
) => useGetOne<T>(resource, { id, meta: { detail: true } }, options);
