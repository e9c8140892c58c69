import { z } from 'zod';
import { defineRoutes, uuidParams } from '../../shared/http.ts';
import { listQuery } from '../../shared/paging.ts';
import { comparableElements } from '../person.ts';
import { matchingActions, matchingHolds, matchingStatuses } from './lifecycle.ts';

/** A file that is matched. `actions`: what the asking person may do to it now. */
export const MatchingJob = z.object({
  id: z.uuid(),
  institutionName: z.string(),
  fileName: z.string(),
  elements: z.array(z.enum(comparableElements)),
  status: z.enum(matchingStatuses),
  hold: z.enum(matchingHolds).nullable(),
  totalRows: z.int(),
  badRows: z.int(),
  doneRows: z.int(),
  createdByName: z.string(),
  createdAt: z.iso.datetime(),
  endedAt: z.iso.datetime().nullable(),
  /** Until when the result can be fetched; its files are destroyed then. */
  expiresAt: z.iso.datetime().nullable(),
  hasResult: z.boolean(),
  actions: z.array(z.enum(matchingActions)),
});
export type MatchingJob = z.infer<typeof MatchingJob>;

const fileTypes = ['text/csv', 'application/vnd.ms-excel', 'text/plain'] as const;

export const matchingRoutes = defineRoutes({
  'matching.list': {
    method: 'get',
    path: '/api/v1/matching-jobs',
    access: 'matching.read',
    tag: 'Matching',
    summary: 'Files that are or were matched, with their progress',
    query: listQuery(
      ['createdAt'],
      { status: z.enum(matchingStatuses).optional() },
      { sort: ['createdAt', 'DESC'] },
    ),
    list: true,
    response: z.array(MatchingJob),
  },
  'matching.create': {
    method: 'post',
    path: '/api/v1/matching-jobs',
    access: 'matching.use',
    tag: 'Matching',
    summary:
      'Send a file of up to 1,000,000 NIK (CSV, or one NIK a line) to be matched; one unit of the package is taken when its first rows are done',
    body: z.object({}),
    files: { file: { maxBytes: 128 * 1024 * 1024, types: fileTypes } },
    idempotency: 'create',
    status: 201,
    response: MatchingJob,
  },
  'matching.act': {
    method: 'post',
    path: '/api/v1/matching-jobs/:id/actions/:action',
    access: 'matching.use',
    tag: 'Matching',
    summary: 'Pause, resume or cancel; what was matched until a cancelling stays and is paid',
    params: uuidParams.extend({ action: z.enum(['pause', 'resume', 'cancel']) }),
    body: z.object({}),
    idempotency: 'action',
    response: MatchingJob,
  },
  'matching.result': {
    method: 'get',
    path: '/api/v1/matching-jobs/:id/result',
    access: 'matching.use',
    tag: 'Matching',
    summary: 'The result as CSV, until its files are destroyed',
    params: uuidParams,
    response: { contentType: 'text/csv; charset=utf-8' },
  },
});
