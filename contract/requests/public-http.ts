import { z } from 'zod';
import { defineRoutes } from '../shared/http.ts';
import { maxPhotoBytes, photoFields, photoKinds } from './codes.ts';
import { citizenRequestActions } from './lifecycle.ts';
import * as schema from './schemas.ts';

const picture = { maxBytes: maxPhotoBytes, types: ['image/jpeg', 'image/png'] } as const;

/** Every picture by its field; which are needed, `requiredPhotos` says. */
export const photoFiles = Object.fromEntries(photoKinds.map((kind) => [photoFields[kind], picture])) as {
  readonly [K in (typeof photoFields)[keyof typeof photoFields]]: typeof picture;
};

/** Header with the secret of a tracking page; in addresses it stands in the fragment only. */
export const trackingSecretHeader = 'x-tracking-secret';

/** Any text: what cannot be a code is answered like a code that nobody has. */
const codeParams = z.object({ code: z.string().max(40) });

/** A challenge and its answer show who may ask. */
const proofFields = ['tantangan', 'jawaban'] as const;
/** Of the form: what its longest text needs, in fields enough for all of them. */
export const formLimits = { fields: 20, fieldBytes: 10_000 } as const;
const ofHisOwn = { secretHeader: trackingSecretHeader } as const;
const tag = 'Citizen';

/** What a citizen does without an account. An unknown code and a wrong secret answer alike. */
export const publicRequestRoutes = defineRoutes({
  'publicRequests.challenge': {
    method: 'get',
    path: '/api/v1/public/challenges',
    access: 'public',
    tag,
    summary: 'A small task that keeps machines from filling the queue',
    response: schema.Challenge,
  },
  'publicRequests.submit': {
    method: 'post',
    path: '/api/v1/public/requests',
    access: 'public',
    tag,
    summary: 'File a synchronisation request with its pictures',
    body: schema.RequestForm,
    files: photoFiles,
    limits: formLimits,
    proofFields,
    idempotency: 'create',
    secretAnswer: true,
    status: 201,
    response: schema.SubmittedRequest,
  },
  'publicRequests.track': {
    method: 'get',
    path: '/api/v1/public/requests/:code',
    access: 'public',
    tag,
    summary: 'Status and both histories of a request, by code and secret (header X-Tracking-Secret)',
    params: codeParams,
    ...ofHisOwn,
    response: schema.TrackedRequest,
  },
  'publicRequests.draft': {
    method: 'get',
    path: '/api/v1/public/requests/:code/draft',
    access: 'public',
    tag,
    summary: 'What was filed, to be mended and filed again',
    params: codeParams,
    ...ofHisOwn,
    response: schema.RequestDraft,
  },
  'publicRequests.act': {
    method: 'post',
    path: '/api/v1/public/requests/:code/actions/:action',
    access: 'public',
    tag,
    summary: 'Withdraw a request, or say that it should be stopped',
    params: codeParams.extend({ action: z.enum(citizenRequestActions as [string, ...string[]]) }),
    body: z.record(z.string(), z.unknown()),
    ...ofHisOwn,
    idempotency: 'action',
    response: schema.RequestActionResult,
  },
  'publicRequests.resubmit': {
    method: 'post',
    path: '/api/v1/public/requests/:code/resubmissions',
    access: 'public',
    tag,
    summary: '"Perbaiki dan ajukan ulang": a new request linked to the cancelled one',
    params: codeParams,
    body: schema.RequestForm,
    files: photoFiles,
    limits: formLimits,
    ...ofHisOwn,
    proofFields,
    idempotency: 'create',
    secretAnswer: true,
    status: 201,
    response: schema.SubmittedRequest,
  },
  'publicRequests.feedback': {
    method: 'post',
    path: '/api/v1/public/requests/:code/feedback',
    access: 'public',
    tag,
    summary: '"Masih belum terbaca": a linked request on top of the queue',
    params: codeParams,
    body: schema.FeedbackForm,
    ...ofHisOwn,
    idempotency: 'create',
    secretAnswer: true,
    status: 201,
    response: schema.SubmittedRequest,
  },
  'publicRequests.recoverLink': {
    method: 'post',
    path: '/api/v1/public/link-recoveries',
    access: 'public',
    tag,
    summary: '"Lupa kode": a new link by WhatsApp; the same answer for every NIK',
    body: schema.LinkRecoveryInput,
    status: 202,
    response: z.object({ message: z.string() }),
  },
});
