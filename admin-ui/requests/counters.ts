import { useQuery } from '@tanstack/react-query';
import type { RequestCounter } from '#contract/requests/schemas';
import { call } from '../data/call.ts';
import { useMay } from '../session/me.ts';

type Filter = Readonly<Record<string, unknown>>;

/** Counts that lead to a list; asked again when the stream tells of a change. */
export const useRequestCounters = () => {
  const may = useMay('requests.read');
  return useQuery({
    queryKey: ['request-counters'],
    queryFn: ({ signal }) => call('requests.counters', { signal }),
    enabled: may,
  });
};

/** A list of one says the same as the one. */
const plain = (value: unknown): unknown => (Array.isArray(value) && value.length === 1 ? value[0] : value);

const inOrder = (filter: Filter): string =>
  JSON.stringify(
    Object.entries(filter)
      .map(([key, value]) => [key, plain(value)] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );

/** Whether both filters let the same rows through, however they are written. */
export const sameFilter = (a: Filter, b: Filter): boolean => inOrder(a) === inOrder(b);

/** The address of the list that a counter counts. */
export const counterPath = ({ filter }: Pick<RequestCounter, 'filter'>): string =>
  `/requests?${new URLSearchParams({ filter: JSON.stringify(filter), page: '1', order: 'ASC', sort: 'queue' })}`;
