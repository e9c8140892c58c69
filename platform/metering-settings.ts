import { z } from 'zod';
import { type Setting, setting, wholeNumber } from './setting-kinds.ts';

/** What metered access and an institution's duties are set by; rows of `settings`. */
export const meteringSettings = {
  CHARGE_NOT_FOUND: setting({
    schema: z.enum(['true', 'false']),
    expected: 'true or false',
    default: 'true',
    description:
      'Whether a lookup whose NIK is not found costs a unit, as every answered access does: `true` or `false`.',
  }),
  ACCESS_CALLS_PER_SECOND: setting({
    ...wholeNumber(1, 100_000),
    default: '500',
    description: 'Most calls a second of one API credential, for each API process.',
  }),
  ACCESS_KEY_DAYS: setting({
    ...wholeNumber(1, 400),
    default: '35',
    description: 'Days for which a `transactionId` is remembered: a repeat within them costs nothing.',
  }),
  ACCESS_REFUSAL_DAYS: setting({
    // Pages about refusals look 30 days back.
    ...wholeNumber(30, 3_650),
    default: '90',
    description:
      'Days for which refused calls are kept with credential and address; then only their sums by month and reason stay.',
  }),
  RETURN_DATA_FILE_DAYS: setting({
    ...wholeNumber(1, 3_650),
    default: '90',
    description:
      'Days for which an uploaded file of databalikan is kept after its check; its rows stay, sealed.',
  }),
  MATCHING_RESULT_DAYS: setting({
    ...wholeNumber(1, 90),
    default: '14',
    description:
      'Days for which the files of a matching job (pemadanan) are kept once it has ended; then they are destroyed.',
  }),
  COMPLAINT_DAYS: setting({
    ...wholeNumber(1, 60),
    default: '5',
    description:
      'Promise: working days of the centre in which a complaint about an access is answered, counted anew from each answer; its people are reminded after them.',
  }),
  COMPLAINT_REOPEN_DAYS: setting({
    ...wholeNumber(1, 365),
    default: '30',
    description: 'Days after its closing in which a complaint about an access may be reopened.',
  }),
  PORTAL_DISCLAIMER_DAYS: setting({
    ...wholeNumber(1, 730),
    default: '180',
    description: 'Days for which the signature under the web portal form disclaimer holds.',
  }),
} as const satisfies Record<string, Setting>;
