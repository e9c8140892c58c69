import { z } from 'zod';
import { defineRoutes } from '../shared/http.ts';
import { monitoringSpanNames } from './monitoring.ts';
import { Monitoring, OwnRefusals } from './monitoring-schemas.ts';

const spanQuery = z.object({ span: z.enum(monitoringSpanNames).default('HOURS') });
/** All institutions unless one is named. */
const staffQuery = spanQuery.extend({ institutionId: z.uuid().optional() });

const tag = 'Metered access';

export const monitoringRoutes = defineRoutes({
  'monitoring.read': {
    method: 'get',
    path: '/api/v1/monitoring',
    access: 'monitoring.read',
    tag,
    summary: 'How the access service does: calls, units, refusals by reason, latency, SIAK',
    query: staffQuery,
    response: Monitoring,
  },
  'monitoring.export': {
    method: 'get',
    path: '/api/v1/monitoring/refusals.csv',
    access: 'monitoring.read',
    tag,
    summary: 'Refused calls by hour, institution and reason as CSV',
    query: staffQuery,
    response: { contentType: 'text/csv; charset=utf-8' },
  },
  'refusals.own': {
    method: 'get',
    path: '/api/v1/refusals',
    access: 'credentials.manage',
    tag,
    summary: "Refused calls of one's institution by hour, credential, reason and address",
    query: spanQuery,
    response: OwnRefusals,
  },
});
