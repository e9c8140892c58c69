import type { z } from 'zod';
import type { requestListQuery } from './http.ts';

type Query = z.infer<typeof requestListQuery>;

/**
 * The order in which the queue answers: a list that is bounded by a time stands in the order of that time (the queue's
 * own order is, for what has ended, the order of the end). An index answers either of two times, never one in the
 * order of the other (docs/adr/0011).
 */
export function orderWithin(
  filter: Pick<Query['filter'], 'submittedFrom' | 'submittedTo' | 'endedFrom'>,
  [field, direction]: Query['sort'],
): Query['sort'] {
  if (filter.submittedFrom || filter.submittedTo) return ['submittedAt', direction];
  return [filter.endedFrom ? 'queue' : field, direction];
}
