import { afterAll, beforeAll, expect, it } from 'vitest';
import { actorNames, roleNames, systemActors } from '#contract/access/roles';
import { holidayKinds } from '#contract/calendar/codes';
import { complaintActions, complaintOutcomes, complaintStatuses } from '#contract/complaints/lifecycle';
import * as metering from '#contract/metering/codes';
import { matchingActions, matchingHolds, matchingStatuses } from '#contract/metering/matching/lifecycle';
import * as returnData from '#contract/metering/return-data';
import { semesterReportActions, semesterReportStatuses } from '#contract/metering/semester-lifecycle';
import { trialExerciseNames } from '#contract/metering/trial';
import * as codes from '#contract/orders/codes';
import {
  billingTroubles,
  orderActions,
  orderStatuses,
  proposals,
  returnKinds,
} from '#contract/orders/lifecycle';
import * as requestCodes from '#contract/requests/codes';
import { requestActions, requestStatuses } from '#contract/requests/lifecycle';
import { requestSteps, stepActions, stepResultCodes, stepStatuses } from '#contract/requests/steps';
import { deliveryStatuses, whatsappTemplates } from '#contract/shared/delivery';
import { zoneNames } from '#contract/shared/zones';
import { proofWays } from '#contract/trail/codes';
import { createTestDatabase, type TestDatabase } from '../tests/support/database.ts';

/** Every code column and the contract's list that its CHECK must hold; a person keeps this table. */
const columns: Record<string, readonly string[]> = {
  'user_role.role': roleNames,
  'region.zone': zoneNames,
  'office.zone': zoneNames,
  'holiday.kind': holidayKinds,
  'institution.category': codes.institutionCategories,
  'tariff.category': codes.institutionCategories,
  'tariff.status': codes.tariffStatuses,
  'checkout.status': codes.checkoutStatuses,
  'order.status': orderStatuses,
  'order.billing_trouble': billingTroubles,
  'order.inquiry_answer': codes.inquiryAnswers,
  'order.proposal': proposals,
  'order.return_kind': returnKinds,
  'order_history.action': ['submit', ...orderActions],
  'order_history.from': orderStatuses,
  'order_history.to': orderStatuses,
  'order_history.actor_role': [...roleNames, ...systemActors],
  'order_intent.action': orderActions,
  'order_intent.status': codes.intentStatuses,
  'payment_notice.kind': codes.paymentNoticeKinds,
  'payment_notice.status': codes.paymentNoticeStatuses,
  'unmatched_payment.reason': codes.unmatchedReasons,
  'unmatched_payment.status': codes.caseStatuses,
  'report_difference.kind': codes.reportDifferenceKinds,
  'report_difference.status': codes.caseStatuses,
  'matching_job.status': matchingStatuses,
  'matching_job.hold': matchingHolds,
  'matching_history.action': ['submit', ...matchingActions],
  'matching_history.from': matchingStatuses,
  'matching_history.to': matchingStatuses,
  'matching_history.actor_role': [...roleNames, ...systemActors],
  'product.delivery': codes.productDeliveries,
  'voucher.source': codes.voucherSources,
  'ledger_transaction.kind': codes.ledgerKinds,
  'ledger_entry.account': codes.ledgerAccounts,
  'api_credential.environment': metering.credentialEnvironments,
  'allowed_network.status': metering.registrationStatuses,
  'terminal.status': metering.registrationStatuses,
  'access_log.channel': metering.accessChannels,
  'access_log.method': metering.accessMethods,
  'access_log.result': metering.accessResults,
  'access_log.outcome': metering.accessOutcomes,
  'access_log.purpose': metering.accessPurposes,
  'access_refusal.reason': metering.accessRefusalReasons,
  'refusal_month.reason': metering.accessRefusalReasons,
  'return_data.status': returnData.returnDataStatuses,
  'return_data.refusal': returnData.returnDataRefusals,
  'return_data_fault.column': returnData.returnDataColumns,
  'return_data_fault.fault': returnData.returnDataFaults,
  'semester_report.status': semesterReportStatuses,
  'semester_report_history.action': ['open', ...semesterReportActions],
  'semester_report_history.from': semesterReportStatuses,
  'semester_report_history.to': semesterReportStatuses,
  'trial_run.exercise': trialExerciseNames,
  'trial_run.method': metering.accessMethods,
  'stored_file.kind': codes.fileKinds,
  'outbox.kind': codes.outboxKinds,
  'outgoing_notice.channel': codes.noticeChannels,
  'outgoing_notice.template': [...codes.noticeTemplates, ...whatsappTemplates],
  'outgoing_notice.status': codes.noticeStatuses,
  'outgoing_notice.delivery_status': deliveryStatuses,
  'sync_request.channel': requestCodes.requestChannels,
  'sync_request.applicant_kind': requestCodes.applicantKinds,
  'sync_request.cause': requestCodes.causeCodes,
  'sync_request.reader': requestCodes.readerKinds,
  'sync_request.status': requestStatuses,
  'sync_request.clock_stopped': requestCodes.clockStops,
  'sync_request.step': requestSteps,
  'sync_request.step_status': stepStatuses,
  'sync_request.link': requestCodes.requestLinks,
  'request_step_state.step': requestSteps,
  'request_step_state.status': stepStatuses,
  'request_step_state.result': stepResultCodes,
  'request_history.action': ['submit', ...requestActions],
  'request_history.from': requestStatuses,
  'request_history.to': requestStatuses,
  'request_history.actor_role': actorNames,
  'request_step_history.step': requestSteps,
  'request_step_history.action': stepActions,
  'request_step_history.from': stepStatuses,
  'request_step_history.to': stepStatuses,
  'request_step_history.result': stepResultCodes,
  'request_step_history.actor_role': actorNames,
  'request_intent.step': requestSteps,
  'request_intent.action': [...new Set([...requestActions, ...stepActions])],
  'request_intent.status': codes.intentStatuses,
  'request_photo.kind': requestCodes.photoKinds,
  'dwh_reading.reading': requestCodes.dwhReadings,
  'dwh_reading.purpose': requestCodes.readingPurposes,
  'lookup.kind': requestCodes.lookupKinds,
  'nik_proof.way': proofWays,
  'trail_session.way': proofWays,
  'access_complaint.channel': metering.accessChannels,
  'access_complaint.method': metering.accessMethods,
  'access_complaint.access_result': metering.accessResults,
  'access_complaint.purpose': metering.accessPurposes,
  'access_complaint.status': complaintStatuses,
  'access_complaint.outcome': complaintOutcomes,
  'access_complaint_history.action': ['submit', ...complaintActions],
  'access_complaint_history.from': complaintStatuses,
  'access_complaint_history.to': complaintStatuses,
  'access_complaint_history.actor_role': actorNames,
};

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

it("checks every code column against exactly the contract's list", async () => {
  const checks = await database.db.$queryRaw<{ table: string; name: string; definition: string }[]>`
    select c.conrelid::regclass::text as "table", c.conname as name, pg_get_constraintdef(c.oid) as definition
    from pg_constraint c where c.contype = 'c' and c.connamespace = 'public'::regnamespace and c.conname like '%\\_code'`;
  const held = Object.fromEntries(
    checks.map(({ table, name, definition }) => {
      const plain = table.replaceAll('"', '');
      const column = name.slice(plain.length + 1, -'_code'.length);
      return [`${plain}.${column}`, [...definition.matchAll(/'([^']+)'/g)].map(([, code]) => code).sort()];
    }),
  );
  const wanted = Object.fromEntries(Object.entries(columns).map(([name, list]) => [name, [...list].sort()]));
  expect(held).toEqual(wanted);
});
