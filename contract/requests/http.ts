import { z } from 'zod';
import { Day } from '../shared/days.ts';
import { defineRoutes, uuidParams } from '../shared/http.ts';
import { listQuery } from '../shared/paging.ts';
import { requestChannels, requestDocumentKinds } from './codes.ts';
import { requestStatuses } from './lifecycle.ts';
import { formLimits, photoFiles } from './public-http.ts';
import * as schema from './schemas.ts';
import { requestSteps, stepStatuses } from './steps.ts';

const one = z.enum(requestStatuses);

/**
 * `queue` is the order of work: what must come first (a linked "masih belum terbaca"), then what is due soonest. A list
 * that is bounded by a time stands in the order of that time (`orderWithin`).
 */
export const requestListQuery = listQuery(
  ['queue', 'submittedAt'],
  {
    status: z.union([one, z.array(one).max(requestStatuses.length)]).optional(),
    step: z.enum(requestSteps).optional(),
    stepStatus: z.enum(stepStatuses).optional(),
    /** Open work of the office, or with `step` (and at the centre always) of a step: taken by oneself, or by nobody. */
    assignee: z.enum(['me', 'nobody']).optional(),
    overdue: z.boolean().optional(),
    /** Not overdue yet, and due before the reader's day ends (his office's day; at the centre the day in WIB). */
    dueToday: z.boolean().optional(),
    /** Done or cancelled on this day or later. */
    endedFrom: Day.optional(),
    channel: z.enum(requestChannels).optional(),
    officeId: z.uuid().optional(),
    submittedFrom: Day.optional(),
    submittedTo: Day.optional(),
    /** A whole code. */
    code: z.string().trim().max(40).optional(),
    /** Token of `POST /api/v1/lookups`. */
    lookup: z.string().max(200).optional(),
  },
  { sort: ['queue', 'ASC'] },
);

export const destructionListQuery = listQuery(
  ['destroyedAt'],
  {
    month: z
      .string()
      .regex(/^(19|2\d)\d{2}-(0[1-9]|1[0-2])$/)
      .optional(),
  },
  { sort: ['destroyedAt', 'DESC'] },
);

const tag = 'Requests';

/** What offices, the centre and the auditor do with requests. */
export const requestRoutes = defineRoutes({
  'requests.list': {
    method: 'get',
    path: '/api/v1/requests',
    access: 'requests.read',
    tag,
    summary: 'The queue: of the own office, or for the centre of all',
    query: requestListQuery,
    list: true,
    response: z.array(schema.RequestSummary),
  },
  'requests.counters': {
    method: 'get',
    path: '/api/v1/requests/counters',
    access: 'requests.read',
    tag,
    summary: 'Counts that lead to a list',
    response: z.array(schema.RequestCounter),
  },
  'requests.export': {
    method: 'get',
    path: '/api/v1/requests.csv',
    access: 'requests.read',
    tag,
    summary: 'The filtered list as CSV, masked',
    query: requestListQuery,
    response: { contentType: 'text/csv; charset=utf-8' },
  },
  'requests.intake': {
    method: 'post',
    path: '/api/v1/requests',
    access: 'requests.intake',
    tag,
    summary: '"Input Loket": file a request for somebody who came, phoned or wrote',
    body: schema.CounterForm,
    files: photoFiles,
    limits: formLimits,
    idempotency: 'create',
    secretAnswer: true,
    status: 201,
    response: schema.FiledRequest,
  },
  'requests.read': {
    method: 'get',
    path: '/api/v1/requests/:id',
    access: 'requests.read',
    tag,
    summary: 'Detail, both histories and allowed actions',
    params: uuidParams,
    response: schema.RequestDetail,
  },
  'requests.act': {
    method: 'post',
    path: '/api/v1/requests/:id/actions/:action',
    access: 'requests.act',
    tag,
    summary: 'Take an action of the request',
    params: uuidParams.extend({ action: schema.RequestActionName }),
    body: z.record(z.string(), z.unknown()),
    idempotency: 'action',
    response: schema.RequestActionResult,
  },
  'requests.actOnStep': {
    method: 'post',
    path: '/api/v1/requests/:id/steps/:step/actions/:action',
    access: 'requests.act',
    tag,
    summary: 'Take an action of a step',
    params: uuidParams.extend({ step: schema.RequestStepName, action: schema.StepActionName }),
    body: z.record(z.string(), z.unknown()),
    idempotency: 'action',
    response: schema.RequestActionResult,
  },
  'requests.actOnMany': {
    method: 'post',
    path: '/api/v1/request-batches',
    access: 'requests.act',
    tag,
    summary: 'One act on many requests, with a result per row',
    body: schema.BatchInput,
    idempotency: 'action',
    response: schema.BatchResult,
  },
  'requests.assign': {
    method: 'post',
    path: '/api/v1/requests/:id/assignment',
    access: 'requests.assign',
    tag,
    summary: 'Take, release or hand over a request of the office',
    params: uuidParams,
    body: schema.AssignmentInput,
    idempotency: 'action',
    response: schema.RequestSummary,
  },
  'requests.colleagues': {
    method: 'get',
    path: '/api/v1/office/colleagues',
    access: 'requests.assign',
    tag,
    summary: 'People of the own office to whom a request may be handed',
    response: z.array(z.object({ id: z.string(), name: z.string() })),
  },
  'requests.unmask': {
    method: 'post',
    path: '/api/v1/requests/:id/unmaskings',
    access: 'personal-data.read',
    tag,
    summary: 'Personal data and corrected values in full, with a reason that is written down',
    params: uuidParams,
    body: schema.UnmaskInput,
    response: schema.UnmaskedRequest,
  },
  'requests.photo': {
    method: 'get',
    path: '/api/v1/requests/:id/photos/:photoId',
    access: 'photos.read',
    tag,
    summary: 'One picture; the reading is written down',
    params: uuidParams.extend({ photoId: z.uuid() }),
    response: { contentType: 'image/jpeg' },
  },
  'requests.readDwh': {
    method: 'post',
    path: '/api/v1/requests/:id/dwh-readings',
    access: 'dwh.read',
    tag,
    summary: '"Sudah terbaca di DWH?": ask now',
    params: uuidParams,
    response: schema.RequestDetail.shape.readings.element,
  },
  'requests.provePhone': {
    method: 'post',
    path: '/api/v1/requests/:id/phone-proof',
    access: 'requests.intake',
    tag,
    summary: 'The operator compared the KTP-el and saw that the number is that person’s',
    params: uuidParams,
    body: schema.PhoneProofInput,
    idempotency: 'action',
    response: schema.RequestSummary,
  },
  'requests.hold': {
    method: 'post',
    path: '/api/v1/requests/:id/hold',
    access: 'requests.hold',
    tag,
    summary: 'Keep the pictures beyond their retention',
    params: uuidParams,
    body: schema.HoldInput,
    idempotency: 'action',
    response: schema.RequestSummary,
  },
  'requests.release': {
    method: 'delete',
    path: '/api/v1/requests/:id/hold',
    access: 'requests.hold',
    tag,
    summary: 'End the hold',
    params: uuidParams,
    response: schema.RequestSummary,
  },
  'requests.document': {
    method: 'get',
    path: '/api/v1/requests/:id/documents/:kind',
    access: 'requests.intake',
    tag,
    summary:
      'Tanda terima with code and QR; with the receipt of the intake also with the link, for some minutes',
    params: uuidParams.extend({ kind: z.enum(requestDocumentKinds) }),
    query: z.object({ receipt: z.string().max(600).optional() }),
    response: { contentType: 'application/pdf' },
  },
  'requests.accessLog': {
    method: 'get',
    path: '/api/v1/requests/:id/access-log',
    access: 'request-log.read',
    tag,
    summary: 'Who saw, unmasked or asked about this request',
    params: uuidParams,
    response: z.array(schema.RequestAccessRow),
  },
  'requests.destructions': {
    method: 'get',
    path: '/api/v1/photo-destructions',
    access: 'request-log.read',
    tag,
    summary: 'Pictures destroyed at the end of their retention, by month',
    query: destructionListQuery,
    list: true,
    response: z.array(
      z.object({
        id: z.string(),
        code: z.string(),
        officeName: z.string(),
        destroyedAt: z.iso.datetime(),
        count: z.int(),
      }),
    ),
  },
  'lookups.create': {
    method: 'post',
    path: '/api/v1/lookups',
    access: 'lookups.read',
    tag,
    summary: 'Turn a full NIK or KK number into a short-lived token to filter by',
    body: schema.LookupInput,
    response: schema.LookupResult,
  },
});
