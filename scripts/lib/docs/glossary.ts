import { roleNames } from '#contract/access/roles';
import { Person } from '#contract/accounts/schemas';
import { holidayKinds } from '#contract/calendar/codes';
import { complaintOutcomes, complaintStatuses } from '#contract/complaints/lifecycle';
import { dwhJobType, dwhReasonCodes } from '#contract/external/dwh';
import { matchingResults } from '#contract/external/matching-file';
import { cardStates } from '#contract/metering/card-states';
import * as meteringCodes from '#contract/metering/codes';
import { disclaimerDuties } from '#contract/metering/disclaimer';
import { matchingStatuses } from '#contract/metering/matching/lifecycle';
import { personElements } from '#contract/metering/person';
import * as returnDataCodes from '#contract/metering/return-data';
import { semesterReportStatuses } from '#contract/metering/semester-lifecycle';
import { centreOfficeCode } from '#contract/offices/codes';
import * as orderCodes from '#contract/orders/codes';
import { billStates } from '#contract/orders/documents';
import { orderStatuses, returnKinds } from '#contract/orders/lifecycle';
import * as requestCodes from '#contract/requests/codes';
import { requestStatuses } from '#contract/requests/lifecycle';
import { requestSteps, stepResultCodes, stepStatuses } from '#contract/requests/steps';
import { zoneNames } from '#contract/shared/zones';
import { proofWays, trailKinds } from '#contract/trail/codes';

/**
 * Indonesian words that stand in names of the code (fields, columns, parameters). Whoever brings a new one adds it here
 * and to the glossary.
 */
export const indonesianIdentifiers = [
  'kuitansi',
  'kodeBilling',
  'ntpn',
  'ntb',
  'npwp',
  'juknis',
  'terbilang',
  'kodeKl',
  'kodeEselon1',
  'kodeSatker',
  'satkerPemungut',
  'kodeAkun',
  'kodeTarif',
  'kodePp',
  'kodeLokasi',
  'kodeKabkota',
  'jenisPnbp',
  'mataUang',
  'tagihan',
  'penerimaan-negara',
  'namaPemohon',
  'untukSiapa',
  'diBawah17',
  'permasalahan',
  'penyebab',
  'belumTerbacaDi',
  'wilayahKk',
  'nomorWa',
  'persetujuan',
  'tantangan',
  'jawaban',
  'kanal',
  ...personElements,
] as const;

/** Codes that people meet as they stand in data and API. */
export const officialCodes = (): string[] => [
  ...new Set<string>([
    ...orderStatuses,
    ...returnKinds,
    ...billStates,
    ...orderCodes.institutionCategories,
    ...orderCodes.checkoutStatuses,
    ...orderCodes.caseStatuses,
    ...orderCodes.tariffStatuses,
    ...orderCodes.voucherSources,
    ...orderCodes.ledgerAccounts,
    ...orderCodes.fileKinds,
    ...meteringCodes.credentialEnvironments,
    ...meteringCodes.credentialStatuses,
    ...meteringCodes.registrationStatuses,
    ...meteringCodes.accessChannels.filter((code) => !code.startsWith('WEB_')),
    ...meteringCodes.accessMethods.filter((code) => !/^(CALL|FACE)_/.test(code)),
    ...meteringCodes.accessPurposes,
    ...returnDataCodes.returnDataStatuses,
    ...returnDataCodes.returnDataColumns,
    ...returnDataCodes.returnDataResults,
    ...semesterReportStatuses,
    ...complaintStatuses,
    ...complaintOutcomes,
    ...proofWays,
    ...trailKinds,
    ...disclaimerDuties,
    ...cardStates,
    ...matchingStatuses,
    ...matchingResults,
    ...Person.shape.status.options,
    ...roleNames,
    ...zoneNames,
    ...holidayKinds,
    centreOfficeCode,
    dwhJobType,
    ...dwhReasonCodes,
    ...requestStatuses,
    ...requestSteps,
    ...stepStatuses,
    ...stepResultCodes,
    ...requestCodes.requestChannels,
    ...requestCodes.applicantKinds,
    ...requestCodes.readerKinds,
    ...requestCodes.causeCodes,
    ...requestCodes.photoKinds,
    ...requestCodes.requestLinks,
    ...requestCodes.dwhReadings,
    ...requestCodes.clockStops,
    ...requestCodes.requestWarnings,
    ...requestCodes.requestDocumentKinds,
  ]),
];

/** What the first column of the glossary's tables names, in backticks. */
export const glossaryTerms = (glossary: string): string[] =>
  glossary
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .flatMap((line) => [...(line.split('|')[1] ?? '').matchAll(/`([^`]+)`/g)].map(([, term]) => term ?? ''));

/** Terms that have no row, and rows whose term is no code or identifier of ours any more. */
export function glossaryGaps(glossary: string): { missing: string[]; unknown: string[] } {
  const terms = new Set(glossaryTerms(glossary));
  const needed = new Set<string>([...officialCodes(), ...indonesianIdentifiers]);
  return {
    missing: [...needed].filter((term) => !terms.has(term)),
    unknown: [...terms].filter((term) => !needed.has(term)),
  };
}
