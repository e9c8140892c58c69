import { z } from 'zod';
import { accessChannels, accessPurposes } from '../metering/codes.ts';
import { Nik } from '../requests/schemas.ts';
import { trailKinds } from './codes.ts';

/** Shapes of "Siapa mengecek NIK saya?". Times are ISO 8601 in UTC. */

const instant = z.iso.datetime();

/** Blanks and dashes that people type between the signs are taken out; what is no code is then a wrong one. */
const typedCode = z
  .string()
  .max(60)
  .transform((text) => text.toUpperCase().replace(/[\s\-‐-―]/g, ''));

export const PhoneCodeInput = z
  .object({ nik: Nik, tantangan: z.string().max(400), jawaban: z.string().trim().max(100) })
  .strict();
/** The same for every NIK; whether a code was sent shows on the phone alone. */
export const PhoneCodeAnswer = z.object({ proofId: z.uuid(), expiresAt: instant, message: z.string() });

export const OpenByPhoneInput = z.object({ proofId: z.uuid(), kode: typedCode }).strict();
export const OpenByCounterInput = z.object({ nik: Nik, kode: typedCode }).strict();
/** `token` opens the trail until `expiresAt`, in the header X-Trail-Token. */
export const TrailOpening = z.object({ token: z.string(), expiresAt: instant });
export type TrailOpening = z.infer<typeof TrailOpening>;

export const TrailLine = z.object({
  line: z.string(),
  at: instant,
  institutionName: z.string(),
  channel: z.enum(accessChannels),
  /** Null: the institution's program named none. */
  purpose: z.enum(accessPurposes).nullable(),
  kind: z.enum(trailKinds),
  /** Number of the complaint that this person raised from the line. */
  complaint: z.string().nullable(),
});
export type TrailLine = z.infer<typeof TrailLine>;

/** Newest first. `next` continues behind the last line; null at the end. */
export const TrailPage = z.object({
  lines: z.array(TrailLine),
  next: z.string().nullable(),
  expiresAt: instant,
});
export type TrailPage = z.infer<typeof TrailPage>;

/** The operator compared the KTP-el with the person who stands before him. */
export const CounterCodeInput = z
  .object({ nik: Nik, ktpChecked: z.literal(true, { message: 'REQUIRED' }) })
  .strict();
export const CounterCode = z.object({ code: z.string(), expiresAt: instant });
export type CounterCode = z.infer<typeof CounterCode>;
