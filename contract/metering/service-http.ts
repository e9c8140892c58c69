import { z } from 'zod';
import { defineRoutes } from '../shared/http.ts';
import { accessResults } from './codes.ts';
import { comparableElements, personElements } from './person.ts';

const nik = z
  .string()
  .regex(/^\d{16}$/)
  .meta({ description: '16 digits, as text.' });

const unitsLeft = z
  .int()
  .min(0)
  .meta({ description: 'Units that the institution has left after this call.' });

export const LookupInput = z.strictObject({ nik });

/** `person`: the elements that the juknis names, and only where `result` is `DATA`. Days of birth are `DD-MM-YYYY`. */
export const LookupAnswer = z.object({
  result: z.enum(accessResults),
  person: z.partialRecord(z.enum(personElements), z.string().nullable()).nullable(),
  unitsLeft,
});

export const ComparisonInput = z.strictObject({
  nik,
  threshold: z
    .int()
    .min(0)
    .max(100)
    .default(100)
    .meta({ description: 'Percent from which a scored element matches.' }),
  elements: z
    .partialRecord(z.enum(comparableElements), z.string().trim().min(1).max(300))
    .refine((elements) => Object.keys(elements).length > 0, { params: { code: 'REQUIRED' } }),
});

export const ComparisonAnswer = z.object({
  result: z.enum(accessResults),
  elements: z
    .partialRecord(z.enum(comparableElements), z.object({ matches: z.boolean(), score: z.int().nullable() }))
    .nullable(),
  unitsLeft,
});

export const FaceInput = z.strictObject({ nik });

/** `score`: 0 to 100, and only where `result` is `COMPARED`. `NO_FACE` costs nothing. */
export const FaceAnswer = z.object({
  result: z.enum(accessResults),
  score: z.number().min(0).max(100).nullable(),
  unitsLeft,
});

/** Longest photo that is taken, in bytes. */
const maxPhotoBytes = 2 * 1024 * 1024;

/**
 * The web service in plain HTTP, beside the one that old clients know. `Authorization: Basic` with the credential's
 * user id and secret. The idempotency key is what costs a unit once: a repeat with the same question is answered again
 * for nothing. 401: not signed in; 403: not from here, or not now; 409: no quota left; 422: cannot be read; 429: too many; 503: nothing is known, nothing was debited.
 */
export const accessServiceRoutes = defineRoutes({
  'access.lookup': {
    method: 'post',
    path: '/api/v1/access/lookups',
    access: 'public',
    secretHeader: 'authorization',
    summary: 'Read the data of a person by NIK; one unit of Webservice NIK',
    tag: 'Access service',
    body: LookupInput,
    response: LookupAnswer,
    idempotency: 'action',
  },
  'access.compare': {
    method: 'post',
    path: '/api/v1/access/comparisons',
    access: 'public',
    secretHeader: 'authorization',
    summary: 'Compare what is known of a person with the register; one unit of Webservice NIK',
    tag: 'Access service',
    body: ComparisonInput,
    response: ComparisonAnswer,
    idempotency: 'action',
  },
  'access.face': {
    method: 'post',
    path: '/api/v1/access/faces',
    access: 'public',
    secretHeader: 'authorization',
    summary:
      'Compare a photo with the face that the register holds; one unit of Webservice Biometrik Face Recognition. The photo is not kept',
    tag: 'Access service',
    body: FaceInput,
    files: { photo: { maxBytes: maxPhotoBytes, types: ['image/jpeg', 'image/png'] } },
    response: FaceAnswer,
    idempotency: 'action',
  },
});
