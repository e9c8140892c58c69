import { z } from 'zod';
import { defineRoutes } from '../shared/http.ts';
import * as schema from './schemas.ts';

/** Header with the token of an opened trail; it never stands in an address. */
export const trailTokenHeader = 'x-trail-token';

const tag = 'Citizen';

/** "Siapa mengecek NIK saya?": the way in, the reading, and the counter's code. */
export const trailRoutes = defineRoutes({
  'trail.requestCode': {
    method: 'post',
    path: '/api/v1/public/nik-proofs',
    access: 'public',
    tag,
    summary: 'Send a code to the phone that is proven for this NIK; the same answer for every NIK',
    body: schema.PhoneCodeInput,
    status: 202,
    response: schema.PhoneCodeAnswer,
  },
  'trail.openByPhone': {
    method: 'post',
    path: '/api/v1/public/trail-sessions/phone',
    access: 'public',
    tag,
    summary: 'Open the trail of a NIK by the code that came to the phone',
    body: schema.OpenByPhoneInput,
    status: 201,
    response: schema.TrailOpening,
  },
  'trail.openByCounter': {
    method: 'post',
    path: '/api/v1/public/trail-sessions/counter',
    access: 'public',
    tag,
    summary: 'Open the trail of a NIK by the code from the counter',
    body: schema.OpenByCounterInput,
    status: 201,
    response: schema.TrailOpening,
  },
  'trail.read': {
    method: 'get',
    path: '/api/v1/public/trail',
    access: 'public',
    tag,
    summary:
      'Who read or compared the data of this NIK, newest first (header X-Trail-Token); the reading is logged',
    query: z.object({ after: z.string().max(100).optional() }),
    secretHeader: trailTokenHeader,
    response: schema.TrailPage,
  },
  'trail.close': {
    method: 'delete',
    path: '/api/v1/public/trail',
    access: 'public',
    tag,
    summary: 'Close the opened trail before its time',
    secretHeader: trailTokenHeader,
    response: null,
  },
  'trail.issueCode': {
    method: 'post',
    path: '/api/v1/nik-proofs',
    access: 'nik-proofs.issue',
    tag: 'Requests',
    summary: 'A code that opens the trail once, for somebody whose KTP-el was compared at the counter',
    body: schema.CounterCodeInput,
    idempotency: 'create',
    secretAnswer: true,
    status: 201,
    response: schema.CounterCode,
  },
});
