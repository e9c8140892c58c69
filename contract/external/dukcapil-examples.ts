/**
 * What Mode Uji answers on the wire, and calls to begin with. Pure.
 */
import { type TrialExercise, trialCases } from '../metering/trial.ts';
import { type ServiceRefusal, serviceRefusals } from './dukcapil-service.ts';

/** Null: data, or a comparison with them. */
export const trialAnswerOf = {
  FOUND: null,
  FOUND_WOMAN: null,
  DECEASED: 'DECEASED',
  DOUBLE: 'DOUBLE',
  NOT_FOUND: 'NOT_FOUND',
  INACTIVE: 'INACTIVE',
  QUOTA_EXHAUSTED: 'QUOTA_EXHAUSTED',
  UNAVAILABLE: 'UNAVAILABLE',
  BAD_NIK: 'BAD_NIK',
  MALFORMED: 'PARAMETERS_MISSING',
  ADDRESS_NOT_ALLOWED: 'ADDRESS_NOT_ALLOWED',
} as const satisfies Record<TrialExercise, ServiceRefusal | null>;

/** The words of a refusal after its code, as a client reads them: `11 Meninggal Dunia`. */
export function refusalWords(refusal: ServiceRefusal): string {
  const said: { readonly code?: string; readonly words: string } = serviceRefusals[refusal];
  return said.code === undefined ? said.words : `${said.code} ${said.words}`;
}

/** A first call of `CALL_NIK` in a shell. `baseUrl` has no slash at its end; the institution's code stands in the path. */
export const exampleLookup = (baseUrl: string, institutionCode: string): string =>
  [
    `curl -X POST ${baseUrl}/dukcapil/get_json/${institutionCode}/CALL_NIK \\`,
    "  -H 'Content-Type: application/json' \\",
    `  -d '{"user_id":"USER_ID","password":"RAHASIA","ip_user":"10.0.0.1","NIK":"${trialCases.FOUND.nik}","transactionid":"uji-1"}'`,
  ].join('\n');

/** A first call of `CALL_VERIFY_BY_ELEMEN`. */
export const exampleComparison = (baseUrl: string, institutionCode: string): string =>
  [
    `curl -X POST ${baseUrl}/dukcapil/get_json/${institutionCode}/CALL_VERIFY_BY_ELEMEN \\`,
    "  -H 'Content-Type: application/json' \\",
    `  -d '{"user_id":"USER_ID","password":"RAHASIA","ip_user":"10.0.0.1","NIK":"${trialCases.FOUND.nik}","NAMA_LGKP":"BUDI CONTOH","TGL_LHR":"01-01-1980","TRESHOLD":90,"transactionid":"uji-2"}'`,
  ].join('\n');
