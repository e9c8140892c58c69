import { z } from 'zod';
import { Nik } from '../requests/schemas.ts';
import { errorCodes } from '../shared/errors.ts';
import { accessPurposes } from './codes.ts';
import { disclaimerDuties } from './disclaimer.ts';
import { comparableElements, personElements } from './person.ts';

/** The web portal: state of an operator's access, the form disclaimer, and the three ways to ask. Times in UTC. */

const instant = z.iso.datetime();
const left = z.int().min(0);

/** What stands against a lookup now: the error that it would end with, and its sentence in the caller's language. */
export const PortalBar = z.object({ code: z.enum(errorCodes), sentence: z.string() });
export type PortalBar = z.infer<typeof PortalBar>;

export const PortalDisclaimer = z.object({
  version: z.string(),
  signedAt: instant.nullable(),
  /** The signature holds before this moment. */
  endsAt: instant.nullable(),
  /** Must be signed before the next lookup. */
  due: z.boolean(),
});
export type PortalDisclaimer = z.infer<typeof PortalDisclaimer>;

export const PortalState = z.object({
  /** Of the institution, the address or the device; the disclaimer stands apart. */
  bar: PortalBar.nullable(),
  disclaimer: PortalDisclaimer,
  /** Units of the institution's web portal product. */
  left,
  /** Elements of a person that the juknis lets the institution read. */
  elements: z.array(z.enum(personElements)),
});
export type PortalState = z.infer<typeof PortalState>;

export const DisclaimerSignature = z
  .object({
    version: z.string().max(20),
    /** Every duty, each once, in any order. */
    duties: z
      .array(z.enum(disclaimerDuties))
      .max(disclaimerDuties.length)
      .refine((given) => disclaimerDuties.every((duty) => given.includes(duty)), {
        message: 'DUTIES_NEEDED',
      }),
    name: z.string().trim().min(1).max(200),
  })
  .strict();
export type DisclaimerSignature = z.infer<typeof DisclaimerSignature>;

/** A text of one line as people type it: no control characters, whose like no form sends. */
const line = (min: number, max: number) =>
  z
    .string()
    .trim()
    .min(min)
    .max(max)
    .regex(/^\P{Cc}*$/u);

/** Why somebody is looked up: kept with the access, the case number sealed. */
const reason = { purpose: z.enum(accessPurposes), caseNumber: line(3, 64) };

const said = line(1, 200).optional();
const SaidElements = z
  .object(
    Object.fromEntries(comparableElements.map((element) => [element, said])) as Record<
      (typeof comparableElements)[number],
      typeof said
    >,
  )
  .strict()
  .refine((elements) => Object.values(elements).some((value) => value !== undefined), {
    message: 'ELEMENT_NEEDED',
  });
/** Percent from which a scored element matches. */
const threshold = z.int().min(50).max(100);

export const LookupInput = z.object({ nik: Nik, ...reason }).strict();
export const ComparisonInput = z.object({ nik: Nik, ...reason, elements: SaidElements, threshold }).strict();
export type ComparisonInput = z.infer<typeof ComparisonInput>;

const answered = { left, at: instant, outcome: z.enum(['DEBITED', 'REPEATED', 'FREE']) };

/** The registry gives nothing out about this NIK. */
const Absent = z.object({
  kind: z.literal('absent'),
  absence: z.enum(['DECEASED', 'DOUBLE', 'NOT_FOUND', 'INACTIVE']),
  ...answered,
});

/** `statusEktp` is a `CardState`, or as SIAK spells it where that is no spelling we know. */
const elementTexts = z.partialRecord(z.enum(personElements), z.string().nullable());

export const LookupAnswer = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('person'),
    elements: elementTexts,
    /** Numbers that stand with hidden digits. */
    masked: z.array(z.enum(personElements)),
    ...answered,
  }),
  Absent,
]);
export type LookupAnswer = z.infer<typeof LookupAnswer>;

export const ComparisonAnswer = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('comparison'),
    elements: z.partialRecord(
      z.enum(comparableElements),
      z.object({ matches: z.boolean(), score: z.int().min(0).max(100).nullable() }),
    ),
    threshold,
    /** Of a check of a card, where the juknis lets it be read: state of the KTP-el. */
    shown: elementTexts,
    ...answered,
  }),
  Absent,
]);
export type ComparisonAnswer = z.infer<typeof ComparisonAnswer>;
