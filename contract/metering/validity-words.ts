import { fill, type Texts } from '../i18n/index.ts';
import type { ValidityRule } from './validity.ts';

/** A rule as documents and pages print it, a sentence each. */
export function validitySentences({ validity }: Pick<Texts, 'validity'>, rule: ValidityRule): string[] {
  const { months, agreementEnd, suspension, yearEnd } = rule;
  return [
    months === null ? validity.noTerm : fill(validity.term, { months }),
    validity.agreementEnd[agreementEnd],
    validity.suspension[suspension],
    validity.yearEnd[yearEnd],
  ];
}
