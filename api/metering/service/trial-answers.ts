import { compareElements } from '#contract/metering/compare';
import { trialCaseOf, trialPeople } from '#contract/metering/trial';
import type { AccessAnswer, AccessQuestion } from '../access.ts';

/** Units that a test credential seems to have; they are never used up. */
const trialLeft = 1_000;

/**
 * What Mode Uji answers: nothing is read, debited or logged as an access. Of a photo, whatever it shows: the man's face
 * fits, the woman's photo shows none.
 */
export function answerTrial(question: Pick<AccessQuestion, 'nik' | 'compare' | 'face'>): AccessAnswer {
  const free = { outcome: 'FREE', left: trialLeft } as const;
  const asked = trialCaseOf(question.nik);
  switch (asked) {
    case 'FOUND':
    case 'FOUND_WOMAN': {
      const person = trialPeople[asked];
      if (question.face)
        return asked === 'FOUND' ? { kind: 'face', score: 95, ...free } : { kind: 'noFace', ...free };
      if (!question.compare) return { kind: 'person', person, ...free };
      const { elements, threshold } = question.compare;
      const comparison = compareElements(person, elements, threshold);
      return { kind: 'comparison', comparison, told: {}, ...free };
    }
    case 'QUOTA_EXHAUSTED':
      return { kind: 'refused', reason: 'QUOTA_EXHAUSTED', left: 0 };
    case 'UNAVAILABLE':
      return { kind: 'refused', reason: 'UPSTREAM_UNAVAILABLE', left: trialLeft };
    default:
      return { kind: 'absent', absence: asked, ...free };
  }
}
