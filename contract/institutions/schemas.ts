import { z } from 'zod';
import { Email } from '../accounts/schemas.ts';
import { institutionCategories } from '../orders/codes.ts';
import { Day } from '../shared/days.ts';
import { npwpPattern } from '../shared/identifiers.ts';

/** Institutions with their PKS and juknis, as `staf-kerjasama` records them. Days are `YYYY-MM-DD` in WIB. */

const day = z.iso.date();
const text = (max: number) => z.string().trim().min(2).max(max);

export const Agreement = z.object({
  id: z.uuid(),
  number: z.string(),
  startsOn: day,
  endsOn: day,
  active: z.boolean(),
  fileId: z.uuid().nullable(),
});
export type Agreement = z.infer<typeof Agreement>;

export const Institution = z.object({
  id: z.uuid(),
  code: z.string(),
  name: z.string(),
  category: z.enum(institutionCategories),
  address: z.string(),
  email: z.string(),
  phone: z.string(),
  npwp: z.string().nullable(),
  juknisNumber: z.string().nullable(),
  juknisDoneOn: day.nullable(),
  suspended: z.boolean(),
  /** Rupiah; a checkout above it needs `lembaga-penyetuju`. Null = never. */
  approvalAbove: z.int().min(0).nullable(),
  agreementActive: z.boolean(),
  agreementEndsOn: day.nullable(),
  agreements: z.array(Agreement),
  version: z.int(),
});
export type Institution = z.infer<typeof Institution>;

export const InstitutionInput = z
  .object({
    code: z
      .string()
      .trim()
      .toUpperCase()
      .regex(/^[A-Z0-9-]{3,30}$/),
    name: text(200),
    category: z.enum(institutionCategories),
    address: text(500),
    email: Email,
    phone: z.string().trim().min(5).max(40),
    /** Dots and dashes are taken away; 15 or 16 digits stay. */
    npwp: z
      .string()
      .trim()
      .transform((value) => value.replace(/[.\-\s]/g, ''))
      .pipe(z.string().regex(npwpPattern))
      .nullable()
      .default(null),
    juknisNumber: z.string().trim().max(100).nullable().default(null),
    juknisDoneOn: Day.nullable().default(null),
  })
  .strict();
export type InstitutionInput = z.infer<typeof InstitutionInput>;

/** `version` is the one that the form was opened with: a change in between is refused, nothing is overwritten. */
export const InstitutionUpdate = InstitutionInput.extend({ version: z.int() });

export const AgreementInput = z
  .object({ number: text(100), startsOn: Day, endsOn: Day })
  .strict()
  .refine((value) => value.startsOn <= value.endsOn, { path: ['endsOn'], message: 'ENDS_BEFORE_START' });
export type AgreementInput = z.infer<typeof AgreementInput>;

export const SuspensionInput = z
  .object({
    suspended: z.boolean(),
    note: z.string().trim().min(3).max(2_000),
    /** Number of the letter that a suspension rests on; reopening needs none. */
    letterNumber: z.string().trim().max(100).default(''),
  })
  .strict()
  .refine(({ suspended, letterNumber }) => !suspended || letterNumber.length >= 3, {
    path: ['letterNumber'],
    message: 'LETTER_REQUIRED',
  });

export const LimitInput = z.object({ approvalAbove: z.int().min(0).nullable() }).strict();
