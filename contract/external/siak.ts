/**
 * The wire of SIAK, the registry that knows every person: JSON over HTTP with a bearer token. Its interface has no
 * public specification, so ALL of this is an assumption of ours, to be changed here and nowhere else once the real one
 * is known. A NIK travels in bodies only, never in an address.
 *
 * | call | body | answer |
 * |---|---|---|
 * | `GET /siak/v1/health` | | 200 while SIAK takes calls |
 * | `POST /siak/v1/person` | `PersonCall` | 200 `PersonAnswer` |
 * | `POST /siak/v1/face` | `FaceCall` | 200 `FaceAnswer` |
 *
 * A refusal is 4xx with `SiakRefusal`. An unknown NIK is an answer, not a 404, which could as well be a wrong address.
 */
import { z } from 'zod';
import { type PersonField, personFields, personFromWire } from './person-fields.ts';

export const siakPaths = {
  health: '/siak/v1/health',
  person: '/siak/v1/person',
  face: '/siak/v1/face',
} as const;

/** Why SIAK gives nothing out about a NIK: died, two records for one NIK, no such NIK, switched off. */
export const siakAbsences = ['DECEASED', 'DOUBLE', 'NOT_FOUND', 'INACTIVE'] as const;
export type SiakAbsence = (typeof siakAbsences)[number];

const sixteenDigits = z.string().regex(/^\d{16}$/);
const element = z.string().max(300).nullable().default(null);
const elements = Object.fromEntries(
  Object.keys(personFields).map((field) => [field, element]),
) as unknown as Record<PersonField, typeof element>;

const absent = z.object({ status: z.enum(siakAbsences) });

export const PersonCall = z.object({ nik: sixteenDigits });
export type PersonCall = z.infer<typeof PersonCall>;

/** Elements that SIAK leaves out count as not known. `TGL_LHR` is `DD-MM-YYYY`. */
export const PersonAnswer = z.discriminatedUnion('status', [
  z.object({
    status: z.literal('FOUND'),
    person: z
      .object({ ...elements, NIK: sixteenDigits, NAMA_LGKP: z.string().min(1).max(300) })
      .transform(personFromWire),
  }),
  absent,
]);
export type PersonAnswer = z.infer<typeof PersonAnswer>;

/** Longest photo that is sent, in bytes before base64. */
export const maxFaceBytes = 2 * 1024 * 1024;

/** One face, JPEG or PNG as base64, to be compared with the one that SIAK holds. */
export const FaceCall = z.object({
  nik: sixteenDigits,
  photo: z.base64().max(Math.ceil(maxFaceBytes / 3) * 4),
});
export type FaceCall = z.infer<typeof FaceCall>;

/** `score`: 0 to 100. `NO_FACE`: the photo shows no face, or more than one. */
export const FaceAnswer = z.discriminatedUnion('status', [
  z.object({ status: z.literal('COMPARED'), score: z.number().min(0).max(100) }),
  z.object({ status: z.literal('NO_FACE') }),
  absent,
]);
export type FaceAnswer = z.infer<typeof FaceAnswer>;

export const siakRefusalCodes = ['UNAUTHENTICATED', 'MALFORMED'] as const;
export type SiakRefusalCode = (typeof siakRefusalCodes)[number];

/** Body of a 4xx; `message` is free text and may name a person. */
export const SiakRefusal = z.object({ code: z.string().max(64), message: z.string().max(2_000).default('') });
export type SiakRefusal = z.infer<typeof SiakRefusal>;
