import { refusalWords, trialAnswerOf } from '#contract/external/dukcapil-examples';
import { type ServiceRefusal, serviceRefusals, wireRefusalOf } from '#contract/external/dukcapil-service';
import { texts } from '#contract/i18n/index';
import { chargeOf } from '#contract/metering/charging';
import { trialExercises, trialNikOf } from '#contract/metering/trial';
import { validityRules } from '#contract/metering/validity';
import { validitySentences } from '#contract/metering/validity-words';
import { code, codes, markdownTable } from './markdown.ts';

const costs = {
  always: 'one unit',
  never: 'nothing',
  bySetting: 'as the operator set: one unit, or nothing (`CHARGE_NOT_FOUND`)',
} as const;

/** Every answer of the web service that is no data, with the reasons that it stands for. */
export function refusalTable(): string {
  const reasons = Object.entries(wireRefusalOf) as [string, ServiceRefusal][];
  const rows = (Object.keys(serviceRefusals) as ServiceRefusal[]).map((refusal) => {
    const said: { readonly code?: string; readonly words: string } = serviceRefusals[refusal];
    return [
      code(said.words),
      said.code ? code(said.code) : '',
      codes(reasons.flatMap(([reason, wire]) => (wire === refusal ? [reason] : []))),
    ];
  });
  return markdownTable(['words', '`RESPONSE_CODE`', 'what it stands for'], rows);
}

/** What each result costs. */
export const chargeTable = (): string =>
  markdownTable(
    ['result', 'costs'],
    Object.entries(chargeOf).map(([result, charge]) => [code(result), costs[charge]]),
  );

/** The rules of validity, and the first day of issue that each holds for. */
export const validityTable = (): string =>
  markdownTable(
    ['vouchers issued from', 'what holds for their quota'],
    validityRules.map((rule) => [rule.from, validitySentences(texts('en'), rule).join(' ')]),
  );

/** The NIKs of Mode Uji and the answers that are right. */
export const trialTable = (): string =>
  markdownTable(
    ['NIK', 'what is tried', 'right answer', 'needed'],
    trialExercises.map(({ exercise, needed }) => {
      const nik = trialNikOf(exercise);
      const answer = trialAnswerOf[exercise];
      return [
        nik ? code(nik) : '',
        texts('en').trial.exercise[exercise],
        answer ? code(refusalWords(answer)) : 'data of a test person',
        needed ? 'yes' : '',
      ];
    }),
  );
