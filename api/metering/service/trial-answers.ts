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
  const left = trialLeft;
  const asked = trialCaseOf(question.nik);
  switch (asked) {
    case 'FOUND':
    case 'FOUND_WOMAN': {
      const person = trialPeople[asked];
      if (question.face)
        return asked === 'FOUND' ? { kind: 'face', score: 95, left } : { kind: 'noFace', left };
      if (!question.compare) return { kind: 'person', person, left };
      const { elements, threshold } = question.compare;
      return { kind: 'comparison', comparison: compareElements(person, elements, threshold), left };
    }
    case 'QUOTA_EXHAUSTED':
      return { kind: 'refused', reason: 'QUOTA_EXHAUSTED', left: 0 };
    case 'UNAVAILABLE':
      return { kind: 'refused', reason: 'UPSTREAM_UNAVAILABLE', left };
    default:
      return { kind: 'absent', absence: asked, left };
  }
}
