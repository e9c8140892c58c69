import { z } from 'zod';
import { trackingSecretHeader } from '../requests/public-http.ts';
import { Day } from '../shared/days.ts';
import { defineRoutes, uuidParams } from '../shared/http.ts';
import { listQuery } from '../shared/paging.ts';
import { trailTokenHeader } from '../trail/http.ts';
import { complaintOutcomes, complaintStatuses } from './lifecycle.ts';
import * as schema from './schemas.ts';

export const complaintListQuery = listQuery(
  ['filedAt'],
  {
    status: z.enum(complaintStatuses).optional(),
    institutionId: z.uuid().optional(),
    outcome: z.enum(complaintOutcomes).optional(),
    filedFrom: Day.optional(),
    filedTo: Day.optional(),
    /** Those whose citizen is to have had a word by now. */
    overdue: z.boolean().optional(),
    /** A whole number. */
    q: z.string().trim().max(40).optional(),
  },
  { sort: ['filedAt', 'DESC'] },
);

const tag = 'Complaints';

/** Complaints that citizens raise from a line of "Siapa mengecek NIK saya?". */
export const complaintRoutes = defineRoutes({
  'complaints.file': {
    method: 'post',
    path: '/api/v1/public/access-complaints',
    access: 'public',
    tag: 'Citizen',
    summary: 'Raise a complaint from a line of the opened trail (header X-Trail-Token)',
    body: schema.ComplaintForm,
    secretHeader: trailTokenHeader,
    idempotency: 'create',
    secretAnswer: true,
    status: 201,
    response: schema.FiledComplaint,
  },
  'complaints.track': {
    method: 'get',
    path: '/api/v1/public/access-complaints/:number',
    access: 'public',
    tag: 'Citizen',
    summary: 'State and answers of a complaint, by number and secret (header X-Tracking-Secret)',
    params: z.object({ number: z.string().max(40) }),
    secretHeader: trackingSecretHeader,
    response: schema.TrackedComplaint,
  },
  'complaints.trackOwn': {
    method: 'get',
    path: '/api/v1/public/trail/complaints/:number',
    access: 'public',
    tag: 'Citizen',
    summary:
      'A complaint that was raised from the opened trail, for who lost its secret (header X-Trail-Token)',
    params: z.object({ number: z.string().max(40) }),
    secretHeader: trailTokenHeader,
    response: schema.TrackedComplaint,
  },
  'complaints.ownReceipt': {
    method: 'get',
    path: '/api/v1/public/access-complaints/:number/receipt',
    access: 'public',
    tag: 'Citizen',
    summary: 'The tanda terima as PDF, with the secret that asks for it (header X-Tracking-Secret)',
    params: z.object({ number: z.string().max(40) }),
    secretHeader: trackingSecretHeader,
    response: { contentType: 'application/pdf' },
  },
  'complaints.list': {
    method: 'get',
    path: '/api/v1/access-complaints',
    access: 'complaints.read',
    tag,
    summary: 'Complaints about accesses; an institution sees those that were forwarded to it',
    query: complaintListQuery,
    list: true,
    response: z.array(schema.ComplaintSummary),
  },
  'complaints.export': {
    method: 'get',
    path: '/api/v1/access-complaints.csv',
    access: 'complaints.read',
    tag,
    summary: 'The filtered list as CSV, without what was written',
    query: complaintListQuery,
    response: { contentType: 'text/csv; charset=utf-8' },
  },
  'complaints.read': {
    method: 'get',
    path: '/api/v1/access-complaints/:id',
    access: 'complaints.read',
    tag,
    summary: 'One complaint with its history and allowed actions; the reading is logged',
    params: uuidParams,
    response: schema.ComplaintDetail,
  },
  'complaints.receipt': {
    method: 'get',
    path: '/api/v1/access-complaints/:id/receipt',
    access: 'complaint-receipts.read',
    tag,
    summary: 'The tanda terima as PDF, without the secret, which is not kept',
    params: uuidParams,
    response: { contentType: 'application/pdf' },
  },
  'complaints.act': {
    method: 'post',
    path: '/api/v1/access-complaints/:id/actions/:action',
    access: 'complaints.act',
    tag,
    summary: 'Take an action of the complaint',
    params: uuidParams.extend({ action: schema.ComplaintActionName }),
    body: schema.ComplaintActInput,
    idempotency: 'create',
    response: schema.ComplaintActResult,
  },
});
