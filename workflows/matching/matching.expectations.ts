import type {
  MatchingAction,
  MatchingActor,
  MatchingStatus,
} from '../../contract/metering/matching/lifecycle.ts';

/**
 * What the table of a matching job is expected to allow, written by hand and NOT from the table: a person changes both,
 * and the tests hold one against the other. Whoever is not named may nothing; ends allow nothing.
 */
export interface MatchingExpectation {
  readonly state: MatchingStatus;
  readonly who: MatchingActor['roles'][number];
  /** `action>where it leads`. */
  readonly may: readonly `${MatchingAction}>${MatchingStatus}`[];
}

export const matchingExpectations: readonly MatchingExpectation[] = [
  { state: 'DIPROSES', who: 'lembaga-teknis', may: ['pause>DIJEDA', 'cancel>DIBATALKAN'] },
  { state: 'DIPROSES', who: 'lembaga-admin', may: ['pause>DIJEDA', 'cancel>DIBATALKAN'] },
  { state: 'DIPROSES', who: 'system', may: ['pause>DIJEDA', 'complete>SELESAI'] },
  { state: 'DIJEDA', who: 'lembaga-teknis', may: ['resume>DIPROSES', 'cancel>DIBATALKAN'] },
  { state: 'DIJEDA', who: 'lembaga-admin', may: ['resume>DIPROSES', 'cancel>DIBATALKAN'] },
];
