import { z } from 'zod';
import { Day } from '../shared/days.ts';
import { defineRoutes } from '../shared/http.ts';
import { listQuery } from '../shared/paging.ts';

export const AuditEntry = z.object({
  id: z.string(),
  at: z.iso.datetime(),
  event: z.string(),
  actorId: z.string(),
  actorName: z.string(),
  actorUnit: z.string(),
  actorRoles: z.array(z.string()),
  address: z.string().nullable(),
  requestId: z.string().nullable(),
  subjectType: z.string(),
  subjectId: z.string(),
  institutionId: z.uuid().nullable(),
  outcome: z.string(),
  details: z.record(z.string(), z.unknown()).nullable(),
});
export type AuditEntry = z.infer<typeof AuditEntry>;

export const auditListQuery = listQuery(
  ['at'],
  {
    event: z.string().max(60).optional(),
    actorId: z.string().max(100).optional(),
    subjectType: z.string().max(40).optional(),
    subjectId: z.string().max(100).optional(),
    institutionId: z.uuid().optional(),
    from: Day.optional(),
    to: Day.optional(),
  },
  { sort: ['at', 'DESC'] },
);

export const auditRoutes = defineRoutes({
  'audit.list': {
    method: 'get',
    path: '/api/v1/audit',
    access: 'audit.read',
    tag: 'Audit',
    summary: 'The audit trail',
    query: auditListQuery,
    list: true,
    response: z.array(AuditEntry),
  },
  'audit.export': {
    method: 'get',
    path: '/api/v1/audit.csv',
    access: 'audit.read',
    tag: 'Audit',
    summary: 'The filtered trail as CSV',
    query: auditListQuery,
    response: { contentType: 'text/csv; charset=utf-8' },
  },
});
