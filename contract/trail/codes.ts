import type { AccessMethod, AccessOutcome, AccessResult } from '../metering/codes.ts';
import { accessOutcomes, releasesData } from '../metering/codes.ts';

/**
 * "Siapa mengecek NIK saya?": how a citizen shows that a NIK is his, and what he then reads of the access log (UU
 * 27/2022: the subject's access to the trail of processing). Pure and without zod.
 */

/** By a code to a phone that an operator marked as proven for the NIK, or by a code from the counter. */
export const proofWays = ['TELEPON', 'LOKET'] as const;
export type ProofWay = (typeof proofWays)[number];

/** How long a code opens the trail. The one from the counter is carried home. */
export const proofLifetimeMs = { TELEPON: 10 * 60_000, LOKET: 24 * 3_600_000 } as const satisfies Record<
  ProofWay,
  number
>;
/** How long the proof of a phone opens the trail: numbers that are given up go to other people. */
export const provenPhoneDays = 365;
/** Guesses that a code to a phone bears. */
export const maxProofTries = 5;
export const trailSessionMs = 15 * 60_000;
export const trailPageSize = 50;

/** What an institution learned, as the person it is about reads it: the kind, never the data. */
export const trailKinds = ['DIBACA', 'DIBANDINGKAN', 'WAJAH', 'STATUS', 'TIDAK_DITEMUKAN'] as const;
export type TrailKind = (typeof trailKinds)[number];

const kinds = {
  DATA: 'DIBACA',
  COMPARED: 'DIBANDINGKAN',
  DECEASED: 'STATUS',
  DOUBLE: 'STATUS',
  INACTIVE: 'STATUS',
  NOT_FOUND: 'TIDAK_DITEMUKAN',
  NO_FACE: 'WAJAH',
} as const satisfies Record<Exclude<AccessResult, 'FAILED'>, TrailKind>;

/** Results that told the institution something. */
export const trailResults = Object.keys(kinds) as Exclude<AccessResult, 'FAILED'>[];
/** Outcomes after which the answer left. */
export const trailOutcomes: readonly AccessOutcome[] = accessOutcomes.filter((one) => releasesData[one]);

export const trailKindOf = (method: AccessMethod, result: Exclude<AccessResult, 'FAILED'>): TrailKind =>
  method === 'FACE_RECOGNITION' ? 'WAJAH' : kinds[result];
